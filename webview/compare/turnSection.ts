import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import {
  sides,
  type ShownAnswer,
  type ShownTurn,
  type Side,
} from '../../src/shared/compare/shownAnswer.ts';
import { type AnswerCell, aspects, timeCell } from './answerCells.ts';
import { cut, signTag } from './marks.ts';

/** A text for each column. */
export type SideTexts = Readonly<Record<Side, string>>;

export interface TurnSectionOptions {
  readonly title: string;
  /** Names of the agents in the two columns. */
  readonly names: SideTexts;
  /** Text in place of a missing response. */
  readonly missing: SideTexts;
  readonly actions?: TemplateResult | typeof nothing;
}

/**
 * Both responses to a message, part by part side by side, or one below the other if it is narrow.
 */
export function turnSection(turn: ShownTurn, options: TurnSectionOptions): TemplateResult {
  const { title, names, missing, actions } = options;
  const { number, said, differences } = turn;
  const id = headingId(number);
  const result = resultText(turn);
  const sign = differences === 0 ? '=' : '≠';
  return html`<section class="turn" aria-labelledby=${id}>
    <header class="turn-head">
      <h2 id=${id}>${title}${result ? signTag(sign, result, 'count') : nothing}</h2>
      ${said === '' ? nothing : html`<p class="said plain" dir="auto">${cut(said)}</p>`}
    </header>
    ${namesRow(names)}
    ${
      sides.every((side) => turn[side] === undefined)
        ? sideBySide(undefined, names, (side) => quiet(missing[side]))
        : rowsOf(turn, options)
    }
    ${actions}
  </section>`;
}

function headingId(turnNumber: number): string {
  return `turn-${turnNumber}`;
}

/** The heading of a turn's section in the page. */
export function headingOf(turnNumber: number): HTMLElement | null {
  return document.getElementById(headingId(turnNumber));
}

/** The result of the comparison, in words. */
export function resultText({ differences: count }: ShownTurn): string | undefined {
  if (count === undefined) return undefined;
  if (count === 0) return t('Same response');
  return count === 1 ? t('1 difference') : t('{count} differences', { count });
}

function rowsOf(
  turn: ShownTurn,
  { names, missing }: TurnSectionOptions,
): readonly (TemplateResult | typeof nothing)[] {
  const row = (title: string, cell: AnswerCell) => {
    const cellOf = (side: Side) => turn[side] && cell(turn[side], side);
    const cells = { a: cellOf('a'), b: cellOf('b') };
    if (!cells.a && !cells.b) return nothing;
    const other = (side: Side) => quiet(turn[side] ? t('None') : missing[side]);
    return sideBySide(title, names, (side) => cells[side] ?? other(side));
  };
  return [
    notes(turn, names),
    ...aspects().map(([title, cell]) => row(title, cell)),
    row(t('Time'), (answer, side) => timeCell(answer, side === 'b' ? turn.latency : undefined)),
  ];
}

/** Notes on responses that are easily misread: those without events, stopped, or not sent. */
function notes({ a, b }: ShownTurn, names: SideTexts): TemplateResult | typeof nothing {
  const texts = { a: noteOf(a), b: noteOf(b) };
  return texts.a || texts.b
    ? sideBySide(undefined, names, (side) => quiet(texts[side] ?? ''))
    : nothing;
}

function noteOf(answer: ShownAnswer | undefined): string | undefined {
  if (answer?.phase === 'stopped') return t('Stopped before it finished');
  const isEmpty = answer?.kinds.text === '' && answer.failures.length === 0;
  if (!isEmpty) return undefined;
  return answer.phase === 'failed'
    ? t('Nothing could be sent.')
    : t('The agent sent an empty response.');
}

export function quiet(text: string): TemplateResult {
  return html`<p class="muted">${text}</p>`;
}

/** The names above the columns; for screen readers, each cell also has its own name. */
export function namesRow(names: SideTexts): TemplateResult {
  return html`<div class="columns names" aria-hidden="true">
    ${sides.map((side) => html`<p dir="auto">${names[side]}</p>`)}
  </div>`;
}

/** One part of both responses, side by side. */
export function sideBySide(
  title: string | undefined,
  names: SideTexts,
  cell: (side: Side) => TemplateResult,
): TemplateResult {
  const column = (side: Side) =>
    html`<div class="cell" data-side=${side}>
      <p class="side-name" dir="auto">${names[side]}</p>
      ${cell(side)}
    </div>`;
  return html`<div
    class="aspect"
    role=${title === undefined ? nothing : 'group'}
    aria-label=${title ?? nothing}
  >
    ${title === undefined ? nothing : html`<h3>${title}</h3>`}
    <div class="columns">${sides.map(column)}</div>
  </div>`;
}
