import type { AgentsState } from '../../src/shared/protocol/compareProtocol.ts';
import type { ShownResult, Side } from '../../src/shared/shownAnswer.ts';
import { el } from '../base/dom.ts';
import { checkList, statusTag } from './checkList.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { cut } from './marks.ts';
import { namesRow, sideBySide } from './turnSection.ts';

type Results = AgentsState['results'];
type Names = Readonly<Record<Side, string>>;

/** What came of the scenario on both sides, before its turns are read. */
export function resultSection(results: Results, names: Names): HTMLElement {
  const id = 'scenario-result';
  return el(
    'section',
    { class: 'turn', 'aria-labelledby': id },
    el('h2', { id }, strings.result),
    namesRow(names),
    sideBySide(undefined, names, (side) => {
      const result = results[side];
      return result ? statusCell(result) : el('p', { class: 'muted' }, strings.running);
    }),
    ...(hasChecks(results)
      ? [
          sideBySide(
            strings.wholeConversation,
            names,
            (side) =>
              checkList(results[side]?.checks ?? []) ?? el('p', { class: 'muted' }, strings.none),
          ),
        ]
      : []),
  );
}

/** The same in a line, to be read out. */
export function resultsText({ a, b }: Results, names: Names): string {
  const text = (name: string, result: ShownResult | undefined) =>
    result ? [`${name} ${strings.statuses[result.status]}`] : [];
  return [...text(names.a, a), ...text(names.b, b)].join(', ');
}

function hasChecks({ a, b }: Results): boolean {
  return [a, b].some((result) => result !== undefined && result.checks.length > 0);
}

function statusCell({ status, problem }: ShownResult): HTMLElement {
  return el(
    'div',
    {},
    el('p', {}, statusTag(status)),
    problem !== undefined && el('p', { dir: 'auto' }, cut(problem)),
  );
}
