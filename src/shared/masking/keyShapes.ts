import { apart, hidden, withMarkers, type MaskedRange } from './secretRanges.ts';

/**
 * Keys that we do not know: labelled ones, bearer tokens, JWTs and prefixed ones. Each match begins
 * or ends with a run of its characters, so the search is linear.
 */
const shapes: readonly RegExp[] = [
  /(?<=\b(?:x-)?api[-_ ]?key["']?(?:\s?[:=])?\s{0,3}["']?)(?=\S{0,20}\d|\S{12})[^\s"',;<>[]{4,}/gi,
  /(?<=\bauthorization["']?\s?[:=]\s?["']?bearer\s{1,3})[^\s"',;<>[]{4,}/gi,
  /(?<=\bbearer\s{1,3})(?=\S{0,20}\d|\S{12})[^\s"',;<>[]{4,}/gi,
  /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /\b(?:sk|pk|key|token|secret)[-_][\w-]{12,}/gi,
];
const longWord = /\b\w{33,}\b/g;

/** Ranges that look like a key, in order and without overlap. */
export function keyShapeRanges(text: string): readonly MaskedRange[] {
  const found: MaskedRange[] = [];
  const add = (start: number, one: string) =>
    found.push({ start, end: start + one.length, marker: hidden });
  for (const shape of shapes) for (const { 0: one, index } of text.matchAll(shape)) add(index, one);
  for (const { 0: word, index } of text.matchAll(longWord))
    if (/\d/.test(word) && /[a-z]/i.test(word)) add(index, word);
  return apart(found);
}

/** Masks everything that looks like a key, for places where hiding too much is better. */
export function hideKeyShapes(text: string): string {
  return withMarkers(text, keyShapeRanges(text));
}
