import type { FieldChange, HandoverFacts, LatencyDelta, TextSpan } from './comparison.ts';
import type { Failure } from '../failure/failure.ts';
import type { Product, TurnPhase } from '../model.ts';

/** Responses as shown side by side. Every type here is JSON-safe. */

/** `only`: the other response does not have it. */
export type Mark = 'same' | 'only' | 'changed' | 'moved';

export interface Marked {
  readonly mark: Mark;
}

export interface ShownLine extends Marked {
  readonly text: string;
}

export interface ShownText extends ShownLine {
  /** The spans of a changed text, with its own parts marked; joined they are the text. */
  readonly spans?: readonly TextSpan[];
}

export interface ShownProduct extends Marked {
  readonly product: Pick<Product, 'productId' | 'title' | 'price' | 'priceText' | 'currency'>;
  /** From 1. */
  readonly place: number;
  /** Its place in the other response, if it has moved. */
  readonly otherPlace?: number;
  readonly changes: readonly FieldChange[];
}

export interface ShownHandover extends Marked {
  readonly facts: HandoverFacts;
}

export interface ShownFailure extends Marked {
  readonly failure: Failure;
}

/** The result of an expectation. */
export interface ShownCheck {
  readonly status: 'passed' | 'failed' | 'errored';
  /** A warning fails nothing. */
  readonly isWarning: boolean;
  readonly title: string;
  /** Why it was not met. */
  readonly message?: string;
}

/** A response, marked with its differences from the other one. */
export interface ShownAnswer {
  /** This side's input, if it differs from the other's. */
  readonly said?: string;
  readonly phase: TurnPhase;
  readonly texts: readonly ShownText[];
  readonly products: readonly ShownProduct[];
  readonly buttons: readonly ShownLine[];
  readonly rows: readonly ShownLine[];
  readonly suggestions: readonly ShownLine[];
  readonly handovers: readonly ShownHandover[];
  /** Images, locations, captions and unknown events, in words. */
  readonly others: readonly ShownLine[];
  readonly failures: readonly ShownFailure[];
  /** Keys of the events, in order. */
  readonly kinds: ShownLine;
  readonly firstByteMs?: number;
  readonly totalMs?: number;
  readonly checks?: readonly ShownCheck[];
}

export const sides = ['a', 'b'] as const;

/** Which of the two compared sides. */
export type Side = (typeof sides)[number];

/** The result of a scenario on one side. */
export interface ShownResult {
  readonly status: 'passed' | 'failed' | 'errored' | 'skipped' | 'notJudged';
  /** Expectations about the whole conversation. */
  readonly checks: readonly ShownCheck[];
  /** Why it ended early, and what to do. */
  readonly problem?: string;
}

/**
 * One message of the customer and both responses; a missing one is pending or was never requested.
 */
export interface ShownTurn {
  /** From 1. */
  readonly number: number;
  /** The customer's input, in words. */
  readonly said: string;
  readonly a?: ShownAnswer;
  readonly b?: ShownAnswer;
  /** Set once both responses are there. */
  readonly differences?: number;
  /** B minus A. */
  readonly latency?: LatencyDelta;
}
