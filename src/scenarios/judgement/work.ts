import type { JsonPathExpectation } from '../file/scenario.ts';

/** A comparison for values at a JSONPath. */
export type Comparison = Exclude<keyof JsonPathExpectation, 'path' | 'exists' | 'count'>;
export type Comparisons = Pick<JsonPathExpectation, Comparison>;

/** Values as sent, and those of their numbers that cannot be held exactly. */
export interface SentValues {
  readonly text: string;
  readonly inexact: readonly string[];
}

/** The values at a path, one per line, and those that do not meet each comparison. */
export type JsonPathResult =
  | {
      readonly type: 'found';
      readonly count: number;
      readonly actual: SentValues;
      readonly unmet: Readonly<Partial<Record<Comparison, SentValues>>>;
    }
  | { readonly type: 'tooMany' }
  | NotFollowed;

/** The path is invalid, or the search for one of its patterns was aborted. */
export type NotFollowed = { readonly type: 'noPath' } | (Unsearched & { readonly regex: string });

/** For each text, whether it matches. `reason`: why the engine rejects the pattern. */
export type SearchResult =
  { readonly type: 'searched'; readonly isFound: readonly boolean[] } | Unsearched;

export type Unsearched =
  { readonly type: 'late' | 'memory' } | { readonly type: 'unusable'; readonly reason: string };

/** A value's schema problems, and the affected numbers that cannot be held exactly. */
export interface SchemaProblems {
  readonly problems: readonly string[];
  readonly inexact: readonly string[];
}

/** One entry per value; without problems if it matches. */
export type SchemaResult =
  { readonly type: 'judged'; readonly values: readonly SchemaProblems[] } | Unsearched;

/**
 * `json` is missing for a value that JSON cannot express. `lacking`: it accessed something that its
 * value lacks. `late`, `memory`, `long`: more time, memory or result than a script may have.
 * `unsettled`: it waits for a promise that never settles.
 */
export type ScriptResult =
  | { readonly type: 'value'; readonly json?: string }
  | { readonly type: 'failed' | 'lacking'; readonly message: string }
  | { readonly type: 'late' | 'memory' | 'long' | 'unsettled' };

/** `timeLimitMs` is for each pattern search, or for the script. */
interface Job<Task, Result> {
  readonly task: Readonly<Task> & { readonly timeLimitMs: number };
  readonly result: Result;
}

/** All work of the worker thread: its input and its result. */
export interface Work {
  readonly search: Job<{ source: string; flags: string; texts: readonly string[] }, SearchResult>;
  /** The first value at a path, if there is one. */
  readonly firstValue: Job<
    { value: unknown; path: string },
    { readonly type: 'found'; readonly value: unknown } | NotFollowed
  >;
  /** `json`: the JSON to search, as sent. */
  readonly jsonPath: Job<{ json: string; path: string; comparisons: Comparisons }, JsonPathResult>;
  /** `texts`: the values as sent. */
  readonly schema: Job<{ schema: unknown; texts: readonly string[] }, SchemaResult>;
  /** `values`: the script's variables by name, as JSON. */
  readonly script: Job<{ expression: string; values: string }, ScriptResult>;
}

export type WorkName = keyof Work;

/** A task for the thread. */
export interface WorkOrder<N extends WorkName = WorkName> {
  readonly name: N;
  readonly task: Work[N]['task'];
}

/**
 * `begun`: everything is loaded, and the time limit starts. `deep`: nested more deeply than the
 * stack allows. `mistake`: a bug of ours, since tasks do not throw.
 */
export type WorkReport<N extends WorkName = WorkName> =
  | { readonly type: 'begun' }
  | { readonly type: 'deep' }
  | { readonly type: 'done'; readonly result: Work[N]['result'] }
  | { readonly type: 'mistake'; readonly message: string };
