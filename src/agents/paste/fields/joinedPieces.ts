import { uuid } from '../choice/pasteFindings.ts';

const loose = '[ \\t]{0,4}\\n?[ \\t>]{0,40}';
/** A UUID with spaces and line breaks in it. */
const brokenUuid = new RegExp(
  [8, 4, 4, 4, 12].map((length) => `(?:[0-9a-f]${loose}){${length}}`).join(`-${loose}`),
  'iy',
);
const wholeUuid = new RegExp(`^${uuid}$`, 'i');
const leadingUuid = new RegExp(`^${uuid}`, 'i');

/** A UUID at that offset, possibly in pieces: its length in the text and its joined value. */
export function uuidAt(
  text: string,
  at: number,
  limit: number,
): { readonly length: number; readonly value: string } | undefined {
  brokenUuid.lastIndex = at;
  const [match] = brokenUuid.exec(text) ?? [];
  const written = match?.trimEnd();
  if (written === undefined || at + written.length > limit) return undefined;
  const next = text.charAt(at + written.length);
  // With one more character it is not a UUID.
  if (/[\w-]/.test(next) && at + written.length < limit) return undefined;
  return { length: written.length, value: written.replace(/[^0-9a-f-]/gi, '') };
}

/**
 * The text after the beginning of a value: the rest of it, possibly a part of it, or something
 * else.
 */
type Continuation =
  | { readonly type: 'rest'; readonly end: number; readonly text: string }
  | { readonly type: 'broken' }
  | { readonly type: 'other' };

const other: Continuation = { type: 'other' };
const broken: Continuation = { type: 'broken' };

const nextWord = /[ \t]{1,8}([\w~+/.=-]{1,200})/y;
const lineEnd = /["'`]?[ \t.,;]{0,8}(?=\n|$|[|<)\]}])/y;
const nextLine = /[ \t]{0,8}\n[ \t]{0,40}([\w~+/.=-]{1,200})(["'`]?)[ \t.,;]{0,8}(?=\n|$|["'`,}])/y;

/** Looks for the rest of a bare value that ends before the limit, in its line and in the next. */
export function readOn(text: string, start: number, end: number, limit: number): Continuation {
  const head = text.slice(start, end);
  if (!/\d/.test(head) || head.length < 6) return other;
  const [word, tail = ''] = matchAt(nextWord, text, end) ?? [];
  if (word === undefined) return readOnBelow(text, head, end, limit);
  const tailEnd = end + word.length;
  if (tailEnd > limit || leadingUuid.test(tail)) return other;
  const isLast = matchAt(lineEnd, text, tailEnd) !== undefined;
  if (isLast && isPiece(tail)) return { type: 'rest', end: tailEnd, text: head + tail };
  return isPiece(tail.replaceAll('-', '')) || (isLast && isPieceInCapitals(tail)) ? broken : other;
}

function readOnBelow(text: string, head: string, end: number, limit: number): Continuation {
  const [whole = '', tail = ''] = matchAt(nextLine, text, end) ?? [];
  if (tail === '' || end + whole.length > limit || leadingUuid.test(head)) return other;
  const before = text.slice(Math.max(0, end - 60), end);
  const isFull = before.length === 60 && !before.includes('\n');
  // The hyphen may belong to the value or to the word processor.
  if (head.endsWith('-')) return broken;
  const isRest = isPiece(tail) || ((isFull || head.endsWith('_')) && /\d/.test(tail));
  if (isRest) return { type: 'rest', end: end + whole.length, text: head + tail };
  return isFull && isPieceInCapitals(tail) ? broken : other;
}

/** A quoted value that contains spaces or line breaks, if its pieces make one value. */
export function joinedPieces(text: string): string | undefined {
  const pieces = text.trim().split(/\s+/, 8);
  const joined = pieces.join('');
  if (pieces.length < 2) return undefined;
  if (wholeUuid.test(joined)) return joined;
  const isValue =
    pieces.length === 2 && pieces.every((one) => /^[\w-]{4,}$/.test(one) && /\d/.test(one));
  return isValue && !leadingUuid.test(joined) ? joined : undefined;
}

/** A quoted value that continues in the next line, up to the closing quote. */
export function readOnInQuotes(text: string, start: number, head: string): string {
  const end = start + head.length;
  const [, tail = '', quote = ''] = matchAt(nextLine, text, end) ?? [];
  return tail !== '' && quote !== '' && /\d/.test(head) ? head + tail : head;
}

/**
 * True for random letters and digits; false for a word, number, date, version or a complete value.
 */
function isPiece(text: string): boolean {
  if (/^(?:sofia|sk|pk|connectly)[_-]/i.test(text) || leadingUuid.test(text)) return false;
  if (text.length < 4 || !/^\w+={0,2}$/.test(text)) return false;
  // `v2`, `Prod2` and `2nd` are words.
  if (/^v\d+$/i.test(text)) return false;
  if (/^\p{L}?\p{Ll}+_?\d{1,4}$/u.test(text) || /^\d{1,3}\p{Ll}{1,8}$/u.test(text)) return false;
  return /\d/.test(text) && /[a-z]/i.test(text);
}

/** A piece without a digit, which could also be a word in capitals. */
function isPieceInCapitals(text: string): boolean {
  const isWord = /^(?:\p{Ll}+|\p{Lu}\p{Ll}{3,}|\p{Lu}{3,12})$/u.test(text);
  return (
    /^[A-Za-z]{2,40}$/.test(text) &&
    !isWord &&
    !/^(?:OK|QA|EU|US|BR|MX|ID|UK|AR|CO|CL|PE)$/.test(text)
  );
}

/** Matches a sticky pattern at that offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
