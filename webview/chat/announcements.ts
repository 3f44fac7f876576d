import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import { formatLocale } from '../../src/shared/l10n.ts';
import type { AgentEvent, Turn, TurnItem, ViewState } from '../../src/shared/model.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { composerStrings } from '../strings/composerStrings.ts';
import { itemText } from './plainText.ts';
import { strings } from '../strings/strings.ts';

/**
 * What a screen reader is told when the state changes: each new message whole and once, or one
 * sentence for each answer. Nothing for what was there before, another conversation or a replay.
 */
export function announcementsBetween(previous: ViewState, next: ViewState): readonly string[] {
  const level = next.announcements;
  if (level === 'off' || !isSameBranch(previous, next)) return [];
  const changed = next.turns.filter(
    (turn, index) => turn !== previous.turns[index] && !turn.isReplay,
  );
  return changed.flatMap((turn) => {
    const before = previous.turns.find(({ id }) => id === turn.id);
    return level === 'messages' ? spokenNews(before, turn) : spokenSummary(before, turn);
  });
}

function isSameBranch({ conversation: a }: ViewState, { conversation: b }: ViewState): boolean {
  return a.id === b.id && a.activeBranch === b.activeBranch;
}

const hasEnded = (turn: Turn | undefined): boolean =>
  turn !== undefined && turn.phase !== 'waiting' && turn.phase !== 'streaming';

function spokenNews(before: Turn | undefined, turn: Turn): readonly string[] {
  const items = turn.items.slice(before?.items.length ?? 0).map(spokenItem);
  if (hasEnded(before) || !hasEnded(turn)) return items;
  return [...items, ...spokenEnd(turn)];
}

function spokenSummary(before: Turn | undefined, turn: Turn): readonly string[] {
  if (hasEnded(before) || !hasEnded(turn)) return [];
  const what = new Intl.ListFormat(formatLocale(), { type: 'unit' }).format(counts(turn.items));
  const answer = turn.items.length === 0 ? [] : [composerStrings.answered(what)];
  return [...answer, ...spokenEnd(turn)];
}

function spokenEnd({ phase, failure, items }: Turn): readonly string[] {
  if (failure) return [failureTitle(failure)];
  if (phase === 'stopped') return [strings.stopped];
  return items.length === 0 ? [strings.answeredNothing] : [];
}

function counts(items: readonly TurnItem[]): readonly string[] {
  const events = items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  const countOf = (type: AgentEvent['type']): number =>
    events.filter((event) => event.type === type).length;
  const products = events.reduce(
    (sum, event) => sum + (event.type === 'recommendation' ? event.products.length : 0),
    0,
  );
  const hasHandover = events.some((event) => event.type === 'handover' && event.triggered);
  const messages = countOf('message');
  const cards = countOf('interactive') + countOf('unknown');
  const failures = items.length - events.length;
  return [
    ...(messages > 0 ? [composerStrings.messages(messages)] : []),
    ...(products > 0 ? [strings.products(products)] : []),
    ...(cards > 0 ? [composerStrings.otherCards(cards)] : []),
    ...(countOf('suggestions') > 0 ? [strings.suggested(suggestionCount(events))] : []),
    ...(hasHandover ? [composerStrings.handover] : []),
    ...(failures > 0 ? [composerStrings.failures(failures)] : []),
  ];
}

function suggestionCount(events: readonly AgentEvent[]): number {
  return events.reduce(
    (sum, event) => sum + (event.type === 'suggestions' ? event.questions.length : 0),
    0,
  );
}

function spokenItem(item: TurnItem): string {
  if (item.type === 'failure') return failureTitle(item.failure);
  const { event } = item;
  const text = visibleText(itemText(item));
  switch (event.type) {
    case 'message':
      return `${strings.saidBy(strings.agent)} ${withoutMarks(text)}`;
    case 'recommendation':
      return `${strings.products(event.products.length)}. ${text}`;
    case 'suggestions':
      return `${strings.suggested(event.questions.length)}. ${text}`;
    case 'handover':
      return event.triggered ? `${composerStrings.handover}. ${text}` : text;
    case 'interactive':
      return `${strings.saidBy(strings.agent)} ${text}`;
    case 'unknown':
      return `${strings.unknownEvent}. ${event.kind}`;
  }
}

function failureTitle(failure: Parameters<typeof describeFailure>[0]): string {
  return describeFailure(failure).title;
}

/** Marks of emphasis and code are for the eye; of a link its words are read. */
function withoutMarks(text: string): string {
  return text
    .replace(/\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, '$1')
    .replace(/[*_~`#>](?=\S)|(?<=\S)[*_~`]/g, '');
}
