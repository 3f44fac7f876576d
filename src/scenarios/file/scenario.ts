import type { HandoverKind, InputEvent } from '../../shared/model.ts';

/**
 * A scenario as its file says it. `media/scenario.schema.json` is the schema of the file and says what
 * each field means; what stands here has passed it.
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

/** A place in a file that the scenario takes something of: one with steps, or defaults. */
export interface Elsewhere {
  /** A path of the same kind as that of the scenario's own file. */
  readonly file: string;
  readonly at: Position;
}

/** A text to look for, in any case; `/…/flags` is a regular expression. */
export type TextPattern = string;

/** A number that must be met exactly, or bounds, both inclusive. */
export type CountRange = number | { readonly min?: number; readonly max?: number };

/** Which of the buttons or rows of the conversation so far is taken; the last ones count first. */
export type ChoicePattern =
  | TextPattern
  | {
      readonly text?: TextPattern;
      readonly id?: string;
      /** From 1, in the order in which they are shown. */
      readonly nth?: number;
    };

/** What the customer does in a turn. Texts may hold `{{references}}`. */
export type TurnAction =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'press'; readonly choice: ChoicePattern }
  | { readonly type: 'choose'; readonly choice: ChoicePattern }
  | { readonly type: 'submit'; readonly form: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'store';
      readonly store: {
        readonly id: string;
        readonly name: string;
        readonly cpName?: string;
        readonly city?: string;
        readonly state?: string;
      };
    }
  | { readonly type: 'image'; readonly url: string; readonly caption?: string }
  | { readonly type: 'audio'; readonly url: string }
  | {
      readonly type: 'location';
      readonly place: {
        readonly latitude: number;
        readonly longitude: number;
        readonly name?: string;
        readonly address?: string;
      };
    }
  /** The wire's own input events (API notes, section 2). */
  | { readonly type: 'send'; readonly events: readonly InputEvent[] };

export interface TextExpectation {
  readonly contains?: TextPattern | readonly TextPattern[];
  readonly containsAny?: readonly TextPattern[];
  readonly matches?: string;
  readonly equals?: string;
  readonly not?: TextPattern | readonly TextPattern[];
  /** Compares what was sent, to the character, in the place of what a customer reads. */
  readonly raw?: boolean;
}

export interface ProductsExpectation {
  readonly count?: CountRange;
  readonly include?: readonly string[];
  readonly only?: readonly string[];
  readonly price?: { readonly min?: number; readonly max?: number };
  /** `same`: all of them have the same one, whichever it is; so it is with a price, unless `any`. */
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
  /** Counted in turns of the customer, from 1. */
  readonly within?: number;
  readonly reason?: TextPattern;
}

export interface LatencyExpectation {
  readonly firstByteMs?: number;
  readonly totalMs?: number;
  /** Over the turns of all repeats: 95 is the time that 95 of 100 turns stay below. */
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
  /** ISO 639-1. */
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
  /** Topics of `askWords.ts`, or words themselves. */
  readonly asks: readonly string[];
  readonly grounded: true | { readonly scope: 'turn' | 'conversation' };
}

export type ExpectationKind = keyof ExpectationValues;

interface ExpectationBase {
  /** In the scenario's own file. */
  readonly at: SourceSpan;
  /** Where the fields of its value stand, such as `price` of `products`. */
  readonly fieldsAt: Readonly<Record<string, Position>>;
  /** Where it was written, if that is another file. */
  readonly elsewhere?: Elsewhere & { readonly fieldsAt: ExpectationBase['fieldsAt'] };
  /** A failure of it is a warning and fails nothing. */
  readonly isWarning: boolean;
  /** Why the author wants it, to be shown with a failure. */
  readonly because?: string;
}

/** One thing that must be true of an answer or of the whole conversation. */
export type Expectation = {
  readonly [K in ExpectationKind]: ExpectationBase & {
    readonly kind: K;
    readonly value: ExpectationValues[K];
  };
}[ExpectationKind];

export interface ScenarioTurn {
  /** In the scenario's own file. */
  readonly at: SourceSpan;
  /** Where it was written, if that is another file. */
  readonly elsewhere?: Elsewhere;
  readonly action: TurnAction;
  /** Otherwise an answer that is empty fails the turn. */
  readonly mayBeSilent: boolean;
  readonly expect: readonly Expectation[];
}

/** `fresh`: a new customer each time; `agent`: the one that the agent is configured with; else its id. */
export type ClientKeyPolicy = string;

/** A failure that the author knows of. */
export interface KnownFailure {
  readonly because: string;
  /** The last day on which it is accepted, as `2026-12-31`; missing: no end. */
  readonly until?: string;
}

export interface Scenario {
  /** Stays when the name changes: recordings and reports know the scenario by it. */
  readonly id?: string;
  readonly name: string;
  /** Of the whole document. */
  readonly at: SourceSpan;
  /** Names of configured agents; none: the one that the tester chooses for the run. */
  readonly agents: readonly string[];
  readonly clientKey: ClientKeyPolicy;
  /** How often each row is run; at least 1. */
  readonly repeat: number;
  /** Which part of the repeats must pass: 0 to 1. */
  readonly passRate: number;
  /** Longest time for one answer, in milliseconds. */
  readonly timeoutMs?: number;
  readonly tags: readonly string[];
  /** Why it is not run. */
  readonly skip?: string;
  readonly knownFailure?: KnownFailure;
  /** Where it says that no others are run. */
  readonly only?: SourceSpan;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Names of the environment variables that `{{env.NAME}}` may take. */
  readonly env: readonly { readonly name: string; readonly at: SourceSpan }[];
  /** One run each, with its values beside the variables; none: the scenario is run as it is. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** The table from which the data come, as it is named, with the line of each row. */
  readonly table?: { readonly name: string; readonly lines: readonly number[] };
  /** What `--offline` and the Test Explorer answer from, relative to the file. */
  readonly recording?: string;
  readonly turns: readonly ScenarioTurn[];
  /** On the whole conversation. */
  readonly expect: readonly Expectation[];
}

/** What is wrong in a file, for the tester: one sentence with what to do. */
export interface FileProblem {
  /** The file that has it, where it is not the one that was read but one that this uses. */
  readonly file?: string;
  readonly at: SourceSpan;
  readonly message: string;
}

/** What a file says. A document with a problem is none of the scenarios. */
export interface ScenarioFile {
  /** As it was given, with forward slashes. */
  readonly path: string;
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly FileProblem[];
  /** Paths of the other files on which it depends, also of those that are not there. */
  readonly sources: readonly string[];
  /** What holds for its scenarios beside what it says, the outermost folder first. */
  readonly defaults: readonly {
    readonly file: string;
    readonly value: Readonly<Record<string, unknown>>;
  }[];
}
