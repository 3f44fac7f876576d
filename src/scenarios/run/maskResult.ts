import { hideSecrets } from '../../agentGraph/redact.ts';
import { compact } from '../../shared/compact.ts';
import { maskValue } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { CaseResult, CheckResult } from './results.ts';

/**
 * Masks a sentence of ours that quotes `written`: values from the file or the environment. If none
 * of them holds a secret, the sentence stays unchanged even if its words resemble the key;
 * otherwise the secret is hidden everywhere. Values from responses are already masked.
 */
export function maskSentence(sentence: string, written: unknown, secrets: SecretList): string {
  const isSecret = maskValue(written, secrets) !== written;
  return isSecret ? hideSecrets(sentence, secrets) : sentence;
}

/** The same for a check's sentences and texts; `because` is the author's text. */
export function maskCheck(check: CheckResult, written: unknown, secrets: SecretList): CheckResult {
  const { title, message, expected, actual, because } = check;
  const hide = (text?: string) => text && maskSentence(text, written, secrets);
  return {
    ...check,
    title: maskSentence(title, written, secrets),
    ...compact({ message: hide(message), expected: hide(expected), actual: hide(actual) }),
    ...compact({ because: because && hideSecrets(because, secrets) }),
  };
}

/** Masks a case's names, which are all the author's text. */
export function maskNames(
  { name, rowTitle, tags }: CaseResult,
  secrets: SecretList,
): Pick<CaseResult, 'name' | 'rowTitle' | 'tags'> {
  const hide = (text: string) => hideSecrets(text, secrets);
  return {
    name: hide(name),
    ...compact({ rowTitle: rowTitle && hide(rowTitle) }),
    tags: tags.map(hide),
  };
}
