import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import { formatLocale, t } from '../../src/shared/l10n.ts';
import { eventContents } from '../../src/shared/eventVisitor.ts';
import {
  isTurnOpen,
  type AgentEvent,
  type Turn,
  type TurnItem,
  type ViewState,
} from '../../src/shared/model.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { itemText } from './rowText.ts';
import { strings } from '../strings.ts';

/**
 * The announcements for a state change: each new message once and in full, or one sentence per
 * response. Nothing for existing content, another conversation or a replay.
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

const hasEnded = (turn: Turn | undefined): boolean => turn !== undefined && !isTurnOpen(turn);

function spokenNews(before: Turn | undefined, turn: Turn): readonly string[] {
  const items = turn.items.slice(before?.items.length ?? 0).map(spokenItem);
  if (hasEnded(before) || !hasEnded(turn)) return items;
  return [...items, ...spokenEnd(turn)];
}

function spokenSummary(before: Turn | undefined, turn: Turn): readonly string[] {
  if (hasEnded(before) || !hasEnded(turn)) return [];
  const what = new Intl.ListFormat(formatLocale(), { type: 'unit' }).format(counts(turn.items));
  const answer = turn.items.length === 0 ? [] : [t('Sofia responded: {what}', { what })];
  return [...answer, ...spokenEnd(turn)];
}

function spokenEnd({ phase, failure, items }: Turn): readonly string[] {
  if (failure) return [failureTitle(failure)];
  if (phase === 'stopped') return [t('Stopped by you')];
  return items.length === 0 ? [strings.answeredNothing] : [];
}

/** Counted by name; all other types are counted as cards. */
const summarised: readonly AgentEvent['type'][] = [
  'message',
  'recommendation',
  'suggestions',
  'handover',
];

function counts(items: readonly TurnItem[]): readonly string[] {
  const events = items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  const contents = events.flatMap(eventContents);
  const messages = events.filter(({ type }) => type === 'message').length;
  const products = contents.flatMap((content) => content.products ?? []).length;
  const cards = events.filter(({ type }) => !summarised.includes(type)).length;
  const suggestions = contents.flatMap(({ questions }) => (questions ? [questions.length] : []));
  const hasHandover = contents.some(({ handover }) => handover?.triggered);
  const failures = items.length - events.length;
  return [
    ...(messages > 0 ? [strings.messages(messages)] : []),
    ...(products > 0 ? [strings.products(products)] : []),
    ...(cards > 0 ? [strings.otherCards(cards)] : []),
    ...(suggestions.length > 0
      ? [strings.suggested(suggestions.reduce((sum, count) => sum + count))]
      : []),
    ...(hasHandover ? [t('Handover')] : []),
    ...(failures > 0 ? [strings.failures(failures)] : []),
  ];
}

function spokenItem(item: TurnItem): string {
  if (item.type === 'failure') return failureTitle(item.failure);
  const { event } = item;
  const text = visibleText(itemText(item));
  const [{ products, questions, handover, unknown } = {}] = eventContents(event);
  if (products) return `${strings.products(products.length)}. ${text}`;
  if (questions) return `${strings.suggested(questions.length)}. ${text}`;
  if (handover) return handover.triggered ? `${t('Handover')}. ${text}` : text;
  if (unknown) return `${strings.unknownEvent}. ${unknown.kind}`;
  const said = event.type === 'message' ? withoutMarks(text) : text;
  return `${strings.saidBy(strings.agent)} ${said}`;
}

function failureTitle(failure: Parameters<typeof describeFailure>[0]): string {
  return describeFailure(failure).title;
}

/** Removes emphasis and code marks, which are only visual; of a link, keeps its text. */
function withoutMarks(text: string): string {
  return text
    .replace(/\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, '$1')
    .replace(/[*_~`#>](?=\S)|(?<=\S)[*_~`]/g, '');
}
