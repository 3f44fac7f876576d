import { hideSecrets } from '../../agentGraph/redact.ts';
import { maskValue } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { CaseResult, CheckResult } from './results.ts';

/**
 * A sentence of ours about `written`: values that the file or the environment brought in. Where none of
 * them holds a secret our words stay, whatever the key is; otherwise it is hidden wherever it stands.
 * What answers bring in has no secrets any more.
 */
export function maskSentence(sentence: string, written: unknown, secrets: SecretList): string {
  return holdsSecret(written, secrets) ? hideSecrets(sentence, secrets) : sentence;
}

/** The same for the sentences and texts of a check; its reason is the author's own. */
export function maskCheck(check: CheckResult, written: unknown, secrets: SecretList): CheckResult {
  const { title, message, expected, actual, because } = check;
  const hide = (text: string) => maskSentence(text, written, secrets);
  return {
    ...check,
    title: hide(title),
    ...(message !== undefined && { message: hide(message) }),
    ...(expected !== undefined && { expected: hide(expected) }),
    ...(actual !== undefined && { actual: hide(actual) }),
    ...(because !== undefined && { because: hideSecrets(because, secrets) }),
  };
}

/** What a case is called, which is the author's own: nothing in it is a sentence of ours. */
export function maskNames(
  { name, rowTitle, tags }: Pick<CaseResult, 'name' | 'rowTitle' | 'tags'>,
  secrets: SecretList,
): Pick<CaseResult, 'name' | 'rowTitle' | 'tags'> {
  const hide = (text: string) => hideSecrets(text, secrets);
  return {
    name: hide(name),
    ...(rowTitle !== undefined && { rowTitle: hide(rowTitle) }),
    tags: tags.map(hide),
  };
}

function holdsSecret(value: unknown, secrets: SecretList): boolean {
  return maskValue(value, secrets) !== value;
}
