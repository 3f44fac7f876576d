import { uuid } from './findings.ts';
import type { Label } from './labels.ts';
import type { Trust } from './values.ts';

/** What stands where a label's value is expected. */
export interface ValueText {
  readonly text: string;
  readonly trust: Trust;
  /**
   * `literal` is in quotes; a `bare` word may be the name of a constant; an `expression` is nothing
   * but what it refers to.
   */
  readonly kind: 'literal' | 'bare' | 'expression';
}

/** What closes the quotes, brackets and marks in which a label stands. */
const close = '["\'`\\\\^*_\\])]{0,8}';

/** Between a label and its value, from the longest form to the shortest. */
const gap = new RegExp(
  `(?<close>${close})(?:[ \\t]{0,4}\\([^()\\n]{0,80}\\))?${close}[ \\t]{0,40}(?:` +
    [
      `(?<named>[,;]?\\s{0,60}(?:header )?["'\`\\\\^]{0,6}(?:value|valor)["'\`\\\\^]{0,6}\\s{0,8}[:=]` +
        `|:[ \\t]{0,4}(?:str|string|Final(?:\\[str\\])?)[ \\t]{0,4}=` +
        `|(?::=|=>|->|→|:-|\\?\\?=?|\\|\\||={1,3}|:|>))`,
      `(?<word>(?:is|es|é|será|serão|will be)(?![\\p{L}\\d])[ \\t]{0,4}:?|\\||[–—-](?= ))`,
      `(?<comma>,|\\bor\\b)`,
      `(?=\\n)|(?<=\\s)`,
    ].join('|') +
    `)[*_]{0,4}(?<spaces>\\s{0,60})`,
  'iuy',
);

const opening = /[frub$@]{0,2}[\\^]{0,4}["'`]{1,3}/iy;
const insideQuotes = /[^"'`\\^\n]{0,1024}/y;
const bare = /[^\s"'`,;&|(){}[\]<>\\^]{1,640}/y;
const braced = /(?:\$\{|\{{1,2}|\$|%)[ \w:.]{1,80}(?:\}{1,2}|%)?/y;
const restOfUuid = new RegExp(`^${uuid}$`, 'i');

/** The text behind the label of that index that can be its value, not reaching the next label. */
export function readValue(
  text: string,
  labels: readonly Label[],
  index: number,
): ValueText | undefined {
  const label = labels[index];
  const match = label && matchAt(gap, text, label.end);
  const { close: closing = '', named, word, comma, spaces = '' } = match?.groups ?? {};
  const isInQuotes = /["'`]/.test(closing);
  if (!match || (comma !== undefined && !isInQuotes)) return undefined;
  const isNamed = named !== undefined || label.isOption;
  if (label.isWeak && !isNamed) return undefined;
  const at = label.end + match[0].length;
  const isNextLine = spaces.includes('\n');
  if (isNextLine && named?.endsWith('=') === true && !matchAt(opening, text, at)) return undefined;
  if (isNextLine && !isNamed && (isInQuotes || isInList(text, label, labels[index - 1])))
    return undefined;
  let next = index + 1;
  // A label in brackets can stand between: `API key (x-api-key): …`.
  while ((labels[next]?.start ?? Infinity) < at) next += 1;
  const limit = labels[next]?.start ?? text.length;
  const reading = at < limit ? readAt(text, at, limit, isNextLine) : undefined;
  if (!reading) return undefined;
  const isSure = !label.isWeak && (isNamed || (word !== undefined && reading.kind !== 'bare'));
  const isQuoted = reading.kind === 'literal';
  return {
    ...reading,
    trust: !isSure ? 'guessed' : isQuoted ? 'quoted' : isNextLine ? 'guessed' : 'named',
  };
}

/** Names below names: the values of such a list stand elsewhere. */
function isInList(text: string, label: Label, previous: Label | undefined): boolean {
  if (!previous || label.start - previous.end > 40) return false;
  return /^[\s:*_`•-]*$/.test(text.slice(previous.end, label.start));
}

function readAt(
  text: string,
  at: number,
  limit: number,
  isNextLine: boolean,
): Pick<ValueText, 'text' | 'kind'> | undefined {
  const quote = matchAt(opening, text, at);
  if (quote) {
    const start = at + quote[0].length;
    const [inside = ''] = matchAt(insideQuotes, text, start) ?? [];
    const whole = joinLines(text, start, inside, true);
    return { text: whole, kind: /^[$]?\{|^\$/.test(whole) ? 'expression' : 'literal' };
  }
  const expression = matchAt(braced, text, at);
  if (expression) return { text: expression[0], kind: 'expression' };
  // A placeholder in brackets; Markdown's and Outlook's links are read elsewhere.
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
  if (!isAlone && (isNextLine || !/\d/.test(cut))) return undefined;
  const whole = end < limit ? joinLines(text, at, cut, false) : cut;
  return { text: whole, kind: 'bare' };
}

/** A value that was wrapped: the rest of a UUID, of a quoted text, or of a line that was full. */
function joinLines(text: string, start: number, head: string, isQuoted: boolean): string {
  const end = start + head.length;
  const next = matchAt(
    /[ \t]{0,8}\n[ \t]{0,40}([\w-]{1,200})(["'`]?)[ \t.,;]{0,8}(?=\n|$|["'`,}])/y,
    text,
    end,
  );
  const [, tail = '', quote = ''] = next ?? [];
  if (tail === '' || !/\d/.test(head)) return head;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const isFull = end - lineStart >= 60 || /[-_]$/.test(head);
  const isRest =
    restOfUuid.test(head + tail) ||
    (isQuoted && quote !== '') ||
    (isFull && /\d/.test(tail) && !new RegExp(`^${uuid}`, 'i').test(head));
  return isRest ? head + tail : head;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
