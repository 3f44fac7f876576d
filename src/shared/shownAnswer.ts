import type { FieldChange, HandoverFacts, LatencyDelta, TextSpan } from './comparison.ts';
import type { Failure } from './failure/failure.ts';
import type { Product, TurnPhase } from './model.ts';

/** Answers as they are shown next to each other. Every type here is JSON-safe. */

/** `only`: the other answer does not have it. */
export type Mark = 'same' | 'only' | 'changed' | 'moved';

export interface Marked {
  readonly mark: Mark;
}

export interface ShownLine extends Marked {
  readonly text: string;
}

export interface ShownText extends ShownLine {
  /** What of a changed text is its own; joined they are the text. */
  readonly spans?: readonly TextSpan[];
}

export interface ShownProduct extends Marked {
  readonly product: Pick<Product, 'productId' | 'title' | 'price' | 'priceText' | 'currency'>;
  /** From 1. */
  readonly place: number;
  /** Where it stands in the other answer, if it has moved. */
  readonly otherPlace?: number;
  readonly changes: readonly FieldChange[];
}

export interface ShownHandover extends Marked {
  readonly facts: HandoverFacts;
}

export interface ShownFailure extends Marked {
  readonly failure: Failure;
}

/** What came of an expectation. */
export interface ShownCheck {
  readonly status: 'passed' | 'failed' | 'errored';
  /** Fails nothing. */
  readonly isWarning: boolean;
  readonly title: string;
  /** Why it was not met. */
  readonly message?: string;
}

/** An answer with what of it differs from the other one. */
export interface ShownAnswer {
  /** What this side was told, where the other one was told something else. */
  readonly said?: string;
  readonly phase: TurnPhase;
  readonly texts: readonly ShownText[];
  readonly products: readonly ShownProduct[];
  readonly buttons: readonly ShownLine[];
  readonly rows: readonly ShownLine[];
  readonly suggestions: readonly ShownLine[];
  readonly handovers: readonly ShownHandover[];
  /** Pictures, places, captions and events that are not known, in words. */
  readonly others: readonly ShownLine[];
  readonly failures: readonly ShownFailure[];
  /** Keys of the events, in order. */
  readonly kinds: ShownLine;
  readonly firstByteMs?: number;
  readonly totalMs?: number;
  readonly checks?: readonly ShownCheck[];
}

export const sides = ['a', 'b'] as const;

/** Which of the two that are compared. */
export type Side = (typeof sides)[number];

/** What came of a scenario on one side. */
export interface ShownResult {
  readonly status: 'passed' | 'failed' | 'errored' | 'skipped' | 'notJudged';
  /** On the whole conversation. */
  readonly checks: readonly ShownCheck[];
  /** Why it came to its end early, and what to do. */
  readonly problem?: string;
}

/** One message of the customer and both answers; a missing one is awaited, or was never asked for. */
export interface ShownTurn {
  /** From 1. */
  readonly number: number;
  /** What the customer did, in words. */
  readonly said: string;
  readonly a?: ShownAnswer;
  readonly b?: ShownAnswer;
  /** There as soon as both answers are. */
  readonly differences?: number;
  /** B minus A. */
  readonly latency?: LatencyDelta;
}
