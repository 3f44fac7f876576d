import type { FoundDetail, SearchedText } from '../foundDetail.ts';

const local = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_+-])?`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const top = String.raw`(?:\p{L}{2,24}|xn--[a-z\d-]{2,50})(?![\p{L}\p{N}])`;
const notWithin = String.raw`(?<![\p{L}\p{N}])`;
/** Words in brackets, such as "(at)", only occur in disguised addresses. */
const bracketAt = String.raw`[ ]{0,3}[([{<][ ]?(?:at?|arroba|@)[ ]?[)\]}>][ ]{0,3}`;
const bracketDot = String.raw`[ ]{0,3}[([{<][ ]?(?:dot|punto|ponto|\.)[ ]?[)\]}>][ ]{0,3}`;
const wordDot = String.raw`[ _-]{1,3}(?:dot|punto|ponto)[ _-]{1,3}`;
const anyDot = String.raw`(?:\.|${bracketDot}|${wordDot})`;
const providers = 'gmail|hotmail|outlook|yahoo|icloud|live|msn|proton|protonmail|uol|bol|terra';

/**
 * An address starts only at the start of a word, so each search looks at every letter about once.
 */
const shapes: readonly RegExp[] = [
  String.raw`${local}@(?:${label}\.){1,8}${top}`,
  String.raw`${local}[ ]{0,2}@[ ]{0,2}(?:${label}\.){1,8}${top}`,
  String.raw`${local}(?:[ ]{0,2}@[ ]{0,2}|${bracketAt})${label}(?:${anyDot}${label}){0,6}${anyDot}${top}`,
  String.raw`${local}(?:${wordDot}${local})?[ _-]{1,3}(?:at|arroba)[ _-]{1,3}${label}(?:${wordDot}${label}){0,4}${wordDot}${top}`,
  String.raw`${local}[ ]{1,3}arroba[ ]{1,3}(?:${label}\.){1,8}${top}`,
  String.raw`${local}[ ]{1,2}[*_-]at[*_-][ ]{1,2}(?:${label}\.){1,8}${top}`,
  // Typing mistakes: no sentence ends in a space and a dot, and no comma precedes a common domain.
  String.raw`${local}[ ]{0,2}@[ ]{0,2}${label}(?:\.${label}){0,6}[ ]{1,2}\.[ ]{0,2}${top}`,
  String.raw`${local}@${label}(?:,[ ]?|\.[ ]{1,2})(?:com|net|org|example)(?:\.\p{L}{2})?(?![\p{L}\p{N}])`,
]
  .map((shape) => new RegExp(notWithin + shape, 'giu'))
  .concat(
    new RegExp(String.raw`"[^"@\s]{1,40}(?: [^"@\s]{1,40}){0,3}"@(?:${label}\.){1,8}${top}`, 'giu'),
  );

/**
 * A phrase such as "Look at yahoo.com" is not an address, so the name decides whether it is sure.
 */
const atProvider = new RegExp(
  String.raw`${notWithin}${local}[ ]{1,3}at[ ]{1,3}(?:${providers})\.${top}`,
  'giu',
);
/** `@name.surname` after a word may be an account's name; a common ending makes an address sure. */
const commonTop =
  /\.(?:com|net|org|info|edu|gov|gob|example|test|es|mx|ar|br|cl|pe|uy|us|uk|co\.\w\w|com\.\w\w)$/i;

/** An address in words only, without @ or brackets, must end in one of the domains below. */
const spoken = /^[^@([{<]*(?<![a-z\d])at(?![a-z\d])[^@([{<]*$/i;
const spokenTop =
  /(?<![a-z\d])(?:com|net|org|info|edu|gov|gob|io|app|shop|store|example|test|es|mx|ar|br|cl|pe|uy|uk|pt|ec|co)$/i;

/** File endings: `img@2x.png` is an image. */
const fileEnding =
  /\.(?:png|jpe?g|gif|webp|svg|avif|ico|bmp|pdf|js|mjs|css|json|html?|mp[34]|webm|woff2?|zip)$/i;
const scale = /@ ?\d(?:\.\d)?x\./i;

/** Finds email addresses, plain or in the disguises that people use. */
export function* findEmails({ text }: SearchedText): Generator<FoundDetail> {
  if (!/@|arroba|(?<![a-z\d])at(?![a-z\d])|[([{<] ?a ?[)\]}>]/i.test(text)) return;
  for (const shape of shapes)
    for (const { 0: found, index } of text.matchAll(shape)) {
      const end = index + found.length;
      const isPlace = /^:[\w.-]{1,64}\//.test(text.slice(end, end + 66));
      if (fileEnding.test(found) || scale.test(found) || isPlace) continue;
      if (spoken.test(found) && !spokenTop.test(found)) continue;
      const isSure = !/\S @\S|[([{<] ?a ?[)\]}>]/i.test(found) || commonTop.test(found);
      yield { start: index, end, reason: 'email', isSure };
    }
  for (const { 0: found, index } of text.matchAll(atProvider)) {
    const isSure = /[\d._+-]/.test(found.slice(0, found.search(/ /)));
    yield { start: index, end: index + found.length, reason: 'email', isSure };
  }
}
