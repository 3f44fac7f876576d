/** A text with its escapes undone, and the original position of each character. */
export interface UnescapedText {
  readonly text: string;
  /** Offset in the escaped text at which each character's original begins. */
  readonly starts: Uint32Array;
  /** Offset after each character's original. */
  readonly ends: Uint32Array;
}

/**
 * The escapes of URLs, of JSON, JavaScript and Python strings, of shells and of XML, and characters
 * that are invisible within a word. Each repetition is bounded, or over characters that begin no
 * match, so the search is linear. An octal with a leading zero is for `echo -e`.
 */
const escape =
  /%(?:[\da-fA-F]{2}|u[\da-fA-F]{4})|\\u\{0*[\da-fA-F]{1,6}\}|\\u[\da-fA-F]{1,4}|\\U[\da-fA-F]{1,8}|\\[xX][\da-fA-F]{1,2}|\\0(?:0[4-7]|1[0-7])[0-7]|\\[0-3][0-7]{2}|\\[^]|'(?:\\''|"'"'|')|&#[xX]0*[\da-fA-F]{1,6};?|&#0*\d{1,7};?|&(?:amp|AMP|lt|LT|gt|GT|quot|QUOT|apos);?|\p{Default_Ignorable_Code_Point}+/gu;

/** The escapes of JSON only. */
const jsonEscape = /\\u[\da-fA-F]{4}|\\[^]/gu;

/**
 * True if the text may escape a printable ASCII character other than a space or a double quote.
 * Most texts have no such escape, and most secrets consist only of such characters.
 */
export const hidesAscii =
  /%(?:2[13-9a-f]|[3-7][0-9a-f]|u00[2-7])|\\(?:u0{0,6}[2-7]|u\{|x|[0-3][0-7]{2}|[^"u0-9nrtbf])|&(?:#|amp|lt|gt|quot|apos)|'\\*['"]|\p{Default_Ignorable_Code_Point}/iu;

/** True if the text may have any escape. */
export const hidesAnything = /[%\\&]|'['"]|\p{Default_Ignorable_Code_Point}/u;

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

/** The text that one escape stands for. */
function unescapeOne(one: string): string {
  const second = one.charAt(1);
  switch (one.charAt(0)) {
    case '%':
      return fromHex(one.slice(second === 'u' ? 2 : 1));
    case "'":
      return "'";
    case '&':
      if (second !== '#') return named[/[a-z]+/i.exec(one)?.[0].toLowerCase() ?? ''] ?? one;
      return /x/i.test(one.charAt(2))
        ? fromHex(one.slice(3))
        : fromCode(parseInt(one.slice(2), 10));
    case '\\':
      // A backslash before a single character, which may be two UTF-16 units.
      if (one.length === 1 + String.fromCodePoint(one.codePointAt(1) ?? 0).length)
        return controls[second] ?? one.slice(1);
      if (/\d/.test(second)) return fromCode(parseInt(one.slice(1), 8));
      return fromHex(one.slice(one.charAt(2) === '{' ? 3 : 2));
    default:
      return '';
  }
}

function fromHex(digits: string): string {
  return fromCode(parseInt(digits, 16));
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** Undoes every escape once; returns the same text if there is none. */
export function unescapeOnce(text: string): string {
  return text.replace(escape, unescapeOne);
}

/** Undoes every JSON escape once. */
export function unescapeJson(text: string): string {
  return text.replace(jsonEscape, unescapeOne);
}

/** Like `unescapeOnce`, with the positions of the characters. */
export function unescapeWithPlaces(text: string): UnescapedText {
  return replaceWithPlaces(text, text.matchAll(escape), unescapeOne);
}

/** Unescapes the inside of a JSON string, with the positions of the characters. */
export function jsonValueWithPlaces(text: string): UnescapedText {
  return replaceWithPlaces(text, text.matchAll(jsonEscape), unescapeOne);
}

/**
 * The text with each match replaced, and the positions of the characters. A replacement must not be
 * longer than its match.
 */
export function replaceWithPlaces(
  text: string,
  matches: Iterable<RegExpExecArray>,
  replacementOf: (match: string) => string,
): UnescapedText {
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  const copyTo = (end: number) => {
    pieces.push(text.slice(from, end));
    for (; from < end; from += 1) {
      starts[length] = from;
      ends[length++] = from + 1;
    }
  };
  for (const { 0: one, index } of matches) {
    copyTo(index);
    from = index + one.length;
    const plain = replacementOf(one);
    for (let at = 0; at < plain.length; at += 1) {
      starts[length] = index;
      ends[length++] = from;
    }
    pieces.push(plain);
  }
  copyTo(text.length);
  return {
    text: pieces.join(''),
    starts: starts.subarray(0, length),
    ends: ends.subarray(0, length),
  };
}
