import { plainDetail, withoutUserNames } from '../agentGraph/redact.ts';
import { isRecord, isString } from '../shared/guards.ts';
import { hideKeyShapes } from '../shared/masking/keyShapes.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';

/**
 * The value with every text in it fit to be shown to anybody: without the names of users in paths and
 * what looks like a key. Secrets that are known are taken out of what others say, before a sentence is
 * made of it: our own words and addresses stay readable, whatever the secret is.
 */
export function sanitizeReport<T>(value: T): T {
  return cleaned(value) as T;
}

/** What a server calls itself or its certificate, as one short line; '' when nothing is left. */
export function oneLine(text: string, secrets: SecretList = []): string {
  return plainDetail(text, secrets) ?? '';
}

function cleaned(value: unknown): unknown {
  if (isString(value)) return withoutUserNames(hideKeyShapes(value));
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item)]));
}
