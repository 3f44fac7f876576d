import { compact } from '../../shared/compact.ts';
import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import { answerParts } from '../../scenarios/answer.ts';
import { handoverFacts } from '../../scenarios/compare/compareEvents.ts';
import type { HandoverFacts } from '../../shared/compare/comparison.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Product, Turn } from '../../shared/model.ts';
import { describeEvent } from './textPrinter.ts';

/** The parts of a response that matter when two are compared. */
export interface AnswerSummary {
  /** What was said, one entry per message; locations and images in words. */
  readonly texts: readonly string[];
  readonly products: readonly Pick<Product, 'productId' | 'title' | 'price' | 'currency'>[];
  readonly suggestions: readonly string[];
  readonly handovers: readonly HandoverFacts[];
  /** Keys of the events, in order. */
  readonly kinds: readonly string[];
  readonly end: Turn['phase'];
  /** Null when no byte arrived. */
  readonly firstByteMs: number | null;
  readonly totalMs: number;
  readonly failures: readonly Failure[];
}

/** The response without what differs each time, such as line numbers of events. */
export function summariseAnswer(answer: TurnAnswer): AnswerSummary {
  const { events, products, suggestions, handovers, failures } = answerParts(answer);
  const { phase, stats } = answer;
  return {
    texts: events.flatMap((event) => (event.type === 'message' ? [describeEvent(event)] : [])),
    products: products.map(({ productId, title, price, currency }) =>
      compact({ productId, title, price, currency }),
    ),
    suggestions,
    handovers: handovers.map(handoverFacts),
    kinds: events.map(({ kind }) => kind),
    end: phase,
    firstByteMs: stats?.firstByteMs ?? null,
    totalMs: stats?.totalMs ?? 0,
    failures,
  };
}
