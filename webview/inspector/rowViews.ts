import { html, nothing, type TemplateResult } from 'lit-html';
import type {
  WireExchange,
  WireRow,
  WireTag,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { iconPaths } from '../base/dom.ts';
import { controlIcons, icon } from '../base/icons.ts';
import { byteSize, duration, exactMs } from '../base/pageFormat.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { kindLook } from './kinds.ts';
import { waterfallBar } from './waterfallView.ts';

/** The title is for what a narrow column cuts off. */
function cell(name: string, content: unknown, title: unknown = nothing): TemplateResult {
  return html`<span class="cell cell-${name}" role="gridcell" title=${title}>${content}</span>`;
}

/** The header row of a request, above its lines. */
export function exchangeView(
  exchange: WireExchange,
  position: number,
  isFolded: boolean,
): TemplateResult {
  const { method, endpoint, status, outcome, lastMs, bytes, retries, turnId } = exchange;
  const isBad = outcome === 'failed' || (status ?? 0) >= 400;
  const extra = [
    ...(turnId === undefined ? [] : [strings.turn(turnId)]),
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
    ${cell(
      'name',
      html`<span class="fold-mark">${icon(controlIcons.right)}</span
        ><strong>${method} ${endpoint}</strong>`,
    )}
    ${cell('status', [
      isBad ? icon(iconPaths.warning) : nothing,
      status === undefined ? strings.noStatus : status,
    ])}
    ${cell('outcome', strings[outcome])} ${cell('time', duration(lastMs))}
    ${cell('bytes', byteSize(bytes))} ${cell('extra', extra.join(', '))} ${waterfallBar(exchange)}
  </div>`;
}

/** One line of a response. */
export function lineView(row: WireRow, position: number, isFound: boolean): TemplateResult {
  const { atMs, gapMs, bytes, kinds, summary, tags } = row;
  const first = kindLook(kinds[0] ?? 'reply');
  const labels = kinds.map((kind) => kindLook(kind).label).join(', ') || first.label;
  const said = visibleText(summary);
  return html`<div
    class=${isFound ? 'wire-row found' : 'wire-row'}
    role="row"
    aria-level="2"
    aria-rowindex=${position}
    data-tone=${first.tone}
  >
    ${cell('time', `+${exactMs(atMs)}`, strings.afterSending(exactMs(atMs)))}
    ${cell('gap', `Δ ${duration(gapMs)}`, strings.gap(exactMs(gapMs)))}
    ${cell('bytes', byteSize(bytes))}
    ${cell('kind', html`${icon(first.icon)}<span>${labels}</span>`, labels)}
    ${cell('summary', html`<bdi>${said}</bdi>`, said)} ${cell('tags', tagsView(tags))}
  </div>`;
}

/** Shows one tag and the number of others; the tooltip and details have them all. */
function tagsView(tags: readonly WireTag[]): unknown {
  const [first, ...others] = tags;
  if (!first) return nothing;
  const all = tags.map(tagText).join('\n');
  const more = html`<span class="wire-tag" title=${all}>${strings.moreTags(others.length)}</span>`;
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
export function pauseView(gapMs: number, position: number): TemplateResult {
  return html`<div class="wire-pause" role="row" aria-level="2" aria-rowindex=${position}>
    ${cell('pause', [icon(controlIcons.clock), strings.pause(duration(gapMs))])}
  </div>`;
}
