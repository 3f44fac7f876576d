import { namesField, type Label } from './labels.ts';
import { matchAt, joinedPieces, readOn, readOnInQuotes, uuidAt } from './joinedPieces.ts';
import type { ValueTrust } from './values.ts';

/** The text where a label's value is expected. */
export interface ValueText extends Reading {
  readonly trust: ValueTrust;
  readonly start: number;
}

interface Reading {
  readonly text: string;
  /**
   * `literal` is in quotes; a `bare` word may be the name of a constant; an `expression` can only
   * be a reference.
   */
  readonly kind: 'literal' | 'bare' | 'expression';
  /** Its end offset in the text. */
  readonly end: number;
  /** It was in pieces in the text, as in `written`. */
  readonly isJoined?: boolean;
  readonly written?: string;
  /** More of it seems to follow, but where it ends is unclear. */
  readonly isBroken?: boolean;
  /** A placeholder follows without a space. */
  readonly isOpen?: boolean;
}

/** Closes the quotes, brackets and marks around a label. */
const close = '["\'`\\\\^*_\\])]{0,8}';
/** A type between a name and its value: `apiKey: String = …`, `api_key: str | None = …`. */
const type =
  ":[ \\t]{0,4}(?:&(?:'static )?)?[A-Za-z][\\w.]{0,30}(?:\\[[\\w., |]{1,40}\\]|<[\\w, ]{1,40}>)?[?!]?" +
  '(?:[ \\t]{0,2}\\|[ \\t]{0,2}\\w{1,20})?[ \\t]{1,4}=(?=[ \\t])';
/** `|`, `>-` and so on: the YAML value is in the next lines. */
const yamlBlock =
  ':[ \\t]{1,4}(?:!!\\w{1,10} )?[|>][-+\\d]{0,2}[ \\t]{0,8}(?:#[^\\n]{0,80})?(?=\\n)';

/** The text between a label and its value, from the longest form to the shortest. */
const gap = new RegExp(
  `(?<close>${close})(?:[ \\t]{0,4}\\([^()\\n]{0,80}\\))?${close}[ \\t]{0,40}(?:` +
    [
      `(?<named>[,;{]?\\s{0,60}(?:header )?["'\`\\\\^]{0,6}(?:value|valor|default|defaultValue)["'\`\\\\^]{0,6}\\s{0,8}[:=]` +
        `|${type}|${yamlBlock}|as[ \\t]{1,4}[a-z][\\w.]{0,30}[ \\t]{1,4}=|:[ \\t]{0,4}(?:str|string|Final(?:\\[str\\])?)[ \\t]{0,4}=` +
        `|(?::=|=>|->|→|:-|\\?\\?=?|\\|\\||={1,3}|::?|>))`,
      `(?<word>(?:is|es|é|será|serão|will be)(?![\\p{L}\\d])[ \\t]{0,4}:?|\\||[–—-](?= ))`,
      `(?<comma>[,;]|\\bor\\b)`,
      `(?=\\n)|(?<=\\s)`,
    ].join('|') +
    `)[*_]{0,4}(?<spaces>\\s{0,60})(?:!!\\w{1,10} )?(?:~~[^~\\n]{1,300}~~[ \\t]{0,8}(?:(?:->|→|=>|:)[ \\t]{0,4})?(?=\\S))?`,
  'iuy',
);

