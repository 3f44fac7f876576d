import type { locationInput } from '../../agentGraph/wire/requests.ts';
import type { HandoverKind, InputEvent } from '../../shared/model.ts';

/**
 * A scenario as written in its file. `media/scenario.schema.json` is the file's schema and
 * documents each field; the values here have passed it.
 */

/** A place in a file; line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SourceSpan {
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}

/** A place in another file that the scenario uses: one with steps, or defaults. */
export interface Elsewhere {
  /** The same kind of path as that of the scenario's own file. */
  readonly file: string;
  readonly at: Position;
}

/** Text to find, ignoring case; `/…/flags` is a regular expression. */
export type TextPattern = string;

/** An exact number, or inclusive bounds. */
export type CountRange = number | { readonly min?: number; readonly max?: number };

/** Which button or row of the conversation so far to take; the most recent ones are tried first. */
export type ChoicePattern =
  | TextPattern
  | {
      readonly text?: TextPattern;
      readonly id?: string;
      /** From 1, in the order shown. */
      readonly nth?: number;
    };

type StoreInput = Extract<InputEvent, { storeEvent: unknown }>['storeEvent'];

/** The customer's action in a turn. Texts can contain `{{references}}`. */
export type TurnAction =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'press' | 'choose'; readonly choice: ChoicePattern }
  | { readonly type: 'submit'; readonly form: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'store';
      readonly store: Omit<StoreInput, 'storeId'> & { readonly id: string };
    }
  | { readonly type: 'image'; readonly url: string; readonly caption?: string }
  | { readonly type: 'audio'; readonly url: string }
  | { readonly type: 'location'; readonly place: Parameters<typeof locationInput>[0] }
  /** Input events of the API (API notes, section 2). */
  | { readonly type: 'send'; readonly events: readonly InputEvent[] };

export interface TextExpectation {
  readonly contains?: TextPattern | readonly TextPattern[];
  readonly containsAny?: readonly TextPattern[];
  readonly matches?: string;
  readonly equals?: string;
  readonly not?: TextPattern | readonly TextPattern[];
  /** Compares the exact text sent instead of what a customer reads. */
  readonly raw?: boolean;
}

export interface ProductsExpectation {
  readonly count?: CountRange;
  readonly include?: readonly string[];
  readonly only?: readonly string[];
  readonly price?: { readonly min?: number; readonly max?: number };
  /** `same`: all products have one currency, whichever it is. Implied by a price, unless `any`. */
  readonly currency?: string;
  readonly facets?: Readonly<Record<string, string | readonly string[]>>;
  readonly sortedBy?: 'price' | '-price' | 'title' | '-title';
  readonly unique?: boolean;
  readonly titlesInText?: 'any' | 'all';
}

export interface ChoicesExpectation {
  readonly count?: CountRange;
  readonly include?: readonly TextPattern[];
}

export interface HandoverExpectation {
  readonly required?: boolean;
  readonly kind?: HandoverKind | readonly HandoverKind[];
  /** In the customer's turns, from 1. */
  readonly within?: number;
  readonly reason?: TextPattern;
}

export interface LatencyExpectation {
  readonly firstByteMs?: number;
  readonly totalMs?: number;
  /** Over the turns of all runs: 95 means that 95 of 100 turns stay below the time. */
  readonly percentile?: number;
}

export interface JsonPathExpectation {
  readonly path: string;
  readonly exists?: boolean;
  readonly count?: CountRange;
  readonly equals?: unknown;
  readonly not?: unknown;
  readonly min?: number;
  readonly max?: number;
  readonly contains?: TextPattern;
  readonly matches?: string;
}

export interface ExpectationValues {
  readonly text: TextPattern | TextExpectation;
  /** An ISO 639-1 code. */
  readonly language: string;
  readonly messages: CountRange;
  readonly events: {
    readonly present?: readonly string[];
    readonly absent?: readonly string[];
    readonly order?: readonly string[];
  };
  readonly products: ProductsExpectation;
  readonly suggestions: ChoicesExpectation;
  readonly buttons: ChoicesExpectation;
  readonly rows: ChoicesExpectation;
  readonly handover: 'required' | 'forbidden' | HandoverExpectation;
  readonly latency: LatencyExpectation;
  readonly unknownEvents: 'none';
  readonly malformedLines: 'none';
  readonly jsonPath: JsonPathExpectation;
  readonly jsonSchema: { readonly event: string; readonly schema: unknown };
  readonly script: string | { readonly expression: string; readonly timeLimitMs?: number };
  readonly baseline: string | { readonly recording: string; readonly turn?: number };
  readonly channel: 'whatsapp';
  readonly links: 'reachable';
  readonly repeatsItself: 'never';
  /** Topics of `askWords.ts`, or plain words. */
  readonly asks: readonly string[];
  readonly grounded: true | { readonly scope: 'turn' | 'conversation' };
}

