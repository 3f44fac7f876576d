import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import type { FieldChange, LatencyDelta } from '../../src/shared/comparison.ts';
import type {
  ShownAnswer,
  ShownFailure,
  ShownHandover,
  ShownLine,
  ShownProduct,
  ShownText,
  Side,
} from '../../src/shared/shownAnswer.ts';
import { formatLocale } from '../../src/shared/l10n.ts';
import { formatPrice } from '../../src/shared/format.ts';
import { el, type Child } from '../base/dom.ts';
import { duration } from '../base/pageFormat.ts';
import { checkList } from './checkList.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { cut, markTag, markedText } from './marks.ts';

const maxShown = 50;

/** Renders one part of a response; undefined if the response has no such part. */
export type AnswerCell = (answer: ShownAnswer, side: Side) => HTMLElement | undefined;

/** The parts of a response, in reading order. */
export const aspects: readonly (readonly [title: string, cell: AnswerCell])[] = [
  [
    strings.told,
    ({ said }) =>
      said === undefined ? undefined : el('p', { class: 'plain', dir: 'auto' }, cut(said)),
  ],
  [strings.texts, ({ texts }, side) => list(texts, side, text)],
  [strings.products, ({ products }, side) => list(products, side, product)],
  [strings.buttons, ({ buttons }, side) => list(buttons, side, line)],
  [strings.rows, ({ rows }, side) => list(rows, side, line)],
  [strings.suggestions, ({ suggestions }, side) => list(suggestions, side, line)],
  [strings.handovers, ({ handovers }, side) => list(handovers, side, handover)],
  [strings.others, ({ others }, side) => list(others, side, line)],
  [strings.failures, ({ failures }, side) => list(failures, side, failure)],
  [strings.kinds, ({ kinds }, side) => list(kinds.text === '' ? [] : [kinds], side, line)],
  [strings.expectations, ({ checks = [] }) => checkList(checks)],
];

type Marked = Pick<ShownLine, 'mark'>;

function list<T extends Marked>(
  values: readonly T[],
  side: Side,
  draw: (value: T, side: Side) => readonly Child[],
): HTMLElement | undefined {
  if (values.length === 0) return undefined;
  const left = values.length - maxShown;
  return el(
    'ul',
    { class: 'parts' },
    ...values
      .slice(0, maxShown)
      .map((value) =>
        el(
          'li',
          { class: 'part', 'data-mark': value.mark, 'data-side': side },
          ...draw(value, side),
        ),
      ),
    left > 0 && el('li', { class: 'muted' }, strings.more(left)),
  );
}

function text(shown: ShownText, side: Side): readonly Child[] {
  return [markTag(shown.mark, side), markedText(shown)];
}

function line({ text: shown, mark }: ShownLine, side: Side): readonly Child[] {
  return [el('span', { dir: 'auto' }, cut(shown)), markTag(mark, side)];
}

function product(
  { product: { title, productId, ...money }, mark, place, otherPlace, changes }: ShownProduct,
  side: Side,
): readonly Child[] {
  const hasPriceChange = changes.some(({ field }) => field === 'price');
  return [
    el(
      'span',
      { class: 'part-title', dir: 'auto' },
      el('span', { class: 'place', 'aria-hidden': 'true' }, `${place}. `),
      cut(title ?? productId ?? strings.untitled),
    ),
    el(
      'span',
      { class: hasPriceChange ? 'part-price changed' : 'part-price' },
      cut(formatPrice(money, formatLocale()) ?? strings.noPrice),
    ),
    markTag(mark, side),
    otherPlace !== undefined && el('span', { class: 'muted' }, strings.movedFrom(otherPlace)),
    // Changes are described from A to B, so they are shown only on B's side.
    side === 'b' &&
      changes.length > 0 &&
      el(
        'ul',
        { class: 'changes muted' },
        ...changes.map((change) => el('li', {}, changeText(change))),
      ),
  ];
}

function changeText({ field, before, after }: FieldChange): string {
  const name = field === 'price' ? strings.price : cut(field);
  return strings.fieldChange(name, cut(before ?? strings.noValue), cut(after ?? strings.noValue));
}

function handover({ facts, mark }: ShownHandover, side: Side): readonly Child[] {
  const { kind, triggered, reason } = facts;
  return [
    el('span', { class: 'kind' }, cut(kind)),
    !triggered && el('span', { class: 'muted' }, strings.notTriggered),
    reason !== undefined && el('span', { dir: 'auto' }, cut(reason)),
    markTag(mark, side),
  ];
}

function failure({ failure: shown, mark }: ShownFailure, side: Side): readonly Child[] {
  const { title, detail } = describeFailure(shown);
  return [el('span', {}, cut(`${title}. ${detail}`)), markTag(mark, side)];
}

/** First-byte and total time; on B's side also how much slower or faster it was. */
export function timeCell(
  { firstByteMs, totalMs }: ShownAnswer,
  delta: LatencyDelta | undefined,
): HTMLElement {
  const parts = [
    firstByteMs === undefined ? undefined : strings.firstByte(duration(firstByteMs)),
    totalMs === undefined ? undefined : strings.total(duration(totalMs)),
  ].filter((part) => part !== undefined);
  const change = delta?.totalMs;
  return el(
    'p',
    { class: 'row-actions' },
    el('span', {}, parts.length === 0 ? strings.none : parts.join(' · ')),
    change !== undefined &&
      Math.round(change) !== 0 &&
      el('span', { class: 'tag mark' }, deltaText(change)),
  );
}

function deltaText(changeMs: number): string {
  const time = duration(Math.abs(changeMs));
  return changeMs > 0 ? `▲ ${strings.slower(time)}` : `▼ ${strings.faster(time)}`;
}
