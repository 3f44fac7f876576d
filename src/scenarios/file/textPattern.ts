import { createContext, Script } from 'node:vm';
import { t } from '../../shared/l10n.ts';
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

/** Why this is no regular expression, in the engine's words; undefined when it is one. */
export function regexProblem({ source, flags }: { source: string; flags: string }) {
  try {
    new RegExp(source, flags);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Longest time for one search, in milliseconds. */
const timeLimitMs = 250;

/** A pattern that cannot be searched for, or not in time: it is to blame, not the agent. */
export class PatternProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatternProblem';
  }
}

// A regular expression cannot be stopped from outside but by the engine's own time limit.
const context = createContext(Object.create(null) as object, {
  codeGeneration: { strings: false, wasm: false },
});
const call = new Script('work()');

/**
 * What `work` returns, which may search for patterns of a file. `problem` says, with the limit in
 * milliseconds, that they took too long.
 */
export function inTime<T>(work: () => T, problem: (limit: string) => string): T {
  Object.assign(context, { work });
  try {
    return call.runInContext(context, { timeout: timeLimitMs }) as T;
  } catch (error) {
    // It is an `Error` of the context, not of ours.
    const { code } = error as { readonly code?: unknown };
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new PatternProblem(problem(String(timeLimitMs)));
  }
}

/** True when the pattern is in the text. Texts are compared in any case and with any white space. */
export function isFound(pattern: ParsedPattern, text: string): boolean {
  if (pattern.type === 'text') return plain(text).includes(plain(pattern.text));
  const { source, flags } = pattern;
  const regex = compiled(source, flags);
  if (isHarmless(source)) return regex.test(text);
  return inTime(
    () => regex.test(text),
    (limit) =>
      t('The regular expression {regex} took longer than {limit} ms. Make it simpler.', {
        regex: `/${source}/${flags}`,
        limit,
      }),
  );
}

/** A pattern may hold a reference, so that only now it turns out to be none. */
function compiled(source: string, flags: string): RegExp {
  const problem = regexProblem({ source, flags });
  if (problem !== undefined)
    throw new PatternProblem(t('This is no regular expression: {0}.', problem));
  return new RegExp(source, flags);
}

/**
 * Without groups and without what may be there or not, there is nothing that could take long; the guard
 * costs a thread each time.
 */
function isHarmless(source: string): boolean {
  return !/[*+?{(]/.test(source);
}

/** A text as it is compared: in small letters, white space as one space, accents in one spelling. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().normalize('NFC').toLocaleLowerCase('en');
}
