import type { TurnAnswer } from '../recordings/replay/turnsOf.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { eventContents, isEcho, pressable } from '../shared/eventVisitor.ts';
import type { AgentEvent, Choice, HandoverEvent, Product, TurnStats } from '../shared/model.ts';

/** A response by its parts: what checks look at and references name. */
export interface Answer {
  readonly events: readonly AgentEvent[];
  /** What the agent said, one entry per message: its text, or an interactive message's body. */
  readonly texts: readonly string[];
  readonly products: readonly Product[];
  readonly suggestions: readonly string[];
  readonly buttons: readonly Choice[];
  readonly rows: readonly Choice[];
  readonly handovers: readonly HandoverEvent[];
  /** Lines that could not be read, and what ended the response. */
  readonly failures: readonly Failure[];
  readonly stats?: TurnStats;
}

/** The event's JSON as it arrived, parsed. */
export function eventValue({ rawText }: AgentEvent): unknown {
  return JSON.parse(rawText);
}

/** Takes a response apart. `texts` omits messages that repeat the customer (API notes, 5.6). */
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

/** All responses of a conversation as one, without times: those belong to each turn. */
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
