import { plainDetail, withoutUserNames } from '../agentGraph/redact.ts';
import { isRecord, isString } from '../shared/guards.ts';
import { hideKeyShapes } from '../shared/masking/keyShapes.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';

/**
 * Makes every text in the value safe to show: masks user names in paths and anything that looks
 * like a key. Known secrets are masked earlier, in the words of others, before they become part of
 * a sentence: our own words and URLs stay readable, whatever the secret is.
 */
export function sanitizeReport<T>(value: T): T {
  return cleaned(value) as T;
}

/** Text from a server or a certificate as one short line; '' if nothing is left. */
export function oneLine(text: string, secrets: SecretList = []): string {
  return plainDetail(text, secrets) ?? '';
}

function cleaned(value: unknown): unknown {
  if (isString(value)) return withoutUserNames(hideKeyShapes(value));
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item)]));
}
