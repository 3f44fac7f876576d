import { setTimeout } from 'node:timers/promises';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../agentGraph/http/transport.ts';
import { FailureError, type Outcome } from '../../shared/failure/failure.ts';
import type { Exchange } from '../exchanges.ts';
import { endpointOf, lineBytes } from '../recording.ts';

export interface ReplayTransportOptions {
  readonly exchanges: readonly Exchange[];
  /** 1 is the recording's pace, 2 twice as fast; `Infinity` never waits. */
  readonly speed: number;
  /**
   * Called with each time of the recording when it is reached, before that time's data is
   * delivered.
   */
  readonly onReached?: (atMs: number) => void;
}

/**
 * Responds from a recording instead of the network. Each request gets the response of the first
 * unused recorded request to the same endpoint, including the wait before a failure.
 */
export function replayTransport({ exchanges, ...options }: ReplayTransportOptions): HttpTransport {
  const left = [...exchanges];
  return {
    post: async (request) => {
      const endpoint = endpointOf(request.url);
      const index = left.findIndex((exchange) => exchange.request.endpoint === endpoint);
      const [exchange] = index === -1 ? [] : left.splice(index, 1);
      if (!exchange) return { type: 'failed', failure: { kind: 'notFound', retryable: false } };
      return answer(exchange, request, options);
    },
    dispose: () => Promise.resolve(),
  };
}

async function answer(
  { request, response, lines, end }: Exchange,
  { signal }: HttpRequest,
  options: Omit<ReplayTransportOptions, 'exchanges'>,
): Promise<Outcome<HttpResponse>> {
  const pace = createPace(request.atMs, options, signal);
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

function createPace(
  fromMs: number,
  { speed, onReached }: Omit<ReplayTransportOptions, 'exchanges'>,
  signal: AbortSignal,
): Pace {
  const startedAt = performance.now();
  return async (atMs) => {
    const waitMs = (atMs - fromMs) / speed - (performance.now() - startedAt);
    if (waitMs > 0) await setTimeout(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
    onReached?.(atMs);
    return true;
  };
}
