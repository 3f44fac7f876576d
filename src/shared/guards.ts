/** Guards for values from outside: the wire, webview messages, settings files. */

/** Tells whether a value is a `T`. Never throws. */
export type Guard<T> = (value: unknown) => value is T;

/** A guard without a type. */
export type AnyGuard = (value: unknown) => boolean;

type Check = (value: unknown) => boolean;

/** A guard that also accepts `undefined`, as a missing field reads. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined>;
export function optional(check: Check): Check;
export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

/** A guard for one of these values. */
export function oneOf<const T extends readonly (string | number)[]>(...known: T): Guard<T[number]> {
  return (value): value is T[number] => known.some((one) => one === value);
}

/** True for a plain JSON object (not null, not an array). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a string, including the empty one. */
export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** True for a string with at least one character that is not white space. */
export function isFilledString(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A guard for a string of at most `maxLength` UTF-16 code units, including the empty one. */
export function textUpTo(maxLength: number): Guard<string> {
  return (value): value is string => isString(value) && value.length <= maxLength;
}

/** True for a safe integer of at least zero. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The value as an http(s) URL, else undefined. Every URL from the agent passes here first. */
export function httpUrl(value: unknown): URL | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/** The value of a JSON text; undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
