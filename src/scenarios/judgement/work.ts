import type { JsonPathExpectation } from '../file/scenario.ts';

/** What a value at a JSONPath must be. */
export type Comparison = Exclude<keyof JsonPathExpectation, 'path' | 'exists' | 'count'>;
export type Comparisons = Pick<JsonPathExpectation, Comparison>;

/** What a path leads to, and the values that are not as they must be, as their JSON. */
export type JsonPathResult =
  | {
      readonly type: 'found';
      readonly count: number;
      readonly actual: string;
      readonly unmet: Readonly<Partial<Record<Comparison, string>>>;
    }
  | { readonly type: 'tooMany' };

/** What each value has against a schema; none for a value that fits. `endless`: it leads to itself. */
export type SchemaResult =
  | { readonly type: 'judged'; readonly problems: readonly (readonly string[])[] }
  | { readonly type: 'unusable'; readonly reason: string }
  | { readonly type: 'endless' };

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
    };
    readonly result: readonly boolean[];
  };
  /** The first value at a path, if there is any. */
  readonly firstValue: {
    readonly task: { readonly value: unknown; readonly path: string };
    readonly result: { readonly value: unknown };
  };
  readonly jsonPath: {
    readonly task: {
      readonly value: unknown;
      readonly path: string;
      readonly comparisons: Comparisons;
    };
    readonly result: JsonPathResult;
  };
  readonly schema: {
    readonly task: { readonly schema: unknown; readonly values: readonly unknown[] };
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
export interface Order<N extends WorkName = WorkName> {
  readonly name: N;
  readonly task: Work[N]['task'];
}

/** `begun`: what the work needs is loaded, its time begins. `mistake`: ours, as no work throws. */
export type Report<N extends WorkName = WorkName> =
  | { readonly type: 'begun' }
  | { readonly type: 'done'; readonly result: Work[N]['result'] }
  | { readonly type: 'mistake'; readonly message: string };
