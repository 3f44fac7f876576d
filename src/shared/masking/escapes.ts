/** A text with its escapes undone, and where each of its characters stood before. */
export interface UnescapedText {
  readonly text: string;
  /** Offset in the escaped text for each character, and the escaped text's length behind the last. */
  readonly starts: Uint32Array;
}

/**
 * The escapes that a reader of URLs, of JSON and JavaScript strings, of a shell or of XML undoes. Each
 * repetition is bounded or over characters that begin no match, so the search is linear.
 */
const escape =
  /%[0-9a-f]{2}|\\u\{0*[0-9a-f]{1,6}\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[0-3][0-7]{2}|\\[^]|'\\''|&#x0*[0-9a-f]{1,6};|&#0*[0-9]{1,7};|&(?:amp|lt|gt|quot|apos);/gi;

/** Those of JSON alone. */
const jsonEscape = /\\u[0-9a-f]{4}|\\[^]/gi;

/**
 * True where an escape stands for a printable ASCII character other than a space or a double quote.
 * Most texts have none, and most secrets are made of nothing else.
 */
export const hidesAscii =
  /%(?:2[13-9a-f]|[3-7][0-9a-f])|\\(?:u00[2-7]|u\{|x|[0-3][0-7]{2}|[^"u0-9nrtbf])|&(?:#|amp|lt|gt|quot|apos)/i;

/** True where there is any escape at all. */
export const hidesAnything = /[%\\&]/;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const controls: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** What one escape stands for. */
function unescapeOne(one: string): string {
  const second = one.charAt(1);
  switch (one.charAt(0)) {
    case '%':
      return String.fromCharCode(parseInt(one.slice(1), 16));
    case "'":
      return "'";
    case '&':
      if (second !== '#') return named[one.slice(1, -1).toLowerCase()] ?? one;
      return fromCode(
        /x/i.test(one.charAt(2)) ? parseInt(one.slice(3), 16) : parseInt(one.slice(2), 10),
      );
    default:
      if (one.length === 2) return controls[second] ?? second;
      if (/\d/.test(second)) return String.fromCharCode(parseInt(one.slice(1), 8));
      return fromCode(parseInt(one.slice(one.charAt(2) === '{' ? 3 : 2), 16));
  }
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** The text with every escape undone once; the same text where there is none. */
export function unescapeOnce(text: string): string {
  return text.replace(escape, unescapeOne);
}

/** The text with every escape of JSON undone once. */
export function unescapeJson(text: string): string {
  return text.replace(jsonEscape, unescapeOne);
}

/** As `unescapeOnce`, with the places of the characters. */
export function unescapeWithPlaces(text: string): UnescapedText {
  return withPlaces(text, escape);
}

/** What stands between the quotes of a JSON string, with its escapes undone. */
export function jsonValueWithPlaces(text: string): UnescapedText {
  return withPlaces(text, jsonEscape);
}

function withPlaces(text: string, pattern: RegExp): UnescapedText {
  // An escape is never shorter than what it stands for.
  const starts = new Uint32Array(text.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const { 0: one, index } = match;
    for (let at = from; at < index; at += 1) starts[length++] = at;
    const plain = unescapeOne(one);
    for (let at = 0; at < plain.length; at += 1) starts[length++] = index;
    pieces.push(text.slice(from, index), plain);
    from = index + one.length;
  }
  for (let at = from; at < text.length; at += 1) starts[length++] = at;
  pieces.push(text.slice(from));
  starts[length] = text.length;
  return { text: pieces.join(''), starts: starts.subarray(0, length + 1) };
}
