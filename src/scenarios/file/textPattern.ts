import { t } from '../../shared/l10n.ts';
import { shortLine } from '../../shared/visibleText.ts';
import type { TextPattern } from './scenario.ts';

export type ParsedPattern =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'regex'; readonly source: string; readonly flags: string };

/** A pattern between slashes is a regular expression; anything else is text. */
export function parsePattern(pattern: TextPattern): ParsedPattern {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/su.exec(pattern) ?? [];
  if (source === undefined) return { type: 'text', text: pattern };
  return { type: 'regex', source, flags: flags ?? '' };
}

/** Parses a field that is always a regular expression, with or without slashes. */
export function parseRegex(text: string): Extract<ParsedPattern, { type: 'regex' }> {
  const parsed = parsePattern(text);
  return parsed.type === 'regex' ? parsed : { type: 'regex', source: text, flags: '' };
}

/** A pattern or path for use in a sentence: one line, and shortened. */
export function quoted(text: string): string {
  return shortLine(text, 200);
}

/** In characters; nobody writes longer ones by hand, and they are slow. */
const maxRegexLength = 1_000;

/** Why this is not a regular expression, in a few words; undefined if it is one. */
export function regexProblem({ source, flags }: { source: string; flags: string }) {
  const [, inline, rest] = /^\(\?([a-z]+)\)(.*)$/su.exec(source) ?? [];
  if (inline !== undefined)
    return t('flags go after the last slash: {0}', quoted(`/${rest ?? ''}/${inline}`));
  if (source.length > maxRegexLength)
    return t('it has more than {0} characters', String(maxRegexLength));
  try {
    new RegExp(source, flags);
    return undefined;
  } catch (error) {
    // The engine's message without the expression.
    const words = error instanceof Error ? error.message : String(error);
    return quoted(
      words.replace(/^Invalid regular expression: (?=\/)/, '').replace(`/${source}/${flags}: `, ''),
    );
  }
}

/** True if the other text contains it, ignoring case and kinds of white space. */
export function containsText(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

/** True if the regular expression matches. May never end: use only if `isHarmless`. */
export function isPatternIn(
  { source, flags }: { readonly source: string; readonly flags: string },
  text: string,
): boolean {
  return new RegExp(source, flags).test(text);
}

/** Limits for a search without a worker: comparisons, and pattern length for fast compilation. */
const harmlessSteps = 10_000_000;
const harmlessLength = 200;

/**
 * Without groups and quantifiers, a search compares each character of the pattern with each of the
 * text at most once.
 */
export function isHarmless(source: string, text: string): boolean {
  return (
    source.length <= harmlessLength &&
    !/[*+?{(]/.test(source) &&
    source.length * text.length <= harmlessSteps
  );
}

/** A text normalized for comparison: lower case, single spaces, similar signs made equal. */
export function plain(text: string): string {
  return alike(text).replace(/\s+/g, ' ').trim().toLocaleLowerCase('en');
}

/**
 * A text with typographic variants made equal: straight quotes and apostrophes, one hyphen for
 * every dash, one kind of space, composed accents, no zero-width characters.
 */
export function alike(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replace(/[\u2018-\u201b\u02bc\u00b4\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\u2026/g, '...')
    .replace(/[^\S\r\n]/g, ' ');
}

/** Alternatives in a sentence: `a or b or c`. */
export function either([first = '', ...others]: readonly string[]): string {
  return others.reduce((a, b) => t('{a} or {b}', { a, b }), first);
}
