import {
  hidesAnything,
  hidesAscii,
  unescapeJson,
  unescapeOnce,
  unescapeWithPlaces,
  type UnescapedText,
} from './escapes.ts';

/** Replaces a secret. Never masked itself. */
export const hidden = '[hidden]';

/** Shorter secrets would hide half of a response: they are masked as the whole value of their place. */
const minSearchedLength = 8;

/** A value that must never be shown or stored; a plain string is an API key. */
export type Secret =
  | string
  | {
      readonly value: string;
      /** The header, cookie or field with this value, for example `x-api-key`. */
      readonly place?: string;
      /** Replaces `[hidden]`. */
      readonly marker?: string;
      /** True if it counts only as a whole word: a phone number, but not within a longer number. */
      readonly isWord?: boolean;
    };

/** Values of the protocol itself; masking them as a key would protect nothing. */
const protocolWords: ReadonlySet<string> = new Set(['ASSISTANT', 'application/json']);

/**
 * A list is compiled once and then applied to thousands of texts, so do not create one per text.
 */
export type SecretList = readonly Secret[];

/** The text from `start` up to `end`, in UTF-16 code units, is replaced by `marker`. */
export interface MaskedRange {
  readonly start: number;
  readonly end: number;
  readonly marker: string;
}

interface Needle {
  /** In lower case if case does not matter. */
  readonly text: string;
  /** For a quick check: the text without its open end. */
  readonly core: string;
  readonly isAnyCase: boolean;
  readonly isWord: boolean;
  readonly marker: string;
}

/** The secrets of a list, ready for searching. */
export interface CompiledSecrets {
  readonly needles: readonly Needle[];
  /** True for a text that could have a secret behind its escapes. */
  readonly mayHide: RegExp;
  /** Short secrets with the places where they are masked. */
  readonly atPlaces: readonly ShortSecret[];
}

interface ShortSecret {
  readonly value: string;
  /** As `placeName` writes it. */
  readonly place: string;
  readonly marker: string;
}

/** How many layers of escapes to undo: more than programs nest. */
const maxLayers = 8;

const compiledLists = new WeakMap<SecretList, CompiledSecrets>();

