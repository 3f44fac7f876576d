import { t } from '../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type {
  WireExchange,
  WireRow,
  WireTag,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { controlIcons, icon, iconPaths } from '../base/icons.ts';
import { byteSize, duration, exactMs } from '../base/pageFormat.ts';
import { strings } from '../strings.ts';
import { kindLook } from './kinds.ts';
import { waterfallBar } from './waterfallView.ts';

/** The header row of a request, above its lines. */
export function exchangeView(
  exchange: WireExchange,
  position: number,
  isFolded: boolean,
): TemplateResult {
  const { method, endpoint, status, outcome, lastMs, bytes, retries, turnId } = exchange;
  const isBad = outcome === 'failed' || (status ?? 0) >= 400;
  const extra = [
    ...(turnId === undefined ? [] : [t('turn {turn}', { turn: turnId })]),
    ...(retries.length === 0 ? [] : [strings.retries(retries.length)]),
  ];
  return html`<div
    class="wire-exchange"
    role="row"
    aria-level="1"
    aria-rowindex=${position}
    aria-expanded=${String(!isFolded)}
    ?data-bad=${isBad}
  >
    <span class="cell cell-name" role="gridcell"
      ><span class="fold-mark">${icon(controlIcons.right)}</span
      ><strong>${method} ${endpoint}</strong></span
    >
    <span class="cell cell-status" role="gridcell"
      >${isBad ? icon(iconPaths.warning) : nothing}${status ?? t('no response')}</span
    >
    <span class="cell cell-outcome" role="gridcell">${strings[outcome]}</span>
    <span class="cell cell-time" role="gridcell">${duration(lastMs)}</span>
    <span class="cell cell-bytes" role="gridcell">${byteSize(bytes)}</span>
    <span class="cell cell-extra" role="gridcell">${extra.join(', ')}</span>
    ${waterfallBar(exchange)}
  </div>`;
}

/** One line of a response; the titles have what a narrow column cuts off. */
export function lineView(row: WireRow, position: number, isFound: boolean): TemplateResult {
  const { bytes, kinds, tags } = row;
  const first = kindLook(kinds[0] ?? 'reply');
  const labels = kinds.map((kind) => kindLook(kind).label).join(', ') || first.label;
  const said = visibleText(row.summary);
  const at = exactMs(row.atMs);
  const gap = strings.gap(exactMs(row.gapMs));
  return html`<div
    class=${isFound ? 'wire-row found' : 'wire-row'}
    role="row"
    aria-level="2"
    aria-rowindex=${position}
    data-tone=${first.tone}
  >
    <span class="cell cell-time" role="gridcell" title=${strings.afterSending(at)}>+${at}</span>
    <span class="cell cell-gap" role="gridcell" title=${gap}>Δ ${duration(row.gapMs)}</span>
    <span class="cell cell-bytes" role="gridcell">${byteSize(bytes)}</span>
    <span class="cell cell-kind" role="gridcell" title=${labels}
      >${icon(first.icon)}<span>${labels}</span></span
    >
    <span class="cell cell-summary" role="gridcell" title=${said}><bdi>${said}</bdi></span>
    <span class="cell cell-tags" role="gridcell">${tagsView(tags)}</span>
  </div>`;
}

/** Shows one tag and the number of others; the tooltip and details have them all. */
function tagsView(tags: readonly WireTag[]): unknown {
  const [first, ...others] = tags;
  if (!first) return nothing;
  const all = tags.map(tagText).join('\n');
  const more = html`<span class="wire-tag" title=${all}
    >${t('+{count}', { count: others.length })}</span
  >`;
  return [tagView(first, all), others.length === 0 ? nothing : more];
}

export function tagView(tag: WireTag, title: unknown = nothing): TemplateResult {
  const isBad = tag.type === 'malformedLine';
  return html`<span class="wire-tag" title=${title} ?data-bad=${isBad}
    >${icon(isBad ? iconPaths.warning : iconPaths.sofia)}<span>${tagText(tag)}</span></span
  >`;
}

function tagText(tag: WireTag): string {
  switch (tag.type) {
    case 'malformedLine':
      return t('malformed');
    case 'unknownEvent':
      return tag.isNew ? t('never seen before') : t('not documented');
    case 'oddField':
      return t('unexpected field type: {path}', { path: visibleText(tag.subject) });
    case 'undocumentedField':
      return t('undocumented field: {path}', { path: visibleText(tag.subject) });
    case 'repeatedName':
      return t('sent twice: {path}', { path: visibleText(tag.subject) });
    case 'inexactNumber':
      return t('number loses precision: {path}', { path: visibleText(tag.subject) });
  }
}

/** The pause before a row that arrived late. */
export function pauseView(gapMs: number, position: number): TemplateResult {
  return html`<div class="wire-pause" role="row" aria-level="2" aria-rowindex=${position}>
    <span class="cell cell-pause" role="gridcell"
      >${icon(controlIcons.clock)}${t('no lines for {time}', { time: duration(gapMs) })}</span
    >
  </div>`;
}
