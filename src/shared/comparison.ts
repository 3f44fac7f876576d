import type { Failure } from './failure/failure.ts';
import type { HandoverEvent, Product } from './model.ts';

/** What two answers differ in. Every type here is JSON-safe. */

/** A stretch of text in a diff by words. */
export interface TextSpan {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
}

export type ChoiceList = 'button' | 'row' | 'suggestion';

/** A field of the product in words; missing where it has none. */
export interface FieldChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** A handover without what differs each time. */
export type HandoverFacts = Pick<HandoverEvent, 'kind' | 'triggered' | 'reason'>;

/** `added` is only in the second answer, `removed` only in the first one. Places count from 1. */
export type Difference =
  | { readonly type: 'text'; readonly before?: string; readonly after?: string }
  | {
      readonly type: 'product';
      readonly change: 'added' | 'removed';
      readonly product: Product;
      readonly place: number;
    }
  | {
      readonly type: 'productPlace';
      readonly product: Product;
      readonly before: number;
      readonly after: number;
    }
  | ({
      readonly type: 'productField';
      readonly product: Product;
      readonly beforePlace: number;
      readonly afterPlace: number;
    } & FieldChange)
  | {
      readonly type: 'choice';
      readonly list: ChoiceList;
      readonly change: 'added' | 'removed';
      readonly text: string;
    }
  | { readonly type: 'choiceOrder'; readonly list: ChoiceList }
  | {
      readonly type: 'handover';
      readonly before?: HandoverFacts;
      readonly after?: HandoverFacts;
    }
  /** What is neither text nor product nor choice: pictures, places, captions, unknown events. */
  | { readonly type: 'other'; readonly change: 'added' | 'removed'; readonly text: string }
  | {
      readonly type: 'events';
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | {
      readonly type: 'failure';
      readonly change: 'added' | 'removed';
      readonly failure: Failure;
    };

/** Second minus first, in milliseconds; missing where one of them has none. */
export interface LatencyDelta {
  readonly firstByteMs?: number;
  readonly totalMs?: number;
}

/** What two answers, the first and the second, differ in. */
export interface AnswerComparison {
  /** Times, ids and line numbers are no differences. */
  readonly isSame: boolean;
  readonly differences: readonly Difference[];
  readonly latency: LatencyDelta;
}
