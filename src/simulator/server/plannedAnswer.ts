import type { ServerReply, WireAction } from './reply.ts';
import type { TimedLine } from './turnLines.ts';

/** The response as it would be without a fault. */
export interface PlannedAnswer {
  /** Can be iterated once: lines are made as they are sent. */
  readonly lines: Iterable<TimedLine>;
  readonly sessionId: string;
  readonly apiKey: string;
  readonly isUnary: boolean;
  /** The request's path, for redirects. */
  readonly path: string;
}

/** A 200 whose body is these actions. */
export function okReply(
  actions: Iterable<WireAction>,
  headers: Readonly<Record<string, string>> = {},
): ServerReply {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, actions };
}

/** The response without a fault. A stream has a blank keep-alive line after its first line. */
export function plainReply(answer: PlannedAnswer): ServerReply {
  return okReply(plainActions(answer));
}

export function* plainActions({ lines, isUnary }: PlannedAnswer): Generator<WireAction> {
  for (const [index, line] of numbered(lines)) {
    yield* lineActions(line);
    if (index === 0 && !isUnary) yield { type: 'write', data: '\n' };
  }
}

/** The items with their numbers, from 0, each made when it is needed. */
export function* numbered<T>(items: Iterable<T>): Generator<readonly [number, T]> {
  let index = 0;
  for (const item of items) yield [index++, item];
}

/** A line after its pause. */
export function* lineActions({ text, waitMs }: TimedLine): Generator<WireAction> {
  if (waitMs > 0) yield { type: 'wait', ms: waitMs };
  yield { type: 'write', data: `${text}\n` };
}