export type ExpectationKind = keyof ExpectationValues;

interface ExpectationBase {
  /** In the scenario's own file. */
  readonly at: SourceSpan;
  /** Positions of the value's fields, such as `price` of `products`. */
  readonly fieldsAt: Readonly<Record<string, Position>>;
  /** Where it was written, if in another file. */
  readonly elsewhere?: Elsewhere & { readonly fieldsAt: ExpectationBase['fieldsAt'] };
  /** A failure is only a warning and does not fail the scenario. */
  readonly isWarning: boolean;
  /** The author's reason, shown with a failure. */
  readonly because?: string;
}

/** One requirement for a response or the whole conversation. */
export type Expectation = {
  readonly [K in ExpectationKind]: ExpectationBase & {
    readonly kind: K;
    readonly value: ExpectationValues[K];
  };
}[ExpectationKind];

export interface ScenarioTurn {
  /** In the scenario's own file. */
  readonly at: SourceSpan;
  /** Where it was written, if in another file. */
  readonly elsewhere?: Elsewhere;
  readonly action: TurnAction;
  /** Otherwise an empty response fails the turn. */
  readonly mayBeSilent: boolean;
  readonly expect: readonly Expectation[];
}

/** `fresh`: a new customer each time; `agent`: the agent's configured one; else a customer ID. */
export type ClientKeyPolicy = string;

/** A failure that the author knows about. */
export interface KnownFailure {
  readonly because: string;
  /** The last day to accept it, as `2026-12-31`; missing means no end. */
  readonly until?: string;
}

export interface Scenario {
  /** Survives a change of name: recordings and reports identify the scenario by it. */
  readonly id?: string;
  readonly name: string;
  /** Position of the whole document. */
  readonly at: SourceSpan;
  /** Names of configured agents; empty means the one chosen for the run. */
  readonly agents: readonly string[];
  readonly clientKey: ClientKeyPolicy;
  /** Number of runs per row; at least 1. */
  readonly repeat: number;
  /** The share of runs that must pass, 0 to 1. */
  readonly passRate: number;
  /** Limit for one response, in milliseconds. */
  readonly timeoutMs?: number;
  readonly tags: readonly string[];
  /** Why it is skipped. */
  readonly skip?: string;
  readonly knownFailure?: KnownFailure;
  /** Position of `only`, which excludes all other scenarios. */
  readonly only?: SourceSpan;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Environment variables that `{{env.NAME}}` may use. */
  readonly env: readonly { readonly name: string; readonly at: SourceSpan }[];
  /** One run per row, with its values added to the variables; empty means one run without data. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** The table of the data: its name in the scenario, and each row's line. */
  readonly table?: { readonly name: string; readonly lines: readonly number[] };
  /** The recording for `--offline` and the Test Explorer, relative to the file. */
  readonly recording?: string;
  readonly turns: readonly ScenarioTurn[];
  /** For the whole conversation. */
  readonly expect: readonly Expectation[];
}

/** A problem in a file: one sentence for the user, including what to do. */
export interface FileProblem {
  /** The file with the problem, if it is not the file read but one that it uses. */
  readonly file?: string;
  readonly at: SourceSpan;
  readonly message: string;
}

/** The contents of a file. Documents with a problem are not among the scenarios. */
export interface ScenarioFile {
  /** As given, with forward slashes. */
  readonly path: string;
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly FileProblem[];
  /** Paths of the other files it depends on, including missing ones. */
  readonly sources: readonly string[];
  /** Defaults that apply to its scenarios, outermost folder first. */
  readonly defaults: readonly {
    readonly file: string;
    readonly value: Readonly<Record<string, unknown>>;
  }[];
}