const opening = /[frub$@]{0,2}(?:[\\^]{0,4}["'`]){1,3}/iy;
/** `KEY || '…'`: the default value. */
const otherwise = /[A-Za-z_$][\w.$]{0,60} (?:\|\||\?\?|or) (?=["'`])/y;
/** A function around a text value: `SecretStr("…")`, `Field(default="…")`. */
const wrapper =
  /(?:(?:[A-Za-z]{0,20}\.)?(?:Secret(?:Str|String)?|Field|UUID|Uuid|uuid|Guid|URL|Uri|URI|\w{0,8}Url|String|str|Some|secret|sensitive|fromString|parse|new)\(\s{0,20}(?:(?:default|string|uuidString|value)\s{0,4}[=:]\s{0,4})?){1,3}(?=[frub@]{0,2}["'`])/y;
const insideQuotes = /[^"'`\\^\n]{0,1024}/y;
const bare = /[^\s"'`,;&|(){}[\]<>\\^]{1,640}/y;
const braced = /(?:\$\{|\{{1,2}|\$|%)[ \w:.]{1,80}(?:\}{1,2}|%)?/y;
/** Brackets around a value; around words they are a placeholder. */
const openBracket = /[<({[|]{1,2} ?/y;
const inBrackets = /([\w~+/.=-]{1,512}) ?[>)}\]|]{1,2}/y;

/** Reads the value of the label at `index`, up to the next label; undefined if there is none. */
export function readValue(
  text: string,
  labels: readonly Label[],
  index: number,
): ValueText | undefined {
  const label = labels[index];
  const match = label && matchAt(gap, text, label.end);
  const { close: closing = '', named, word, comma, spaces = '' } = match?.groups ?? {};
  const isInQuotes = /["'`]/.test(closing);
  if (!match) return undefined;
  if (comma !== undefined && !isInQuotes && !isRow(text, label, label.end + match[0].length)) {
    return undefined;
  }
  const isNamed = named !== undefined || label.isOption;
  if (label.isWeak && !isNamed) return undefined;
  const start = label.end + match[0].length;
  const isNextLine = spaces.includes('\n');
  if (isNextLine && named?.endsWith('=') === true && !matchAt(opening, text, start))
    return undefined;
  // `7d0f… (Business ID)`: the value comes before the label.
  if (isNextLine && !isNamed && closing.includes(')')) return undefined;
  if (isNextLine && !isNamed && (isInQuotes || isInList(text, label, labels[index - 1])))
    return undefined;
  let next = index + 1;
  // Skip labels in brackets between the two: `API key (x-api-key): …`.
  while ((labels[next]?.start ?? Infinity) < start) next += 1;
  const limit = labels[next]?.start ?? text.length;
  const reading = start < limit ? readAt(text, start, limit, isNextLine) : undefined;
  if (!reading) return undefined;
  const isSure = !label.isWeak && (isNamed || (word !== undefined && reading.kind !== 'bare'));
  const isQuoted = reading.kind === 'literal';
  return {
    ...reading,
    start,
    trust: !isSure ? 'guessed' : isQuoted ? 'quoted' : isNextLine ? 'guessed' : 'named',
  };
}

const lastCell = /[^\s,;]{6,600}[ \t]{0,8}(?:\n|$)/y;

/** True for a row of two cells, `Business ID,7d0f…`. */
function isRow(text: string, { start }: Label, at: number): boolean {
  return /^\n?$/.test(text.charAt(start - 1)) && matchAt(lastCell, text, at) !== undefined;
}

/** True for labels below labels: the values of such a list are elsewhere. */
function isInList(text: string, label: Label, previous: Label | undefined): boolean {
  if (!previous || label.start - previous.end > 40) return false;
  const between = text.slice(previous.end, label.start).trim();
  return /^[\s:*_`•/&,|+-]*(?:and|or|y|o|e|ou)?$/.test(between);
}

function readAt(
  text: string,
  start: number,
  limit: number,
  isNextLine: boolean,
): Reading | undefined {
  const before = matchAt(wrapper, text, start) ?? matchAt(otherwise, text, start);
  const at = start + (before?.[0].length ?? 0);
  const quote = matchAt(opening, text, at);
  if (quote) return readQuoted(text, at + quote[0].length);
  const bracketed = readBracketed(text, at, limit);
  if (bracketed) return bracketed;
  const identifier = uuidAt(text, at, limit);
  if (identifier) return readingOf(text, at, at + identifier.length, identifier.value, 'bare');
  const expression = matchAt(braced, text, at);
  if (expression) {
    return { text: expression[0], kind: 'expression', end: at + expression[0].length };
  }
  return readBare(text, at, limit, isNextLine);
}

function readQuoted(text: string, start: number): Reading {
  const identifier = uuidAt(text, start, text.length);
  if (identifier) {
    return readingOf(text, start, start + identifier.length, identifier.value, 'literal');
  }
  const [inside = ''] = matchAt(insideQuotes, text, start) ?? [];
  const whole = readOnInQuotes(text, start, inside);
  const kind = /^[$]?\{|^\$/.test(whole) ? 'expression' : 'literal';
  // A value contains no spaces.
  const value = joinedPieces(whole) ?? whole;
  return readingOf(text, start, start + inside.length, value, kind, value !== inside);
}

/** A value in brackets. Words in brackets are a placeholder, and links are read elsewhere. */
function readBracketed(text: string, at: number, limit: number): Reading | undefined {
  const open = matchAt(openBracket, text, at);
  if (!open) return undefined;
  const start = at + open[0].length;
  const identifier = uuidAt(text, start, limit);
  if (identifier) {
    return readingOf(text, start, start + identifier.length, identifier.value, 'literal');
  }
  const [, value = ''] = matchAt(inBrackets, text, start) ?? [];
  // `{{sofia_key_v2}}` is a variable, but Jira uses the same brackets for code.
  const isRandom = !open[0].startsWith('{{') || (/[a-z]/.test(value) && /[A-Z]/.test(value));
  const isValue = value.length >= 12 && /\d/.test(value) && isRandom && !namesField(value);
  return isValue ? readingOf(text, start, start + value.length, value, 'literal') : undefined;
}

function readBare(
  text: string,
  at: number,
  limit: number,
  isNextLine: boolean,
): Reading | undefined {
  // Does not match brackets: a placeholder, or a Markdown or Outlook link that is read elsewhere.
  const [token = ''] = matchAt(bare, text, at) ?? [];
  const end = at + token.length;
  const cut = end > limit ? text.slice(at, limit) : token;
  const next = text.charAt(end);
  const isCall = end <= limit && (next === '(' || next === '[');
  if (cut === '' || isCall) return undefined;
  const rest = text.slice(end, end + 80).split('\n', 1)[0] ?? '';
  const isAlone =
    end > limit ||
    /^\s*[,;)}\]&]/.test(rest) ||
    /^[\s,;.:!?*_`"'^\\)}\]|&<]*(?:$|#|\/\/|--)/.test(rest);
  if (!isAlone && (isNextLine || !/\d|^https?:/i.test(cut))) return undefined;
  // `36 bytes`: an amount, not a value.
  if (!isAlone && /^\d{1,6}$/.test(cut)) return undefined;
  const more = end < limit ? readOn(text, at, end, limit) : undefined;
  if (more?.type === 'rest') return readingOf(text, at, more.end, more.text, 'bare');
  const isOpen = end < limit && /^[{<$%]/.test(next);
  return {
    ...{ text: cut, kind: 'bare', end: at + cut.length },
    ...(more?.type === 'broken' ? { isBroken: true } : {}),
    ...(isOpen ? { isOpen } : {}),
  };
}

function readingOf(
  text: string,
  start: number,
  end: number,
  value: string,
  kind: Reading['kind'],
  isJoined = value.length !== end - start,
): Reading {
  return {
    text: value,
    kind,
    end,
    ...(isJoined ? { isJoined, written: text.slice(start, end) } : {}),
  };
}
