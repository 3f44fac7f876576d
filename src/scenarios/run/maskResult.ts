import { hideSecrets } from '../../agentGraph/redact.ts';
import { maskValue } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { CaseResult, CheckResult } from './results.ts';

/**
 * Masks a sentence of ours that quotes `written`: values from the file or the environment. If none
 * of them holds a secret, the sentence stays unchanged even if its words resemble the key;
 * otherwise the secret is hidden everywhere. Values from responses are already masked.
 */
export function maskSentence(sentence: string, written: unknown, secrets: SecretList): string {
  return holdsSecret(written, secrets) ? hideSecrets(sentence, secrets) : sentence;
}

/** The same for a check's sentences and texts; `because` is the author's text. */
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

/** Masks a case's names, which are all the author's text. */
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
