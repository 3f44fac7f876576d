import {
  sides,
  type ShownAnswer,
  type ShownTurn,
  type Side,
} from '../../src/shared/shownAnswer.ts';
import { el, type Child } from '../base/dom.ts';
import { aspects, timeCell, type AnswerCell } from './answerCells.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { cut } from './marks.ts';

export interface TurnSectionOptions {
  readonly title: string;
  /** Names of the agents in the two columns. */
  readonly names: Readonly<Record<Side, string>>;
  /** Text in place of a missing response. */
  readonly missing: Readonly<Record<Side, string>>;
  readonly actions?: readonly HTMLElement[];
}

/**
 * Both responses to a message, part by part side by side, or one below the other if it is narrow.
 */
export function turnSection(turn: ShownTurn, options: TurnSectionOptions): HTMLElement {
  const { title, names, missing, actions = [] } = options;
  const id = `turn-${turn.number}`;
  return el(
    'section',
    { class: 'turn', 'aria-labelledby': id },
    el(
      'header',
      { class: 'turn-head' },
      el('h2', { id }, title, countTag(turn)),
      turn.said !== '' && el('p', { class: 'said plain', dir: 'auto' }, cut(turn.said)),
    ),
    namesRow(names),
    ...(sides.every((side) => turn[side] === undefined)
      ? [sideBySide(undefined, names, (side) => absent(turn[side], missing[side]))]
      : rowsOf(turn, options)),
    actions.length > 0 && el('div', { class: 'row-actions' }, ...actions),
  );
}

/** The result of the comparison, in words. */
export function resultText({ differences }: ShownTurn): string | undefined {
  if (differences === undefined) return undefined;
  return differences === 0 ? strings.same : strings.differences(differences);
}

function countTag(turn: ShownTurn): HTMLElement | undefined {
  const result = resultText(turn);
  if (result === undefined) return undefined;
  const sign = turn.differences === 0 ? '=' : '≠';
  return el(
    'span',
    { class: 'tag count', 'data-mark': turn.differences === 0 ? 'same' : 'changed' },
    el('span', { 'aria-hidden': 'true' }, `${sign} `),
    result,
  );
}

function rowsOf(turn: ShownTurn, { names, missing }: TurnSectionOptions): readonly Child[] {
  const shown = aspects.flatMap(([title, cell]) => {
    const cells = { a: cellOf(turn.a, 'a', cell), b: cellOf(turn.b, 'b', cell) };
    if (!cells.a && !cells.b) return [];
    return [sideBySide(title, names, (side) => cells[side] ?? absent(turn[side], missing[side]))];
  });
  const delta = { a: undefined, b: turn.latency };
  return [
    ...notes(turn, names),
    ...shown,
    sideBySide(strings.times, names, (side) => {
      const answer = turn[side];
      return answer ? timeCell(answer, delta[side]) : absent(answer, missing[side]);
    }),
  ];
}

function cellOf(
  answer: ShownAnswer | undefined,
  side: Side,
  cell: AnswerCell,
): HTMLElement | undefined {
  return answer && cell(answer, side);
}

function absent(answer: ShownAnswer | undefined, missing: string): HTMLElement {
  return el('p', { class: 'muted' }, answer ? strings.none : missing);
}

/** Notes on responses that are easily misread: those without events, stopped, or not sent. */
function notes(turn: ShownTurn, names: TurnSectionOptions['names']): readonly Child[] {
  const texts = { a: noteOf(turn.a), b: noteOf(turn.b) };
  if (!texts.a && !texts.b) return [];
  return [sideBySide(undefined, names, (side) => el('p', { class: 'muted' }, texts[side] ?? ''))];
}

function noteOf(answer: ShownAnswer | undefined): string | undefined {
  if (answer?.phase === 'stopped') return strings.stopped;
  const isEmpty = answer?.kinds.text === '' && answer.failures.length === 0;
  if (!isEmpty) return undefined;
  return answer.phase === 'failed' ? strings.notSent : strings.emptyAnswer;
}

/** The names above the columns; for screen readers, each cell also has its own name. */
export function namesRow(names: TurnSectionOptions['names']): HTMLElement {
  return el(
    'div',
    { class: 'columns names', 'aria-hidden': 'true' },
    ...sides.map((side) => el('p', { dir: 'auto' }, names[side])),
  );
}

/** One part of both responses, side by side. */
export function sideBySide(
  title: string | undefined,
  names: TurnSectionOptions['names'],
  cell: (side: Side) => HTMLElement,
): HTMLElement {
  return el(
    'div',
    { class: 'aspect', ...(title !== undefined && { role: 'group', 'aria-label': title }) },
    title !== undefined && el('h3', {}, title),
    el(
      'div',
      { class: 'columns' },
      ...sides.map((side) =>
        el(
          'div',
          { class: 'cell', 'data-side': side },
          el('p', { class: 'side-name', dir: 'auto' }, names[side]),
          cell(side),
        ),
      ),
    ),
  );
}
