import { t } from '../../shared/l10n.ts';
import { shortLine } from '../../shared/visibleText.ts';
import type { TextPattern } from './scenario.ts';

/** What a pattern looks for. */
export type ParsedPattern =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'regex'; readonly source: string; readonly flags: string };

/** A pattern between slashes is a regular expression, everything else is a text. */
export function parsePattern(pattern: TextPattern): ParsedPattern {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/su.exec(pattern) ?? [];
  if (source === undefined) return { type: 'text', text: pattern };
  return { type: 'regex', source, flags: flags ?? '' };
}

/** Of a field that is always a regular expression, with or without slashes. */
export function parseRegex(text: string): Extract<ParsedPattern, { type: 'regex' }> {
  const parsed = parsePattern(text);
  return parsed.type === 'regex' ? parsed : { type: 'regex', source: text, flags: '' };
}

/** A pattern or path as a part of a sentence: on one line, and no longer than anybody reads. */
export function quoted(text: string): string {
  return shortLine(text, 200);
}

/** Longer ones are written by programs, and only to be slow; in characters. */
const maxRegexLength = 1_000;

/** Why this is no regular expression, in a few words; undefined when it is one. */
export function regexProblem({ source, flags }: { source: string; flags: string }) {
  const [, inline, rest] = /^\(\?([a-z]+)\)(.*)$/su.exec(source) ?? [];
  if (inline !== undefined)
    return t('flags stand behind the last slash: {0}', quoted(`/${rest ?? ''}/${inline}`));
  if (source.length > maxRegexLength)
    return t('it has more than {0} characters', String(maxRegexLength));
  try {
    new RegExp(source, flags);
    return undefined;
  } catch (error) {
    // The engine's words, without the expression in them.
    const words = error instanceof Error ? error.message : String(error);
    return quoted(
      words.replace(/^Invalid regular expression: (?=\/)/, '').replace(`/${source}/${flags}: `, ''),
    );
  }
}

/** True when the text is in the other: in any case and with any white space. */
export function containsText(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

/** True when the regular expression is in the text. May take for ever: `isHarmless` says when not. */
export function isPatternIn(
  { source, flags }: { readonly source: string; readonly flags: string },
  text: string,
): boolean {
  return new RegExp(source, flags).test(text);
}

/** Most characters that are compared before it counts as work, and of a pattern that compiles at once. */
const harmlessSteps = 10_000_000;
const harmlessLength = 200;

/**
 * Without groups and without what may be there or not, a search compares each character of the pattern
 * with each of the text at most.
 */
export function isHarmless(source: string, text: string): boolean {
  return (
    source.length <= harmlessLength &&
    !/[*+?{(]/.test(source) &&
    source.length * text.length <= harmlessSteps
  );
}

/** A text as it is compared: in small letters, white space as one space, signs of one kind alike. */
export function plain(text: string): string {
  return alike(text).replace(/\s+/g, ' ').trim().toLocaleLowerCase('en');
}

/**
 * A text whose signs look the same however they were typed: straight quotes and apostrophes, one hyphen
 * for every dash, one space for every kind, accents in one spelling, nothing that has no width.
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

/** Texts of which any may be, as they stand in a sentence: `a or b or c`. */
export function either([first = '', ...others]: readonly string[]): string {
  return others.reduce((a, b) => t('{a} or {b}', { a, b }), first);
}
