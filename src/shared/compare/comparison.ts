import type { Failure } from '../failure/failure.ts';
import type { HandoverEvent, Product } from '../model.ts';

/** The differences between two responses. Every type here is JSON-safe. */

/** A stretch of text in a word diff. */
export interface TextSpan {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
}

export type ChoiceList = 'button' | 'row' | 'suggestion';

/** A product's field in words; undefined if it has none. */
export interface FieldChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** A handover without the fields that differ every time. */
export type HandoverFacts = Pick<HandoverEvent, 'kind' | 'triggered' | 'reason'>;

/** `added` is only in the second response, `removed` only in the first. Places count from 1. */
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
  /** Anything else: images, locations, captions, unknown events. */
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

/** Second minus first, in milliseconds; undefined if either has none. */
export interface LatencyDelta {
  readonly firstByteMs?: number;
  readonly totalMs?: number;
}

/** The differences between a first and a second response. */
export interface AnswerComparison {
  /** Times, IDs and line numbers do not count as differences. */
  readonly isSame: boolean;
  readonly differences: readonly Difference[];
  readonly latency: LatencyDelta;
}
