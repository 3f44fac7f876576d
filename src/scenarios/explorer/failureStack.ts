import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Position } from '../file/scenario.ts';
import { type Finding, isSamePlace } from '../reports/findings.ts';
import type { TurnResult } from '../run/results.ts';

/** A place that led to a failure. */
export interface StackFrame {
  readonly label: string;
  /** Missing means the scenario's own file. */
  readonly file?: string;
  readonly at: Position;
}

/** VS Code shows an excerpt of the file for each frame. */
const maxFrames = 50;

/** Where a finding is written; `file` is set if that is not the scenario's own file. */
export function findingPlace({
  at,
  elsewhere,
}: Pick<Finding, 'at' | 'elsewhere'>): Omit<StackFrame, 'label'> {
  return elsewhere ?? { at };
}

/**
 * The places that led to a failure, most recent first, like a program's stack: the expectation,
 * then its turn and the turns before. Empty if no turn was taken: then the failure has only one
 * place.
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
  return one.file === other.file && isSamePlace(one.at, other.at);
}
