import type { ConversationSummary } from './conversationFormat.ts';
import { formatLocale, formatNumber, t } from '../../shared/l10n.ts';
import { visibleText } from '../../shared/visibleText.ts';

/** How a list shows a conversation. */
export interface ConversationItem {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Name of a codicon. */
  readonly icon: string;
}

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 365 * 24 * 60 * 60_000],
  ['month', 30 * 24 * 60 * 60_000],
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
];

/** How long ago that was, in the user's language; both in milliseconds since the epoch. */
export function timeAgo(moment: number, now: number): string {
  const passed = Math.max(0, now - moment);
  const format = new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto' });
  const [unit, ms] = units.find(([, length]) => passed >= length) ?? ['second', passed + 1];
  return format.format(-Math.floor(passed / ms), unit);
}

/** Months would be as short as minutes. */
const shortUnits = units.filter(([unit]) => unit !== 'month');

/** The same in as few letters as possible, for example `9m`. */
function shortAge(moment: number, now: number): string {
  const passed = Math.max(0, now - moment);
  const [unit, ms] = shortUnits.find(([, length]) => passed >= length) ?? [];
  if (unit === undefined || ms === undefined) return t('now');
  return formatNumber(Math.floor(passed / ms), { style: 'unit', unit, unitDisplay: 'narrow' });
}

/**
 * The list entry of a conversation. State is also given in words, not by the icon alone. If others
 * have the same title, the customer's last words tell it apart.
 */
export function describeConversation(
  summary: ConversationSummary,
  now: number,
  hasTwin = false,
): ConversationItem {
  const { title, agent, turnCount, branches, isPinned, isHandedOver, isFailed } = summary;
  const lastWords = hasTwin && summary.lastWords ? visibleText(summary.lastWords) : '';
  const marks = [
    isPinned ? t('pinned') : '',
    isFailed ? t('failed') : '',
    isHandedOver ? t('handed over') : '',
  ].filter(Boolean);
  const turns = turnCount === 1 ? t('1 turn') : t('{count} turns', { count: turnCount });
  const label = visibleText(title) || t('Conversation');
  const moment = new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'long', timeStyle: 'short' });
  const lines = [
    label,
    t('Agent: {name}', { name: visibleText(agent.name) }),
    t('Started: {time}', { time: moment.format(summary.createdAt) }),
    t('Last message: {time}', {
      time: `${moment.format(summary.updatedAt)} (${timeAgo(summary.updatedAt, now)})`,
    }),
    turns,
    branches.length > 1 ? t('{count} branches', { count: branches.length }) : '',
    ...marks,
  ];
  return {
    label,
    description: [lastWords, shortAge(summary.updatedAt, now), formatNumber(turnCount), ...marks]
      .filter(Boolean)
      .join(' · '),
    tooltip: lines.filter(Boolean).join('\n'),
    icon: iconOf(summary),
  };
}

function iconOf({ isPinned, isFailed, isHandedOver }: ConversationSummary): string {
  if (isPinned) return 'pinned';
  if (isFailed) return 'error';
  return isHandedOver ? 'person' : 'comment-discussion';
}

/** The titles that several conversations of an agent have. */
export function sharedTitles(conversations: readonly ConversationSummary[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const titles = conversations.map(({ title }) => title);
  return new Set(titles.filter((title) => seen.has(title) || !seen.add(title)));
}

/**
 * Conversations by agent name, pinned ones first. Agents keep the order of the list, newest first.
 */
export function groupByAgent(
  conversations: readonly ConversationSummary[],
): ReadonlyMap<string, readonly ConversationSummary[]> {
  const groups = new Map<string, ConversationSummary[]>();
  for (const conversation of conversations) {
    const group = groups.get(conversation.agent.name) ?? [];
    groups.set(conversation.agent.name, group);
    group.push(conversation);
  }
  for (const group of groups.values()) {
    group.sort((one, other) => Number(other.isPinned) - Number(one.isPinned));
  }
  return groups;
}