/** Prepares a list for searching; cached per list. */
export function compileSecrets(secrets: SecretList): CompiledSecrets {
  const known = compiledLists.get(secrets);
  if (known) return known;
  const all = secrets.map((one) => {
    const { value, place = 'x-api-key', ...rest } = typeof one === 'string' ? { value: one } : one;
    return { value, place, marker: hidden, isWord: false, ...rest };
  });
  // Text that is part of the marker is not secret.
  const sound = all.filter(({ value, marker }) => value !== '' && !marker.includes(value));
  const isSearched = (one: { readonly value: string }) =>
    one.value.length >= minSearchedLength && !protocolWords.has(one.value);
  const needles = sound
    .filter(isSearched)
    .flatMap(({ value, marker, isWord }) =>
      formsOf(value).map((text) => ({ ...caseOf(text), isWord, marker })),
    );
  const compiled = {
    needles,
    mayHide: needles.every(({ text }) => /^[!#-~]*$/.test(text)) ? hidesAscii : hidesAnything,
    atPlaces: sound
      .filter((one) => !isSearched(one))
      .map(({ value, place, marker }) => ({ value, marker, place: placeName(place) })),
  };
  compiledLists.set(secrets, compiled);
  return compiled;
}

/** Characters that could form an escape together with the ones after them. */
const openEnd = /(?<![\\%&'])[\\%&']+$/;

/**
 * The forms of a secret to search for: as it is, with its own escapes undone, without an end that
 * an escape may swallow, as UTF-8 bytes, and as in a URL-encoded form.
 */
function formsOf(value: string): readonly string[] {
  const forms = new Set([
    value,
    value.replace(openEnd, ''),
    bytesOf(value),
    value.replaceAll(' ', '+'),
  ]);
  let plain = value;
  for (let layer = 0; layer < maxLayers; layer += 1) forms.add((plain = unescapeOnce(plain)));
  // Too little would remain of a key that looks like nothing but escapes.
  return [...forms].filter(({ length }) => length > minSearchedLength / 2);
}

/** Each UTF-8 byte as a character. */
function bytesOf(text: string): string {
  return unescapeOnce(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')));
}

/** A word in another case is not the secret, but a form with digits may be hexadecimal or an ID. */
function caseOf(form: string): Pick<Needle, 'text' | 'core' | 'isAnyCase'> {
  const isAnyCase = /[0-9]/.test(form);
  const text = isAnyCase ? lowerCase(form) : form;
  const core = text.replace(openEnd, '');
  return { text, core: isAnyCase ? core.toLowerCase() : core, isAnyCase };
}

/** Lower-cases ASCII only, so that no character changes its length. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** One form for all spellings of a name: `X-Api-Key`, `apiKey`, `api_key`. */
function placeName(name: string): string {
  return name
    .replace(/^x[-_]/i, '')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
}

/** An API key is sent under several names; every other secret has one. */
const keyPlaces: ReadonlySet<string> = new Set(['apikey', 'sofiaapikey', 'connectlyapikey']);

function isSamePlace(one: string, other: string): boolean {
  return one === other || (keyPlaces.has(one) && keyPlaces.has(other));
}

/** The marker of the short secret that is this whole value at this place. */
export function shortSecretAt(
  { atPlaces }: CompiledSecrets,
  name: string,
  value: string,
): string | undefined {
  if (atPlaces.length === 0 || !atPlaces.some((one) => one.value === value)) return undefined;
  const place = placeName(name);
  return atPlaces.find((one) => one.value === value && isSamePlace(place, one.place))?.marker;
}

/** False for a text, plain or JSON, without any of the secrets, in any escaped form. */
export function mayHoldSecret(text: string, secrets: CompiledSecrets): boolean {
  const { needles, mayHide } = secrets;
  if (needles.length === 0) return false;
  if (holdsNeedle(text, needles)) return true;
  if (!mayHide.test(text)) return false;
  // Both ways: undone with other kinds, a JSON escape could become part of another escape.
  return (
    holdsEscaped(unescapeOnce(text), secrets) ||
    (text.includes('\\') && holdsEscaped(unescapeJson(text), secrets))
  );
}

function holdsEscaped(text: string, { needles, mayHide }: CompiledSecrets): boolean {
  let plain = text;
  for (let layer = 1; layer < maxLayers; layer += 1) {
    if (holdsNeedle(plain, needles)) return true;
    if (!mayHide.test(plain)) return false;
    plain = unescapeOnce(plain);
  }
  return holdsNeedle(plain, needles);
}

function holdsNeedle(text: string, needles: readonly Needle[]): boolean {
  let lower: string | undefined;
  for (const { core, isAnyCase } of needles)
    if ((isAnyCase ? (lower ??= text.toLowerCase()) : text).includes(core)) return true;
  return false;
}

/** Ranges of secrets in a text, in order and without overlap. */
export function secretRanges(text: string, secrets: CompiledSecrets): readonly MaskedRange[] {
  if (!mayHoldSecret(text, secrets)) return [];
  const found: MaskedRange[] = [];
  let plain = text;
  /** Original position in `text` of each character of `plain`; undefined if unchanged. */
  let places: Omit<UnescapedText, 'text'> | undefined;
  for (let layer = 0; layer <= maxLayers; layer += 1) {
    for (const range of rangesIn(plain, secrets)) found.push(originalRange(range, places));
    if (layer === maxLayers || !secrets.mayHide.test(plain)) break;
    const { starts = undefined, ends = undefined } = places ?? {};
    const unescaped = unescapeWithPlaces(plain);
    places = {
      starts: unescaped.starts.map((offset) => starts?.[offset] ?? offset),
      ends: unescaped.ends.map((offset) => ends?.[offset - 1] ?? offset),
    };
    plain = unescaped.text;
  }
  return apart(found, markerRanges(text, secrets));
}

/** The range in the original text, before its escapes were undone. */
export function originalRange(
  { start, end, marker }: MaskedRange,
  places: Omit<UnescapedText, 'text'> | undefined,
): MaskedRange {
  if (!places) return { start, end, marker };
  return { start: places.starts[start] ?? start, end: places.ends[end - 1] ?? end, marker };
}

function rangesIn(text: string, { needles }: CompiledSecrets): readonly MaskedRange[] {
  const lower = lowerCase(text);
  return needles.flatMap(({ text: needle, isAnyCase, isWord, marker }) =>
    rangesOf(isAnyCase ? lower : text, needle, marker, isWord),
  );
}

function rangesOf(
  text: string,
  wanted: string,
  marker: string,
  isWord = false,
): readonly MaskedRange[] {
  const found: MaskedRange[] = [];
  for (let start = text.indexOf(wanted); start !== -1;) {
    const end = start + wanted.length;
    const isFound = !isWord || !isWithinWord(text, start, end);
    if (isFound) found.push({ start, end, marker });
    start = text.indexOf(wanted, isFound ? end : start + 1);
  }
  return found;
}

function isWithinWord(text: string, start: number, end: number): boolean {
  return /[\w-]/.test(text.charAt(start - 1)) || /[\w-]/.test(text.charAt(end));
}

/** Ranges of the markers that are already in the text. */
function markerRanges(text: string, { needles }: CompiledSecrets): readonly MaskedRange[] {
  const markers = [...new Set(needles.map(({ marker }) => marker))];
  return markers.flatMap((marker) => rangesOf(text, marker, marker));
}

/** Merges overlapping ranges; a range that would cut a marker in two ends at its edge. */
export function apart(
  ranges: readonly MaskedRange[],
  markers: readonly MaskedRange[] = [],
): readonly MaskedRange[] {
  const merged: MaskedRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && range.start < last.end) {
      if (range.end > last.end) merged[merged.length - 1] = { ...last, end: range.end };
    } else merged.push(range);
  }
  if (markers.length === 0) return merged;
  const ordered = markers.toSorted((a, b) => a.start - b.start);
  let next = 0;
  return merged.flatMap((range) => {
    let { start, end } = range;
    while ((ordered[next]?.end ?? Infinity) <= start) next += 1;
    for (let at = next; (ordered[at]?.start ?? Infinity) < range.end; at += 1) {
      const marker = ordered[at];
      if (marker && marker.start < start) start = marker.end;
      if (marker && marker.end > end) end = marker.start;
    }
    return start < end ? [{ ...range, start, end }] : [];
  });
}

/** The text with each range replaced by its marker. */
export function withMarkers(text: string, ranges: readonly MaskedRange[]): string {
  if (ranges.length === 0) return text;
  let from = 0;
  const pieces: string[] = [];
  for (const { start, end, marker } of ranges) {
    pieces.push(text.slice(from, start), marker);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
