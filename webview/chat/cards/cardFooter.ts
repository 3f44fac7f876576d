import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { lossNotes } from '../../../src/shared/lossNotes.ts';
import { isTurnOpen, type AgentEvent, type Turn } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { clockTime, duration } from '../../base/pageFormat.ts';
import type { CardContext } from './cardContext.ts';
import { foldedText } from './foldedJson.ts';

/** A card with its footer: its position in the stream, and its JSON. */
export function entry(
  event: AgentEvent,
  context: CardContext,
  card: TemplateResult,
  time?: TemplateResult,
): TemplateResult {
  return html`${card}${eventNotes(event)}
    <div class="trail">
      ${time}${position(context)}${foldedText(t('Raw JSON'), event.rawText, context.actions)}
    </div>`;
}

/** Notes below an unusual event: fields of an unexpected type, another session's ID, lost data. */
export function eventNotes(event: AgentEvent): TemplateResult | typeof nothing {
  const { oddFields, foreignSessionId } = event;
  const notes: string[] = [];
  if (foreignSessionId !== undefined)
    notes.push(t('From another session: {id}', { id: foreignSessionId }));
  if (oddFields && oddFields.length > 0)
    notes.push(t('Differs from the documentation: {paths}', { paths: oddFields.join(', ') }));
  notes.push(...lossNotes(event));
  if (notes.length === 0) return nothing;
  return html`<ul class="notes">
    ${notes.map((note) => html`<li class="note">${visibleText(note)}</li>`)}
  </ul>`;
}

/** The time an event was created, or else when it arrived, as a `time` element. */
export function timeOf(sentAt: number, atMs: number, createdAt?: string): TemplateResult {
  const written = createdAt === undefined ? NaN : Date.parse(createdAt);
  const moment = new Date(Number.isNaN(written) ? sentAt + atMs : written);
  const title = Number.isNaN(written)
    ? t('Received at {time}', { time: clockTime(moment, 'seconds') })
    : t('Created at {time}', { time: visibleText(createdAt ?? '') });
  const time = clockTime(moment);
  // Marked if it is in the same minute as the sent message, which already shows the time.
  const isSame = atMs > 0 && time === clockTime(new Date(sentAt));
  return html`<time
    class=${isSame ? 'same' : nothing}
    datetime=${moment.toISOString()}
    title=${title}
    >${time}</time
  >`;
}

/** An item's position in its turn's stream; the total is added when the turn ends. */
export function position({ turn, index }: CardContext): TemplateResult | typeof nothing {
  const item = turn.items[index];
  if (!item) return nothing;
  const count = isTurnOpen(turn) ? undefined : turn.items.length;
  const line = lineOf(item);
  const after = duration(item.atMs);
  const spoken = [
    line === undefined
      ? t('{time} after sending', { time: after })
      : t('line {line}, {time} after sending', { line, time: after }),
    count === undefined
      ? t('part {part} of the response', { part: index + 1 })
      : t('part {part} of {count}', { part: index + 1, count }),
  ].join(', ');
  const shown = [
    ...(line === undefined ? [] : [t('line {line}', { line })]),
    `+${after}`,
    count === undefined ? `${index + 1}` : `${index + 1}/${count}`,
  ].join(' · ');
  return html`<span class="position" title=${spoken}>
    <span aria-hidden="true">${shown}</span>
    <span class="unseen">${spoken}</span>
  </span>`;
}

/** The 1-based line that an item arrived in; undefined if there is none. */
export function lineOf(item: Turn['items'][number]): number | undefined {
  if (item.type === 'event') return item.event.line;
  return item.failure.cause?.type === 'line' ? item.failure.cause.line : undefined;
}
