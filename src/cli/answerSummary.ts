import type { TurnAnswer } from '../recordings/turnsOf.ts';
import type { Failure } from '../shared/failure.ts';
import type { HandoverEvent, Product, Turn } from '../shared/model.ts';
import { describeMessage } from './textPrinter.ts';

/** What matters of an answer when two of them are compared. */
export interface AnswerSummary {
  /** What was said, in order: a message each, places and pictures in words. */
  readonly texts: readonly string[];
  readonly products: readonly Pick<Product, 'productId' | 'title' | 'price' | 'currency'>[];
  readonly suggestions: readonly string[];
  readonly handovers: readonly Pick<HandoverEvent, 'kind' | 'triggered' | 'reason'>[];
  /** Keys of the events, in order. */
  readonly kinds: readonly string[];
  readonly end: Turn['phase'];
  /** Null when no byte came. */
  readonly firstByteMs: number | null;
  readonly totalMs: number;
  readonly failures: readonly Failure[];
}

/** The answer without what differs each time, such as the lines that its events came in. */
export function summarise({ items, phase, stats, failure }: TurnAnswer): AnswerSummary {
  const events = items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  const notices = items.flatMap((item) => (item.type === 'failure' ? [item.failure] : []));
  return {
    texts: events.flatMap((event) => (event.type === 'message' ? [describeMessage(event)] : [])),
    products: events
      .flatMap((event) => (event.type === 'recommendation' ? event.products : []))
      .map(({ productId, title, price, currency }) => ({
        ...(productId !== undefined && { productId }),
        ...(title !== undefined && { title }),
        ...(price !== undefined && { price }),
        ...(currency !== undefined && { currency }),
      })),
    suggestions: events.flatMap((event) => (event.type === 'suggestions' ? event.questions : [])),
    handovers: events.flatMap((event) =>
      event.type === 'handover'
        ? [
            {
              kind: event.kind,
              triggered: event.triggered,
              ...(event.reason !== undefined && { reason: event.reason }),
            },
          ]
        : [],
    ),
    kinds: events.map(({ kind }) => kind),
    end: phase,
    firstByteMs: stats?.firstByteMs ?? null,
    totalMs: stats?.totalMs ?? 0,
    failures: [...notices, ...(failure ? [failure] : [])],
  };
}
