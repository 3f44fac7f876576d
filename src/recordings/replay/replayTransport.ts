import { setTimeout } from 'node:timers/promises';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../agentGraph/http/transport.ts';
import { FailureError, type Outcome } from '../../shared/failure/failure.ts';
import type { Exchange } from '../exchanges.ts';
import { endpointOf, lineBytes } from '../recording.ts';

export interface ReplayTransportOptions {
  readonly exchanges: readonly Exchange[];
  /** 1 is the pace of the recording, 2 twice as fast; `Infinity` waits for nothing. */
  readonly speed: number;
  /** Gets each moment of the recording when it has come, before what happened in it is told. */
  readonly onReached?: (atMs: number) => void;
}

/**
 * Answers from a recording instead of the network: each request gets what the first recorded one to
 * the same endpoint that was not used yet got, the wait before a failure included.
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

/** The recording ends before the answer does. */
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

/** Waits for a moment of the recording; false when the caller aborted. */
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
