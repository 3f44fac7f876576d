/** A text in plain characters, with the original position of each. */
export interface FoldedText {
  readonly text: string;
  /** Where the original of a UTF-16 unit of `text` starts. */
  readonly startOf: (offset: number) => number;
  /** Where the original of the unit before this one ends. */
  readonly endOf: (offset: number) => number;
}

/** How many nested layers of escapes are decoded. */
const maxLayers = 4;

/**
 * One escape of a URL (one UTF-8 character), of JSON or of HTML; or one character that is not
 * ASCII.
 */
const token =
  /%(?:[0-7][0-9a-f]|[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})|\\(?:u[0-9a-f]{4}|[nrtbf"\\/])|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});|[\u0080-\u{10ffff}]/giu;

const entities = new Map(
  Object.entries({
    ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' },
    ...{ apos: "'", commat: '@', plus: '+', period: '.', lpar: '(', rpar: ')', hyphen: '-' },
    ...{ dash: '-', shy: '', zwnj: '', zwj: '' },
  }),
);

/**
 * Decodes escapes, and turns accented letters, digits of any script, unusual spaces and hyphens
 * into ASCII. Removes invisible characters.
 */
export function foldText(text: string): FoldedText {
  let folded: FoldedText = { text, startOf: (offset) => offset, endOf: (offset) => offset };
  for (let layer = 0; layer < maxLayers; layer += 1) {
    const before = folded;
    const next = foldOnce(before.text);
    if (!next) break;
    folded = {
      text: next.text,
      startOf: (offset) => before.startOf(next.starts[offset] ?? before.text.length),
      endOf: (offset) => before.endOf(next.ends[offset - 1] ?? 0),
    };
  }
  return folded;
}

/** The text with the place of each unit; undefined when there is nothing to fold. */
function foldOnce(text: string) {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let from = 0;
  const copy = (end: number) => {
    pieces.push(text.slice(from, end));
    for (let at = from; at < end; at += 1) {
      starts.push(at);
      ends.push(at + 1);
    }
  };
  for (const { 0: one, index } of text.matchAll(token)) {
    const plain = foldToken(one);
    if (plain === one) continue;
    copy(index);
    from = index + one.length;
    pieces.push(plain);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(index);
      ends.push(from);
    }
  }
  if (pieces.length === 0) return undefined;
  copy(text.length);
  return { text: pieces.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

function foldToken(one: string): string {
  switch (one.charAt(0)) {
    case '%':
      return foldPlain(decodeUtf8(one));
    case '\\':
      if (one.charAt(1) === 'u') return foldPlain(String.fromCharCode(parseInt(one.slice(2), 16)));
      // To a finder, an escaped line break, tab or page break is a space.
      return /[nrtbf]/i.test(one.charAt(1)) ? ' ' : one.charAt(1);
    case '&':
      return foldPlain(entity(one.slice(1, -1)) ?? one);
    default:
      return foldPlain(one);
  }
}

function decodeUtf8(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#'))
    return (
      entities.get(name) ?? /^[a-z](?=(?:acute|grave|uml|circ|tilde|cedil|ring)$)/i.exec(name)?.[0]
    );
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function foldPlain(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Array.from(text, foldCharacter).join('');
}

/** Letters that Unicode does not decompose. */
const undivided = new Map(
  Object.entries({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th' }),
);

const known = new Map<string, string>();

function foldCharacter(one: string): string {
  const folded = known.get(one) ?? foldUnknown(one);
  known.set(one, folded);
  return folded;
}

function foldUnknown(one: string): string {
  if (/\p{Pd}|[\u2212\u00ad\u2043\u30fc]/u.test(one)) return one === '\u00ad' ? '' : '-';
  if (/\s|[\u0085\u180e\u2800\u3164]/u.test(one)) return ' ';
  if (/[\p{M}\p{Cf}]/u.test(one)) return '';
  if (/[\u2019\u2018\u02bc\u00b4]/.test(one)) return "'";
  if (/[\u2024\u3002\u00b7\u2022\u2027]/.test(one)) return '.';
  const letter = undivided.get(one.toLowerCase());
  if (letter !== undefined) return letter;
  const plain = one.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/\p{Nd}/gu, digit).replace(/\s/gu, ' ');
}

/** The ten digits of a script are consecutive, starting with zero. */
function digit(one: string): string {
  const code = one.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
