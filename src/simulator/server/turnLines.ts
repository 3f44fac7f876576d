import { isRecord } from '../../shared/guards.ts';
import { envelopeLine, type EnvelopeForm } from './envelopes.ts';
import type { ResponseEvent, Step } from '../responseEvents.ts';
import { pauseBefore, type Pace } from './pacing.ts';
import type { Random } from '../random.ts';

/** One NDJSON line without its line break, and the wait before it in milliseconds. */
export interface TimedLine {
  readonly text: string;
  readonly waitMs: number;
}

/** How the lines of one turn are made. */
export interface LineStyle {
  readonly envelope: EnvelopeForm;
  readonly sessionId: string;
  readonly pace: Pace;
  readonly random: Random;
  readonly now: () => number;
}

/** The lines of a streamed response, made one by one as they are sent. */
export function* streamLines(steps: Iterable<Step>, style: LineStyle): Generator<TimedLine> {
  let index = 0;
  for (const { event, waitMs } of steps) {
    const paceMs = pauseBefore(style.pace, index, style.random);
    // A response's own wait applies between its lines, not before the first.
    const pauseMs = index > 0 && waitMs !== undefined ? waitMs : paceMs;
    const events = [stamped(event, style.now)];
    const text = envelopeLine(style.envelope, index, style.sessionId, events);
    yield { text, waitMs: pauseMs };
    index++;
  }
  // A turn without events still gets a line, with an empty list.
  if (index === 0) yield { text: envelopeLine('A', 0, style.sessionId, []), waitMs: 0 };
}

/** The one document of invoke_sync, after the time that the stream would have taken. */
export function syncLine(steps: Iterable<Step>, style: LineStyle): TimedLine {
  const all = [...steps];
  const responseEvents = all.map(({ event }) => stamped(event, style.now));
  const pausesMs = all.map(
    ({ waitMs }, index) => waitMs ?? pauseBefore(style.pace, index, style.random),
  );
  const waitMs = pausesMs.reduce((sum, ms) => sum + ms, 0);
  const { sessionId } = style;
  return { text: JSON.stringify({ response: { sessionId, responseEvents } }), waitMs };
}

/** Stamps a message with the present time. */
function stamped(event: ResponseEvent, now: () => number): ResponseEvent {
  const { messageEvent: message } = event;
  if (!isRecord(message)) return event;
  return { ...event, messageEvent: { ...message, createdAt: new Date(now()).toISOString() } };
}
