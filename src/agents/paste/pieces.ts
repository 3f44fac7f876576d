import { uuid } from './findings.ts';

const loose = '[ \\t]{0,4}\\n?[ \\t>]{0,40}';
/** A UUID with spaces and line breaks in it. */
const brokenUuid = new RegExp(
  [8, 4, 4, 4, 12].map((length) => `(?:[0-9a-f]${loose}){${length}}`).join(`-${loose}`),
  'iy',
);
const wholeUuid = new RegExp(`^${uuid}$`, 'i');
const leadingUuid = new RegExp(`^${uuid}`, 'i');

/** A UUID that stands there, perhaps in pieces: its length in the text and what it is when joined. */
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
  // One digit more, and it is none.
  if (/[\w-]/.test(next) && at + written.length < limit) return undefined;
  return { length: written.length, value: written.replace(/[^0-9a-f-]/gi, '') };
}

/** What stands behind the beginning of a value: the rest of it, a part of it perhaps, or other things. */
export type Continuation =
  | { readonly type: 'rest'; readonly end: number; readonly text: string }
  | { readonly type: 'broken' }
  | { readonly type: 'other' };

const other: Continuation = { type: 'other' };
const broken: Continuation = { type: 'broken' };

const lineRest = /[ \t]{1,8}([\w~+/.=-]{1,200})["'`]?[ \t.,;]{0,8}(?=\n|$)/y;
const nextLine = /[ \t]{0,8}\n[ \t]{0,40}([\w~+/.=-]{1,200})(["'`]?)[ \t.,;]{0,8}(?=\n|$|["'`,}])/y;

/** Reads on behind a bare value that ends before the limit, in its line and in the next. */
export function readOn(text: string, start: number, end: number, limit: number): Continuation {
  const head = text.slice(start, end);
  if (!/\d/.test(head) || head.length < 6) return other;
  const inLine = matchAt(lineRest, text, end);
  if (inLine) {
    const [whole, tail = ''] = inLine;
    if (end + whole.length > limit) return other;
    if (!isPieceOfLine(tail)) return isPieceInCapitals(tail) ? broken : other;
    return { type: 'rest', end: end + whole.length, text: head + tail };
  }
  const below = matchAt(nextLine, text, end);
  const [whole = '', tail = ''] = below ?? [];
  if (tail === '' || end + whole.length > limit) return other;
  const before = text.slice(Math.max(0, end - 60), end);
  const isFull = (before.length === 60 && !before.includes('\n')) || /[-_]$/.test(head);
  const isRest =
    wholeUuid.test(head + tail) ||
    (isFull && /\d/.test(tail) && !leadingUuid.test(head)) ||
    (isPieceOfLine(tail) && !leadingUuid.test(head));
  if (isRest) return { type: 'rest', end: end + whole.length, text: head + tail };
  return isFull && !leadingUuid.test(head) && isPieceInCapitals(tail) ? broken : other;
}

/** A value in quotes that goes on in the next line, to the quote that closes it. */
export function readOnInQuotes(text: string, start: number, head: string): string {
  const end = start + head.length;
  const [, tail = '', quote = ''] = matchAt(nextLine, text, end) ?? [];
  return tail !== '' && quote !== '' && /\d/.test(head) ? head + tail : head;
}

/** Random letters and digits; no word, number, date, version or value of its own. */
function isPieceOfLine(text: string): boolean {
  if (/^(?:sofia|sk|pk|connectly)[_-]/i.test(text) || leadingUuid.test(text)) return false;
  if (text.length < 4 || !/^[\w-]+={0,2}$/.test(text)) return false;
  if (/^v?\d+(?:[-.:/]\d+)*$/i.test(text) || /^\d{4}-\d\d-\d\dT/.test(text)) return false;
  // `Prod2` and `2nd` are words.
  if (/^\p{L}?\p{Ll}+[-_]?\d{1,4}$/u.test(text) || /^\d{1,3}\p{Ll}{1,8}$/u.test(text)) return false;
  return /\d/.test(text) && /[a-z]/i.test(text);
}

/** A piece without a digit, which a word in capitals could be as well. */
function isPieceInCapitals(text: string): boolean {
  const isWord = /^(?:\p{Ll}+|\p{Lu}\p{Ll}{3,}|\p{Lu}{3,12})$/u.test(text);
  return (
    /^[A-Za-z]{2,40}$/.test(text) &&
    !isWord &&
    !/^(?:OK|QA|EU|US|BR|MX|ID|UK|AR|CO|CL|PE)$/.test(text)
  );
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
