import { jsonValueWithPlaces } from './escapes.ts';
import { jsonPieces, type NameFrom } from './jsonPieces.ts';
import { isRecord, isString, parseJson } from '../guards.ts';
import {
  compileSecrets,
  mayHoldSecret,
  originalRange,
  secretRanges,
  shortSecretAt,
  withMarkers,
  type CompiledSecrets,
  type MaskedRange,
  type SecretList,
} from './secretRanges.ts';

/**
 * Masks the secrets in the values of a JSON text; every other byte stays as it is. Text that is not
 * JSON is masked as a cut object if it begins like one, else as plain text. Linear, without
 * recursion over the depth of the value.
 */
export function maskJsonText(text: string, secrets: SecretList): string {
  const compiled = compileSecrets(secrets);
  if (!mayHold(text, compiled)) return text;
  return withMarkers(text, valueRanges(text, compiled, /^\s*\{/.test(text)));
}

/**
 * Masks the secrets in the texts of a JSON value; field names stay. Returns the same value if there
 * are none. The value must not be deep: see `isTooDeep`.
 */
export function maskValue<T>(value: T, secrets: SecretList): T {
  return maskedValue(value, '', compileSecrets(secrets)) as T;
}

/** Masks the value of the header, cookie or field with that name. */
export function maskField(name: string, value: string, secrets: SecretList): string {
  return maskedText(value, name, compileSecrets(secrets));
}

/** False for a JSON text without any of the secrets. */
export function mayHoldSecrets(text: string, secrets: SecretList): boolean {
  return mayHold(text, compileSecrets(secrets));
}

function mayHold(text: string, secrets: CompiledSecrets): boolean {
  const { atPlaces } = secrets;
  const mayBeShort =
    atPlaces.length > 0 &&
    (text.includes('\\') || atPlaces.some((one) => text.includes(one.value)));
  return mayBeShort || mayHoldSecret(text, secrets);
}

function maskedValue(value: unknown, name: string, secrets: CompiledSecrets): unknown {
  if (isString(value)) return maskedText(value, name, secrets);
  if (typeof value === 'number') return maskedNumber(value, name, secrets) ?? value;
  if (Array.isArray(value)) {
    let masked: unknown[] | undefined;
    for (const [index, one] of (value as readonly unknown[]).entries()) {
      const safe = maskedValue(one, name, secrets);
      if (safe !== one) (masked ??= [...(value as readonly unknown[])])[index] = safe;
    }
    return masked ?? value;
  }
  if (!isRecord(value)) return value;
  let masked: Map<string, unknown> | undefined;
  for (const key in value) {
    const one = value[key];
    const safe = maskedValue(one, key, secrets);
    if (safe !== one) (masked ??= new Map(Object.entries(value))).set(key, safe);
  }
  // Object.fromEntries keeps a field named __proto__.
  return masked ? Object.fromEntries(masked) : value;
}

function maskedText(text: string, name: string, secrets: CompiledSecrets): string {
  return shortSecretAt(secrets, name, text) ?? withMarkers(text, textRanges(text, secrets));
}

/** A key of digits only may be sent as a number. */
function maskedNumber(
  value: number | string,
  name: string,
  secrets: CompiledSecrets,
): string | undefined {
  const text = String(value);
  const needle = secrets.needles.find((one) => one.text === text);
  return needle?.marker ?? shortSecretAt(secrets, name, text);
}

/** Ranges of secrets in a text that may itself be JSON. */
function textRanges(text: string, secrets: CompiledSecrets): readonly MaskedRange[] {
  if (!mayHold(text, secrets)) return [];
  const isJson = /^\s*[[{]/.test(text) && parseJson(text) !== undefined;
  return isJson ? valueRanges(text, secrets, true) : secretRanges(text, secrets);
}

/** Ranges of secrets in the values of a JSON text. With `isObject` its end may be missing. */
function valueRanges(
  text: string,
  secrets: CompiledSecrets,
  isObject: boolean,
): readonly MaskedRange[] {
  if (!isObject && parseJson(text) === undefined) return secretRanges(text, secrets);
  const found: (readonly MaskedRange[])[] = [];
  for (const piece of jsonPieces(text)) {
    const { start, end, name } = piece;
    if (piece.kind === 'string') found.push(stringRanges(text, start, end, name, secrets));
    else if (piece.kind === 'outside')
      found.push(outsideRanges(text.slice(start, end), start, piece.names, secrets));
  }
  return found.flat();
}

/** Ranges of secrets in the string from `start` to `end`, without its quotes. */
function stringRanges(
  json: string,
  start: number,
  end: number,
  name: string,
  secrets: CompiledSecrets,
): readonly MaskedRange[] {
  const escaped = json.slice(start, end);
  const value = escaped.includes('\\') ? jsonValueWithPlaces(escaped) : undefined;
  const text = value?.text ?? escaped;
  const marker = shortSecretAt(secrets, name, text);
  if (marker !== undefined) return [{ start, end, marker }];
  const ranges = textRanges(text, secrets).map((range) => originalRange(range, value));
  return movedRanges(ranges, start);
}

/** Masks the text between strings: numbers in JSON, else anything. */
function outsideRanges(
  piece: string,
  offset: number,
  names: readonly NameFrom[],
  secrets: CompiledSecrets,
): readonly MaskedRange[] {
  if (!mayHold(piece, secrets)) return [];
  const isJson = /^[\s,:[\]{}\-+.0-9eEtrufalsn]*$/.test(piece);
  const ranges = isJson ? numberRanges(piece, names, secrets) : secretRanges(piece, secrets);
  return movedRanges(ranges, offset);
}

function movedRanges(ranges: readonly MaskedRange[], offset: number): readonly MaskedRange[] {
  return ranges.map(({ start, end, marker }) => {
    return { start: offset + start, end: offset + end, marker };
  });
}

/** A marker that replaces a number is a string, to keep the text valid JSON. */
function numberRanges(
  piece: string,
  names: readonly NameFrom[],
  secrets: CompiledSecrets,
): readonly MaskedRange[] {
  let at = 0;
  return [...piece.matchAll(/(?<![^\s,:[])\d+(?![^\s,\]}])/g)].flatMap(({ 0: digits, index }) => {
    while ((names[at + 1]?.from ?? Infinity) <= index) at += 1;
    const marker = maskedNumber(digits, names[at]?.name ?? '', secrets);
    if (marker === undefined) return [];
    return [{ start: index, end: index + digits.length, marker: JSON.stringify(marker) }];
  });
}
