import { t } from '../../../src/shared/l10n.ts';

/** The 1-based position where a text stops being JSON, and what is missing there. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const maxDepth = 200;

/** The first JSON error in a text; undefined if it is valid. */
export function jsonProblem(text: string): JsonProblem | undefined {
  let at = 0;
  let problem: string | undefined;

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length;
    at += length ?? 0;
    return length !== undefined;
  }

  function need(isThere: boolean, otherwise: string): boolean {
    if (!isThere) problem ??= otherwise;
    return isThere;
  }

  function takeCharacter(character: string): boolean {
    take(space);
    if (text[at] !== character) return false;
    at++;
    return true;
  }

  function list(close: string, takeOne: () => boolean): boolean {
    at++;
    if (takeCharacter(close)) return true;
    do {
      take(space);
      if (!takeOne()) return false;
    } while (takeCharacter(','));
    return need(takeCharacter(close), t('A comma or {close} is missing here.', { close }));
  }

  function value(depth: number): boolean {
    take(space);
    if (!need(depth < maxDepth, t('This is nested too deeply.'))) return false;
    if (text[at] === '[') return list(']', () => value(depth + 1));
    if (text[at] === '{') {
      return list(
        '}',
        () =>
          need(take(string), t('A property name in double quotes is missing here.')) &&
          need(takeCharacter(':'), t('A colon is missing here.')) &&
          value(depth + 1),
      );
    }
    return need(take(string) || take(word), t('A value is missing here.'));
  }

  if (value(0)) {
    take(space);
    need(at === text.length, t('Unexpected content after the JSON value.'));
  }
  if (problem === undefined) return undefined;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, problem };
}
