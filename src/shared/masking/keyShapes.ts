import { hidden } from './secretRanges.ts';

/**
 * Keys that we do not know: named ones, bearer tokens, JWTs and prefixed ones. Each begins where a run
 * of its characters begins, or ends with it, so the search is linear.
 */
const shapes: readonly RegExp[] = [
  /(?<=\b(?:x-)?api[-_ ]?key["']?(?:\s?[:=])?\s{0,3}["']?)(?=\S{0,20}\d|\S{12})[^\s"',;<>[]{4,}/gi,
  /(?<=\bbearer\s{1,3})[^\s"',;<>[]{4,}/gi,
  /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /\b(?:sk|pk|key|token|secret)[-_][\w-]{12,}/gi,
];
const longWord = /\b\w{33,}\b/g;

/** The text without what looks like a key, for places where it is better to hide too much. */
export function hideKeyShapes(text: string): string {
  let safe = text;
  for (const shape of shapes) safe = safe.replace(shape, hidden);
  return safe.replace(longWord, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? hidden : word));
}
