import type { JsonPathExpectation } from '../file/scenario.ts';

/** What a value at a JSONPath must be. */
export type Comparison = Exclude<keyof JsonPathExpectation, 'path' | 'exists' | 'count'>;
export type Comparisons = Pick<JsonPathExpectation, Comparison>;

/** Values as they were sent, and the numbers among them that cannot be held exactly. */
export interface SentValues {
  readonly text: string;
  readonly inexact: readonly string[];
}

/** What a path leads to, a value each line, and the values that are not as they must be. */
export type JsonPathResult =
  | {
      readonly type: 'found';
      readonly count: number;
      readonly actual: SentValues;
      readonly unmet: Readonly<Partial<Record<Comparison, SentValues>>>;
    }
  | { readonly type: 'tooMany' }
  | { readonly type: 'noPath' }
  | (Unsearched & { readonly regex: string });

/** For each text whether the pattern is in it. `reason`: why the engine cannot take the pattern. */
export type SearchResult =
  { readonly type: 'searched'; readonly isFound: readonly boolean[] } | Unsearched;

export type Unsearched =
  { readonly type: 'late' | 'memory' } | { readonly type: 'unusable'; readonly reason: string };

/** What a value has against a schema, and the numbers that this is about and that cannot be held exactly. */
export interface SchemaProblems {
  readonly problems: readonly string[];
  readonly inexact: readonly string[];
}

/** For each value; without problems where it fits. */
export type SchemaResult =
  { readonly type: 'judged'; readonly values: readonly SchemaProblems[] } | Unsearched;

/**
 * `json` is missing for a value that JSON has no text for. `late`, `memory`, `long`: more time, memory
 * or result than a script may have. `unsettled`: it waits for what never comes.
 */
export type ScriptResult =
  | { readonly type: 'value'; readonly json?: string }
  | { readonly type: 'failed'; readonly message: string }
  /** It looked for something in a value that is not there. */
  | { readonly type: 'lacking'; readonly message: string }
  | { readonly type: 'late' | 'memory' | 'long' | 'unsettled' };

/** All that is judged in the worker's thread: what it is given, and what comes of it. */
export interface Work {
  readonly search: {
    readonly task: {
      readonly source: string;
      readonly flags: string;
      readonly texts: readonly string[];
      readonly timeLimitMs: number;
    };
    readonly result: SearchResult;
  };
  /** The first value at a path, if there is any. */
  readonly firstValue: {
    readonly task: { readonly value: unknown; readonly path: string; readonly timeLimitMs: number };
    readonly result:
      | { readonly type: 'found'; readonly value: unknown }
      | { readonly type: 'noPath' }
      | (Unsearched & { readonly regex: string });
  };
  readonly jsonPath: {
    readonly task: {
      /** What is looked through, as it was sent. */
      readonly json: string;
      readonly path: string;
      readonly comparisons: Comparisons;
      /** Of each search for a pattern. */
      readonly timeLimitMs: number;
    };
    readonly result: JsonPathResult;
  };
  readonly schema: {
    /** `texts`: the values as they were sent. */
    readonly task: {
      readonly schema: unknown;
      readonly texts: readonly string[];
      /** Of each search for a pattern. */
      readonly timeLimitMs: number;
    };
    readonly result: SchemaResult;
  };
  readonly script: {
    /** `values`: the variables of the script by their names, as JSON. */
    readonly task: {
      readonly expression: string;
      readonly values: string;
      readonly timeLimitMs: number;
    };
    readonly result: ScriptResult;
  };
}

export type WorkName = keyof Work;

/** A piece of work on its way to the thread. */
export interface WorkOrder<N extends WorkName = WorkName> {
  readonly name: N;
  readonly task: Work[N]['task'];
}

/**
 * `begun`: what the work needs is loaded, its time begins. `deep`: it is nested more deeply than the stack
 * allows. `mistake`: ours, as no work throws.
 */
export type WorkReport<N extends WorkName = WorkName> =
  | { readonly type: 'begun' }
  | { readonly type: 'deep' }
  | { readonly type: 'done'; readonly result: Work[N]['result'] }
  | { readonly type: 'mistake'; readonly message: string };
