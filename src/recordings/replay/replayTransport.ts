import { setTimeout } from 'node:timers/promises';
import type { HttpResponse, HttpTransport } from '../../agentGraph/http/transport.ts';
import { FailureError, type Outcome } from '../../shared/failure/failure.ts';
import type { Exchange } from '../exchanges.ts';
import { endpointOf, lineBytes } from '../recording.ts';

interface ReplayOptions {
  readonly exchange: Exchange;
  /** 1 is the recording's pace, 2 twice as fast; `Infinity` never waits. */
  readonly speed: number;
  /**
   * Called with each time of the recording when it is reached, before that time's data is
   * delivered.
   */
  readonly onReached?: (atMs: number) => void;
}

/**
 * Responds from a recording instead of the network: the first request to the same endpoint gets the
 * recorded response, including the wait before a failure.
 */
export function replayTransport(options: ReplayOptions): HttpTransport {
  const { endpoint } = options.exchange.request;
  let isUsed = false;
  return {
    post: async ({ url, signal }) => {
      if (isUsed || endpointOf(url) !== endpoint)
        return { type: 'failed', failure: { kind: 'notFound', retryable: false } };
      isUsed = true;
      return answer(options, signal);
    },
    dispose: () => Promise.resolve(),
  };
}

async function answer(options: ReplayOptions, signal: AbortSignal): Promise<Outcome<HttpResponse>> {
  const { request, response, lines, end } = options.exchange;
  const pace = createPace(options, signal);
  const headMs = response?.atMs ?? end?.atMs ?? request.atMs;
  if (!(await pace(headMs))) return { type: 'aborted' };
  if (!response) {
    if (end?.outcome === 'stopped') return { type: 'aborted' };
    return { type: 'failed', failure: end?.failure ?? cutFailure };
  }
  const { status, headers } = response;
  return { type: 'done', value: { status, headers, body: replayBody(lines, end, pace) } };
}

/** The recording ends before the response does. */
const cutFailure = { kind: 'network', retryable: false } as const;

async function* replayBody(
  lines: Exchange['lines'],
  end: Exchange['end'],
  pace: Pace,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const line of lines) {
    const bytes = lineBytes(line);
    const isWhole = line.startedMs >= line.atMs;
    if (!isWhole) {
      if (!(await pace(line.startedMs))) return;
      yield bytes.subarray(0, 1);
    }
    if (!(await pace(line.atMs))) return;
    yield isWhole ? bytes : bytes.subarray(1);
  }
  if (end && !(await pace(end.atMs))) return;
  if (!end || end.outcome === 'failed') throw new FailureError(end?.failure ?? cutFailure);
}

/** Waits until a time of the recording; false when the caller aborted. */
type Pace = (atMs: number) => Promise<boolean>;

function createPace({ exchange, speed, onReached }: ReplayOptions, signal: AbortSignal): Pace {
  const startedAt = performance.now();
  return async (atMs) => {
    const dueMs = (atMs - exchange.request.atMs) / speed;
    const waitMs = dueMs - (performance.now() - startedAt);
    if (waitMs > 0) await setTimeout(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
    onReached?.(atMs);
    return true;
  };
}
