import type {
  WireExchange,
  WireRow,
  WireTag,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el, iconElement, iconPaths } from '../base/dom.ts';
import { byteSize, duration, exactMs } from '../base/pageFormat.ts';
import { controlIcons } from '../base/icons.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { kindLook } from './kinds.ts';
import { waterfallBar } from './waterfallView.ts';

const cell = (name: string, ...children: Parameters<typeof el>[2][]): HTMLElement =>
  el('span', { class: `cell cell-${name}`, role: 'gridcell' }, ...children);

/** Adds a tooltip with what a narrow column cuts off. */
function titled(element: HTMLElement, title: string): HTMLElement {
  element.title = title;
  return element;
}

/** The header row of a request, above its lines. */
export function exchangeElement(exchange: WireExchange): HTMLElement {
  const { method, endpoint, status, outcome, lastMs, bytes, retries, turnId } = exchange;
  const isBad = outcome === 'failed' || (status ?? 0) >= 400;
  return el(
    'div',
    { class: 'wire-exchange', role: 'row', 'aria-level': '1', 'data-bad': isBad },
    cell(
      'name',
      el('span', { class: 'fold-mark' }, iconElement(controlIcons.right)),
      el('strong', {}, method, ' ', endpoint),
    ),
    cell('status', isBad && iconElement(iconPaths.warning), statusText(status)),
    cell('outcome', strings[outcome]),
    cell('time', duration(lastMs)),
    cell('bytes', byteSize(bytes)),
    cell(
      'extra',
      [
        turnId === undefined ? '' : strings.turn(turnId),
        retries.length === 0 ? '' : strings.retries(retries.length),
      ]
        .filter(Boolean)
        .join(', '),
    ),
    waterfallBar(exchange),
  );
}

function statusText(status: number | undefined): string {
  return status === undefined ? strings.noStatus : String(status);
}

/** One line of a response. */
export function rowElement(row: WireRow): HTMLElement {
  const { atMs, gapMs, bytes, kinds, summary, tags } = row;
  const first = kindLook(kinds[0] ?? 'reply');
  const labels = kinds.map((kind) => kindLook(kind).label).join(', ') || first.label;
  const said = visibleText(summary);
  return el(
    'div',
    { class: 'wire-row', role: 'row', 'aria-level': '2', 'data-tone': first.tone },
    titled(cell('time', `+${exactMs(atMs)}`), strings.afterSending(exactMs(atMs))),
    titled(cell('gap', `Δ ${duration(gapMs)}`), strings.gap(exactMs(gapMs))),
    cell('bytes', byteSize(bytes)),
    titled(cell('kind', iconElement(first.icon), el('span', {}, labels)), labels),
    titled(cell('summary', el('bdi', {}, said)), said),
    cell('tags', ...shownTags(tags)),
  );
}

/** Shows one tag and the number of others; the tooltip and details have them all. */
function shownTags(tags: readonly WireTag[]): readonly HTMLElement[] {
  const [first, ...others] = tags;
  if (!first) return [];
  const all = tags.map(tagText).join('\n');
  const shown = tagElement(first);
  if (others.length === 0) return [titled(shown, all)];
  const more = el('span', { class: 'wire-tag' }, strings.moreTags(others.length));
  return [titled(shown, all), titled(more, all)];
}

export function tagElement(tag: WireTag): HTMLElement {
  const isBad = tag.type === 'malformedLine';
  return el(
    'span',
    { class: 'wire-tag', 'data-bad': isBad },
    iconElement(isBad ? iconPaths.warning : iconPaths.sofia),
    el('span', {}, tagText(tag)),
  );
}

function tagText(tag: WireTag): string {
  switch (tag.type) {
    case 'malformedLine':
      return strings.malformedTag;
    case 'unknownEvent':
      return tag.isNew ? strings.newTag : strings.unknownTag;
    case 'oddField':
      return strings.oddFieldTag(visibleText(tag.subject));
    case 'undocumentedField':
      return strings.undocumentedFieldTag(visibleText(tag.subject));
    case 'repeatedName':
      return strings.repeatedNameTag(visibleText(tag.subject));
    case 'inexactNumber':
      return strings.inexactNumberTag(visibleText(tag.subject));
  }
}

/** The pause before a row that arrived late. */
export function pauseElement(gapMs: number): HTMLElement {
  return el(
    'div',
    { class: 'wire-pause', role: 'row', 'aria-level': '2' },
    cell('pause', iconElement(controlIcons.clock), strings.pause(duration(gapMs))),
  );
}
