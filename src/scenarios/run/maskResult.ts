import { hideSecrets } from '../../agentGraph/redact.ts';
import { maskValue } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { AttemptProblem, CheckResult, TurnResult } from './results.ts';

/** The turn without the secrets that its file, or the environment, brought in; answers have none. */
export function maskTurn(turn: TurnResult, secrets: SecretList): TurnResult {
  return {
    ...turn,
    title: hideSecrets(turn.title, secrets),
    inputs: maskValue(turn.inputs, secrets),
    checks: turn.checks.map((check) => maskCheck(check, secrets)),
  };
}

/** The check without them; its status and its place are not looked at. */
export function maskCheck(check: CheckResult, secrets: SecretList): CheckResult {
  const { title, message, expected, actual, because } = check;
  const hide = (text: string) => hideSecrets(text, secrets);
  return {
    ...check,
    title: hide(title),
    ...(message !== undefined && { message: hide(message) }),
    ...(expected !== undefined && { expected: hide(expected) }),
    ...(actual !== undefined && { actual: hide(actual) }),
    ...(because !== undefined && { because: hide(because) }),
  };
}

export function maskProblem(problem: AttemptProblem, secrets: SecretList): AttemptProblem {
  return { ...problem, message: hideSecrets(problem.message, secrets) };
}
