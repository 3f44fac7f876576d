import { apart, hidden, withMarkers, type MaskedRange } from './secretRanges.ts';

/**
 * Keys that we do not know: named ones, bearer tokens, JWTs and prefixed ones. Each begins where a run
 * of its characters begins, or ends with it, so the search is linear.
 */
const shapes: readonly RegExp[] = [
  /(?<=\b(?:x-)?api[-_ ]?key["']?(?:\s?[:=])?\s{0,3}["']?)(?=\S{0,20}\d|\S{12})[^\s"',;<>[]{4,}/gi,
  /(?<=\bauthorization["']?\s?[:=]\s?["']?bearer\s{1,3})[^\s"',;<>[]{4,}/gi,
  /(?<=\bbearer\s{1,3})(?=\S{0,20}\d|\S{12})[^\s"',;<>[]{4,}/gi,
  /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /\b(?:sk|pk|key|token|secret)[-_][\w-]{12,}/gi,
];
const longWord = /\b\w{33,}\b/g;

/** Where something looks like a key, in their order and apart from each other. */
export function keyShapeRanges(text: string): readonly MaskedRange[] {
  const found: MaskedRange[] = [];
  const add = (start: number, one: string) =>
    found.push({ start, end: start + one.length, marker: hidden });
  for (const shape of shapes) for (const { 0: one, index } of text.matchAll(shape)) add(index, one);
  for (const { 0: word, index } of text.matchAll(longWord))
    if (/\d/.test(word) && /[a-z]/i.test(word)) add(index, word);
  return apart(found);
}

/** The text without what looks like a key, for places where it is better to hide too much. */
export function hideKeyShapes(text: string): string {
  return withMarkers(text, keyShapeRanges(text));
}
