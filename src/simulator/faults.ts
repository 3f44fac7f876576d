import { type Reply, type WireAction } from './reply.ts';
import type { Line } from './turnLines.ts';

/** What would be answered if nothing went wrong. */
export interface PlannedAnswer {
  /** A generator: to be gone through once. */
  readonly lines: Iterable<Line>;
  readonly sessionId: string;
  readonly isUnary: boolean;
  readonly path: string;
}

/** A fault somebody asked for, with the number they gave. */
export interface FaultCall {
  readonly name: string;
  readonly at: 'init' | 'invoke';
  readonly amount?: number;
}

export function parseFault(_text: string): FaultCall | undefined {
  return undefined;
}

export function applyFault(_call: FaultCall, answer: PlannedAnswer): Reply {
  return plainReply(answer);
}

/** The answer as it should be. After the first line of a stream comes a blank keep-alive line. */
export function plainReply(answer: PlannedAnswer): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    actions: plainActions(answer),
  };
}

function* plainActions({ lines, isUnary }: PlannedAnswer): Generator<WireAction> {
  let index = 0;
  for (const { text, waitMs } of lines) {
    if (waitMs > 0) yield { type: 'wait', ms: waitMs };
    yield { type: 'write', data: `${text}\n` };
    if (index === 0 && !isUnary) yield { type: 'write', data: '\n' };
    index++;
  }
}
