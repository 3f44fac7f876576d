import { html, nothing, type TemplateResult } from 'lit-html';
import type { FieldChange, LatencyDelta } from '../../src/shared/compare/comparison.ts';
import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import { formatPrice } from '../../src/shared/format.ts';
import { formatLocale, t } from '../../src/shared/l10n.ts';
import type {
  Marked,
  ShownAnswer,
  ShownFailure,
  ShownHandover,
  ShownLine,
  ShownProduct,
  ShownText,
  Side,
} from '../../src/shared/compare/shownAnswer.ts';
import { duration } from '../base/pageFormat.ts';
import { checkList } from './checkList.ts';
import { cut, markTag, markedText } from './marks.ts';

const maxShown = 50;

/** Renders one part of a response; undefined if the response has no such part. */
export type AnswerCell = (answer: ShownAnswer, side: Side) => TemplateResult | undefined;

/** The content of a list item. */
type Content = TemplateResult | readonly (TemplateResult | typeof nothing)[];

/** The parts of a response, in reading order. */
export function aspects(): readonly (readonly [title: string, cell: AnswerCell])[] {
  return [
    [t('Customer'), ({ said }) => (said === undefined ? undefined : markedText({ text: said }))],
    [t('Message text'), ({ texts }, side) => marked(texts, side, text)],
    [t('Products'), ({ products }, side) => marked(products, side, product)],
    [t('Buttons'), ({ buttons }, side) => marked(buttons, side, line)],
    [t('List rows'), ({ rows }, side) => marked(rows, side, line)],
    [t('Suggested replies'), ({ suggestions }, side) => marked(suggestions, side, line)],
    [t('Handover'), ({ handovers }, side) => marked(handovers, side, handover)],
    [t('Other parts'), ({ others }, side) => marked(others, side, line)],
    [t('Errors'), ({ failures }, side) => marked(failures, side, failure)],
    [t('Events'), ({ kinds }, side) => marked(kinds.text === '' ? [] : [kinds], side, line)],
    [t('Expectations'), ({ checks }) => checkList(checks)],
  ];
}

function marked<T extends Marked>(
  values: readonly T[],
  side: Side,
  draw: (value: T, side: Side) => Content,
): TemplateResult | undefined {
  if (values.length === 0) return undefined;
  return firstOf(
    values,
    (value) =>
      html`<li class="part" data-mark=${value.mark} data-side=${side}>${draw(value, side)}</li>`,
  );
}

/** A list that says how many items it does not show. */
export function firstOf<T>(
  values: readonly T[],
  item: (value: T) => TemplateResult,
): TemplateResult {
  const left = values.length - maxShown;
  return html`<ul class="parts">
    ${values.slice(0, maxShown).map(item)}
    ${left > 0 ? html`<li class="muted">${t('Not shown: {count}', { count: left })}</li>` : nothing}
  </ul>`;
}

function text(shown: ShownText, side: Side): Content {
  return [markTag(shown.mark, side), markedText(shown)];
}

function line({ text: shown, mark }: ShownLine, side: Side): Content {
  return [html`<span dir="auto">${cut(shown)}</span>`, markTag(mark, side)];
}

function product(
  { product: shown, mark, place, otherPlace, changes }: ShownProduct,
  side: Side,
): Content {
  const hasPriceChange = changes.some(({ field }) => field === 'price');
  return html`<span class="part-title" dir="auto"
      ><span class="place" aria-hidden="true">${`${place}. `}</span>${productTitle(shown)}</span
    >
    <span class=${hasPriceChange ? 'part-price changed' : 'part-price'}
      >${productPrice(shown)}</span
    >
    ${markTag(mark, side)}
    ${
      otherPlace === undefined
        ? nothing
        : html`<span class="muted"
            >${t('position {place} on the other side', { place: otherPlace })}</span
          >`
    }
    ${
      // Changes are described from A to B, so they are shown only on B's side.
      side === 'b' && changes.length > 0
        ? html`<ul class="changes muted">
            ${changes.map((change) => html`<li>${changeText(change)}</li>`)}
          </ul>`
        : nothing
    }`;
}

export type NamedProduct = ShownProduct['product'];

export function productTitle({ title, productId }: NamedProduct): string {
  return cut(title ?? productId ?? t('Untitled product'));
}

export function productPrice(product: NamedProduct): string {
  return cut(formatPrice(product, formatLocale()) ?? t('no price'));
}

function changeText({ field, before, after }: FieldChange): string {
  return t('{field}: {before} → {after}', {
    field: field === 'price' ? t('price') : cut(field),
    before: cut(before ?? t('nothing')),
    after: cut(after ?? t('nothing')),
  });
}

function handover({ facts, mark }: ShownHandover, side: Side): Content {
  const { kind, triggered, reason } = facts;
  return [
    html`<span class="kind">${cut(kind)}</span>`,
    triggered ? nothing : html`<span class="muted">${t('not triggered')}</span>`,
    reason === undefined ? nothing : html`<span dir="auto">${cut(reason)}</span>`,
    markTag(mark, side),
  ];
}

function failure({ failure: shown, mark }: ShownFailure, side: Side): Content {
  const { title, detail } = describeFailure(shown);
  return [html`<span>${cut(`${title}. ${detail}`)}</span>`, markTag(mark, side)];
}

/** First-byte and total time; on B's side also how much slower or faster it was. */
export function timeCell(
  { firstByteMs, totalMs }: ShownAnswer,
  delta: LatencyDelta | undefined,
): TemplateResult {
  const parts = [
    firstByteMs === undefined ? [] : t('First byte {time}', { time: duration(firstByteMs) }),
    totalMs === undefined ? [] : t('total {time}', { time: duration(totalMs) }),
  ].flat();
  const changeMs = delta?.totalMs ?? 0;
  return html`<p class="row-actions">
    <span>${parts.length === 0 ? t('None') : parts.join(' · ')}</span>
    ${Math.round(changeMs) === 0 ? nothing : html`<span class="tag mark">${deltaText(changeMs)}</span>`}
  </p>`;
}

function deltaText(changeMs: number): string {
  const time = duration(Math.abs(changeMs));
  return changeMs > 0 ? `▲ ${t('{time} slower', { time })}` : `▼ ${t('{time} faster', { time })}`;
}
