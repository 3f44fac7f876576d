/** Guards for values from outside: the wire, webview messages, settings files. */

/** Tells whether a value is a `T`. Never throws. */
export type Guard<T> = (value: unknown) => value is T;

/** A guard without a type. */
export type AnyGuard = (value: unknown) => boolean;

/** A guard for each field of an object. */
export type Shape = Readonly<Record<string, AnyGuard>>;

type Passed<G> = G extends Guard<infer T> ? T : unknown;

/** The objects with that shape; a field that may be undefined may be missing. */
export type Shaped<S extends Shape> = {
  readonly [F in keyof S as undefined extends Passed<S[F]> ? never : F]: Passed<S[F]>;
} & {
  readonly [F in keyof S as undefined extends Passed<S[F]> ? F : never]?: Passed<S[F]>;
};

/** The objects that a table of shapes describes, each named by its `type`. */
export type Typed<Shapes extends Readonly<Record<string, Shape>>> = {
  [K in keyof Shapes & string]: { readonly type: K } & Shaped<Shapes[K]>;
}[keyof Shapes & string];

/** True if every field of the shape is valid; ignores other fields. */
export function hasShape<V, S extends Shape>(value: V, shape: S): value is V & Shaped<S> {
  return isRecord(value) && Object.entries(shape).every(([name, guard]) => guard(value[name]));
}

/** A guard for objects with that shape. */
export function shaped<S extends Shape>(shape: S): Guard<Shaped<S>> {
  return (value): value is Shaped<S> => hasShape(value, shape);
}

/** A guard that also accepts `undefined`, as a missing field reads. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined>;
export function optional(guard: AnyGuard): AnyGuard;
export function optional(guard: AnyGuard): AnyGuard {
  return (value) => value === undefined || guard(value);
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

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
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

/** True for a finite number of at least zero, such as a time in milliseconds. */
export function isNonNegative(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
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
