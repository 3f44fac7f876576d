import { isTurnOpen, type AgentEvent, type Turn } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, type Child } from '../../base/dom.ts';
import { clockTime, duration } from '../../base/pageFormat.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { eventNotes } from './eventNotes.ts';
import { foldedText } from './foldedJson.ts';

/** A card with its footer: its position in the stream, and its JSON. */
export function entry(
  event: AgentEvent,
  context: CardContext,
  card: HTMLElement,
  ...first: readonly Child[]
): HTMLElement {
  return el(
    'div',
    { class: `entry ${event.type}` },
    card,
    eventNotes(event),
    el(
      'div',
      { class: 'trail' },
      ...first,
      position(context),
      foldedText(strings.raw, event.rawText, context.actions),
    ),
  );
}

/** The time an event was created, or else when it arrived, as a `time` element. */
export function timeOf(sentAt: number, atMs: number, createdAt?: string): HTMLElement {
  const written = createdAt === undefined ? NaN : Date.parse(createdAt);
  const moment = new Date(Number.isNaN(written) ? sentAt + atMs : written);
  const title = Number.isNaN(written)
    ? strings.arrivedAt(clockTime(moment, 'seconds'))
    : strings.createdAt(visibleText(createdAt ?? ''));
  const time = clockTime(moment);
  // Marked if it is in the same minute as the sent message, which already shows the time.
  const isSame = atMs > 0 && time === clockTime(new Date(sentAt));
  const attributes = { class: isSame ? 'same' : undefined, datetime: moment.toISOString(), title };
  return el('time', attributes, time);
}

/** An item's position in its turn's stream; the total is added when the turn ends. */
export function position({ turn, index }: CardContext): HTMLElement {
  const place = { 'data-turn': String(turn.id), 'data-item': String(index) };
  const element = el('span', { class: 'position', ...place });
  showPosition(element, turn, index);
  return element;
}

/**
 * Writes the position. Once the turn has ended, it is final and is no longer marked for updates.
 */
export function showPosition(element: HTMLElement, turn: Turn, index: number): void {
  const item = turn.items[index];
  if (!item) return;
  const hasEnded = !isTurnOpen(turn);
  const line = lineOf(item);
  const after = duration(item.atMs);
  const spoken = [
    line === undefined ? strings.arrivedAfter(after) : strings.lineAfter(line, after),
    hasEnded ? strings.partOf(index + 1, turn.items.length) : strings.part(index + 1),
  ].join(', ');
  const shown = [
    line !== undefined && strings.line(line),
    `+${after}`,
    hasEnded ? `${index + 1}/${turn.items.length}` : String(index + 1),
  ];
  element.title = spoken;
  element.replaceChildren(
    el('span', { 'aria-hidden': 'true' }, shown.filter(Boolean).join(' · ')),
    el('span', { class: 'unseen' }, spoken),
  );
  if (hasEnded) delete element.dataset['turn'];
}

/** The 1-based line that an item arrived in; undefined if there is none. */
export function lineOf(item: Turn['items'][number]): number | undefined {
  if (item.type === 'event') return item.event.line;
  return item.failure.cause?.type === 'line' ? item.failure.cause.line : undefined;
}
