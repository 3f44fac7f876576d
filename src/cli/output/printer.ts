import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { TurnItem, TurnStats } from '../../shared/model.ts';
import { jsonText, safeJson, type Write } from './output.ts';

/** Prints responses: as text for people, or as JSON lines for programs. */
export interface Printer {
  turnStarted(turn: number, text: string): void;
  item(turn: number, item: TurnItem): void;
  /** `failure` is what ended the turn, if anything did. */
  turnEnded(turn: number, stats: TurnStats, failure?: Failure): void;
}

/** Prints a turn as it comes. True when it got a response without a failure. */
export async function printTurn(
  printer: Printer,
  turn: number,
  stream: ReturnType<AgentGraphClient['invoke']>,
): Promise<boolean> {
  let isClean = true;
  for (;;) {
    const step = await stream.next();
    if (step.done) {
      const { value: end } = step;
      printer.turnEnded(turn, end.stats, end.type === 'failed' ? end.failure : undefined);
      return isClean && end.type === 'answered';
    }
    for (const item of step.value) {
      isClean &&= item.type === 'event';
      printer.item(turn, item);
    }
  }
}

/** One object per line; the README documents the shapes. */
export function createJsonPrinter(write: Write): Printer {
  const line = (value: object) => write(`${jsonText(value)}\n`);
  const printFailure = (turn: number, failure: Failure) => line({ turn, failure });
  return {
    turnStarted: () => undefined,
    item: (turn, item) => {
      if (item.type === 'failure') {
        printFailure(turn, item.failure);
        return;
      }
      const { kind, line: number, rawText } = item.event;
      const head = jsonText({ turn, atMs: tenths(item.atMs), line: number, kind });
      // Unparsed: parsing and writing it again could change a number.
      write(`${head.slice(0, -1)},"event":${safeJson(rawText)}}\n`);
    },
    turnEnded: (turn, { firstByteMs: firstMs, totalMs, bytes, lines, events }, failure) => {
      if (failure) printFailure(turn, failure);
      const firstByteMs = firstMs === undefined ? null : tenths(firstMs);
      const counts = { bytes, lines, events };
      line({ turn, done: true, firstByteMs, totalMs: tenths(totalMs), ...counts });
    },
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
