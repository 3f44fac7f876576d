/** A value of JSON on one line; a word for what is none. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

/** A value of JSON over several lines, a text as it is. */
export function shownJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
