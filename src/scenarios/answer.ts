import type { TurnAnswer } from '../recordings/replay/turnsOf.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { eventContents, isEcho, pressable } from '../shared/eventVisitor.ts';
import type { AgentEvent, Choice, HandoverEvent, Product, TurnStats } from '../shared/model.ts';

/** An answer by what it is made of: what checks look at, and what references name. */
export interface Answer {
  readonly events: readonly AgentEvent[];
  /** What the agent said, a message each: its text, and the body of what can be pressed. */
  readonly texts: readonly string[];
  readonly products: readonly Product[];
  readonly suggestions: readonly string[];
  readonly buttons: readonly Choice[];
  readonly rows: readonly Choice[];
  readonly handovers: readonly HandoverEvent[];
  /** Lines that could not be read, and what ended the answer. */
  readonly failures: readonly Failure[];
  readonly stats?: TurnStats;
}

/** An event as JSON.parse makes it of what came. */
export function eventValue({ rawText }: AgentEvent): unknown {
  return JSON.parse(rawText);
}

/** Takes an answer apart. Messages that repeat what the customer said (API notes, 5.6) are left out. */
export function answerParts({ items, stats, failure }: Omit<TurnAnswer, 'phase'>): Answer {
  const events = items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  const notices = items.flatMap((item) => (item.type === 'failure' ? [item.failure] : []));
  const contents = events.flatMap(eventContents);
  return {
    events,
    texts: events
      .filter((event) => !isEcho(event))
      .flatMap(eventContents)
      .flatMap(({ text, body }) => text || body || []),
    products: contents.flatMap(({ products = [] }) => products),
    suggestions: contents.flatMap(({ questions = [] }) => questions),
    buttons: contents.flatMap(pressable),
    rows: contents.flatMap(({ sections = [] }) => sections.flatMap(({ rows }) => rows)),
    handovers: contents.flatMap(({ handover }) => handover ?? []),
    failures: [...notices, ...(failure ? [failure] : [])],
    ...(stats && { stats }),
  };
}

/** The answers of a conversation as one. Of the times each turn has its own. */
export function wholeAnswer(answers: readonly Answer[]): Answer {
  return {
    events: answers.flatMap(({ events }) => events),
    texts: answers.flatMap(({ texts }) => texts),
    products: answers.flatMap(({ products }) => products),
    suggestions: answers.flatMap(({ suggestions }) => suggestions),
    buttons: answers.flatMap(({ buttons }) => buttons),
    rows: answers.flatMap(({ rows }) => rows),
    handovers: answers.flatMap(({ handovers }) => handovers),
    failures: answers.flatMap(({ failures }) => failures),
  };
}
