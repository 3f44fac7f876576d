import { t } from '../../shared/l10n.ts';
import { isSimplePath, queryFirst } from '../file/queryJson.ts';
import {
  containsText,
  isHarmless,
  isPatternIn,
  parsePattern,
  quoted,
  regexProblem,
  type ParsedPattern,
} from '../file/textPattern.ts';
import { AnswerLacks, Unjudgeable } from './unjudgeable.ts';
import { JudgementWorker } from './judgementWorker.ts';
import type {
  Comparisons,
  JsonPathResult,
  NotFollowed,
  SchemaProblems,
  Unsearched,
  Work,
  WorkName,
} from './work.ts';

/** Processor time for one search, path or schema, in milliseconds. */
const limitMs = 250;

/**
 * The engine for scripts and patterns counts steps and aborts most of them itself, but not those
 * with a single long step.
 */
const engineGraceMs = 1_000;

type FoundValues = Extract<JsonPathResult, { type: 'found' }>;

/** The sentence for each way that work is aborted; `late` gets the limit. */
type Ends = Readonly<Record<'late' | 'memory' | 'deep', (limit: string) => string>>;

/**
 * Judges what a scenario file or an agent could make slow, in a thread that is terminated when it
 * takes too long. Work that is certainly fast is done directly. All methods reject with
 * `Unjudgeable`, or with `RunIsOver` after disposal; `script` also with `AnswerLacks` if the
 * response is to blame.
 */
export class Judgements {
  readonly #worker = new JudgementWorker();

  /** For each text, whether it matches the pattern. */
  async search(pattern: ParsedPattern, texts: readonly string[]): Promise<readonly boolean[]> {
    if (pattern.type === 'text') return texts.map((text) => containsText(text, pattern.text));
    checkRegex(pattern);
    const { source, flags } = pattern;
    if (texts.every((text) => isHarmless(source, text)))
      return texts.map((text) => isPatternIn(pattern, text));
    const task = { source, flags, texts, timeLimitMs: limitMs };
    const ends = regexEnds(`/${source}/${flags}`);
    const result = await this.#work('search', task, limitMs + engineGraceMs, ends);
    if (result.type === 'searched') return result.isFound;
    throw new Unjudgeable(searchProblem(result, ends));
  }

  /** The first value at a JSONPath; undefined if there is none. */
  async firstValue(value: unknown, path: string): Promise<unknown> {
    if (isSimplePath(path)) return queryFirst(value, path);
    const task = { value, path, timeLimitMs: limitMs };
    const result = await this.#work('firstValue', task, limitMs, pathEnds(path));
    if (result.type === 'found') return result.value;
    throw new Unjudgeable(pathProblem(result, path));
  }

  /** Compares the values at a JSONPath in a JSON text. Patterns in `comparisons` must be valid. */
  async jsonPath(json: string, path: string, comparisons: Comparisons): Promise<FoundValues> {
    const { contains = '', matches } = comparisons;
    const hasPattern = matches !== undefined || parsePattern(contains).type === 'regex';
    const worstMs = limitMs + (hasPattern ? engineGraceMs : 0);
    const task = { json, path, comparisons, timeLimitMs: limitMs };
    const result = await this.#work('jsonPath', task, worstMs, pathEnds(path));
    if (result.type === 'found') return result;
    throw new Unjudgeable(
      result.type === 'tooMany'
        ? t('The JSONPath {0} matches too many values. Make it more specific.', quoted(path))
        : pathProblem(result, path),
    );
  }

  /** The schema problems of each JSON text; messages call the schema `name`. */
  async schema(
    schema: unknown,
    texts: readonly string[],
    name: string,
  ): Promise<readonly SchemaProblems[]> {
    const task = { schema, texts, timeLimitMs: limitMs };
    const ends: Ends = {
      late: (limit) =>
        t('The schema of {name} took longer than {limit} ms. Simplify it.', { name, limit }),
      memory: () => t('The schema of {0} used too much memory. Simplify it.', name),
      deep: () => t('The schema of {0} refers to itself endlessly or is nested too deeply.', name),
    };
    const result = await this.#work('schema', task, limitMs, ends);
    if (result.type === 'judged') return result.values;
    throw new Unjudgeable(
      result.type === 'unusable'
        ? t("The schema can't be used: {0}.", quoted(result.reason))
        : ends[result.type](String(limitMs)),
    );
  }

  /** The value of an expression, with these values as its variables. */
  async script(
    expression: string,
    values: Readonly<Record<string, unknown>>,
    timeLimitMs: number,
  ): Promise<unknown> {
    const ends = {
      late: () => t('The script ran longer than {0} ms. Simplify it.', String(timeLimitMs)),
      memory: () => t('The script used too much memory. Simplify it.'),
      deep: () => t('This is nested too deeply. Simplify it.'),
      long: () => t("The script's result is too long. It must be true or false."),
      unsettled: () =>
        t("The script is waiting for a promise that never settles. Scripts don't have timers."),
    };
    const task = { expression, values: JSON.stringify(values), timeLimitMs };
    const result = await this.#work('script', task, timeLimitMs + engineGraceMs, ends);
    switch (result.type) {
      case 'value':
        return result.json === undefined ? undefined : (JSON.parse(result.json) as unknown);
      case 'lacking':
        throw new AnswerLacks(
          t("The response doesn't contain what the script needs: {0}", result.message),
        );
      case 'failed':
        throw new Unjudgeable(t('The script failed: {0}', result.message));
      default:
        throw new Unjudgeable(ends[result.type]());
    }
  }

  dispose(): Promise<void> {
    return this.#worker.dispose();
  }

  async #work<N extends WorkName>(
    name: N,
    task: Work[N]['task'],
    limit: number,
    ends: Ends,
  ): Promise<Work[N]['result']> {
    const outcome = await this.#worker.run({ name, task }, limit);
    if (outcome.type === 'done') return outcome.result;
    throw new Unjudgeable(ends[outcome.type](String(limit)));
  }
}

/** A pattern with a reference can only be validated once the value is inserted. */
export function checkRegex(pattern: { readonly source: string; readonly flags: string }): void {
  const problem = regexProblem(pattern);
  if (problem !== undefined) throw new Unjudgeable(t('Invalid regular expression: {0}.', problem));
}

function pathEnds(text: string): Ends {
  const path = quoted(text);
  return {
    late: (limit) =>
      t('The JSONPath {path} took longer than {limit} ms. Simplify it.', { path, limit }),
    memory: () => t('The JSONPath {0} used too much memory. Simplify it.', path),
    deep: () => t('The JSONPath {0} is nested too deeply. Simplify it.', path),
  };
}

function pathProblem(result: NotFollowed, path: string): string {
  return result.type === 'noPath'
    ? t("{0} isn't a valid JSONPath (RFC 9535) with the values inserted into it.", quoted(path))
    : searchProblem(result, regexEnds(result.regex));
}

function regexEnds(text: string): Ends {
  const regex = quoted(text);
  return {
    late: (limit) =>
      t('The regular expression {regex} took longer than {limit} ms. Simplify it.', {
        regex,
        limit,
      }),
    memory: () => t('The regular expression {0} used too much memory. Simplify it.', regex),
    deep: () => t('This is nested too deeply. Simplify it.'),
  };
}

function searchProblem(result: Unsearched, ends: Ends): string {
  return result.type === 'unusable'
    ? t("The regular expression can't be used: {0}.", quoted(result.reason))
    : ends[result.type](String(limitMs));
}
