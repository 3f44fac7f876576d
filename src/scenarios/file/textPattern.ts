import { createContext, Script } from 'node:vm';
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

/** A search that took too long: the pattern is to blame, not the agent. */
export class PatternTimeout extends Error {
  constructor(pattern: string) {
    super(`The regular expression ${pattern} took longer than ${timeLimitMs} ms. Make it simpler.`);
    this.name = 'PatternTimeout';
  }
}

// A regular expression cannot be stopped from outside but by the engine's own time limit.
const context = createContext(Object.create(null) as object, {
  codeGeneration: { strings: false, wasm: false },
});
const search = new Script('new RegExp(source, flags).test(text)');

/** True when the pattern is in the text. Texts are compared in any case and with any white space. */
export function isFound(pattern: ParsedPattern, text: string): boolean {
  if (pattern.type === 'text') return plain(text).includes(plain(pattern.text));
  const { source, flags } = pattern;
  if (isHarmless(source)) return new RegExp(source, flags).test(text);
  Object.assign(context, { source, flags, text });
  try {
    return search.runInContext(context, { timeout: timeLimitMs }) === true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new PatternTimeout(`/${source}/${flags}`);
    throw error;
  }
}

/** Without repetition there is nothing that could take long; the guard costs a thread each time. */
function isHarmless(source: string): boolean {
  return !/[*+{]/.test(source);
}

/** A text as it is compared: in small letters, white space as one space. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLocaleLowerCase('en');
}
