import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Position } from '../file/scenario.ts';
import type { Finding } from '../reports/findings.ts';
import type { TurnResult } from '../run/results.ts';

/** A place that led to a failure. */
export interface StackFrame {
  readonly label: string;
  /** Missing: the scenario's own. */
  readonly file?: string;
  readonly at: Position;
}

/** VS Code shows a piece of the file for each of them. */
const maxFrames = 50;

/** Where a finding stands: in the file that has it, where that is not the scenario's own. */
export function findingPlace({
  at,
  elsewhere,
}: Pick<Finding, 'at' | 'elsewhere'>): Omit<StackFrame, 'label'> {
  return elsewhere ?? { at };
}

/**
 * What led to a failure, the newest first, as a program's stack has it: the expectation, then the turn
 * it is about and those before. None where no turn was taken: then the failure has one place only.
 */
export function failureStack(
  finding: Finding,
  turns: readonly TurnResult[],
): readonly StackFrame[] {
  const { turn = Infinity, title, message = '' } = finding;
  const taken = turns
    .filter(({ number }) => number <= turn)
    .toReversed()
    .map((one) => ({
      label: t('Turn {0}: {1}', String(one.number), visibleLine(one.title)),
      ...findingPlace(one),
    }));
  const [last] = taken;
  if (!last) return [];
  const own = { label: visibleLine(title ?? message), ...findingPlace(finding) };
  const isOfTurn = finding.turn !== undefined && isSame(own, last);
  return [...(isOfTurn ? [] : [own]), ...taken].slice(0, maxFrames);
}

function isSame(one: StackFrame, other: StackFrame): boolean {
  const { line, column } = one.at;
  return one.file === other.file && line === other.at.line && column === other.at.column;
}
