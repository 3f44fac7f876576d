import { plainDetail, redact } from '../agentGraph/redact.ts';
import { isRecord } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';

/** What must not turn up in a report. */
export interface Secrets {
  /** Keys, values of headers, passwords. */
  readonly secrets: readonly string[];
  /** The customer id, which may be a phone number. */
  readonly clientKey?: string;
}

/**
 * The value with every text in it fit to be shown to anybody: without secrets, customer id and
 * names of users in paths. A server may have repeated any of them.
 */
export function presentable<T>(value: T, hidden: Secrets): T {
  return cleaned(value, (text) => cleanText(text, hidden)) as T;
}

/** What a server calls itself or its certificate, as one short line; '' when nothing is left. */
export function oneLine(text: string): string {
  return plainDetail(text, []) ?? '';
}

function cleaned(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, clean));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, cleaned(item, clean)]),
  );
}

function cleanText(text: string, { secrets, clientKey = '' }: Secrets): string {
  return withoutUserNames(withoutCustomer(redact(text, secrets), clientKey));
}

/** A phone number is often repeated without its plus. */
function withoutCustomer(text: string, clientKey: string): string {
  const name = clientKey.trim().replace(/^\+/, '');
  if (name === '') return text;
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w-])\\+?${pattern}(?![\\w-])`, 'gi'), () =>
    t('[customer id]'),
  );
}

function withoutUserNames(text: string): string {
  return text.replace(/((?:\/home|\/Users|[a-z]:\\Users)[/\\])[^/\\\s"']+/gi, '$1…');
}
