import { setImmediate, setTimeout } from 'node:timers/promises';
import { hidden } from '../../shared/masking/secretRanges.ts';
import { networkFailure } from '../../agentGraph/http/networkFailure.ts';
import { hostAndPort } from '../../agentGraph/http/proxy/proxy.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import { Reception, type Attempt, type AttemptRequest } from '../../agentGraph/http/attempt.ts';
import { AttemptTransport } from '../../agentGraph/http/attemptTransport.ts';
import { decodeBody } from '../../agentGraph/http/contentCoding.ts';
import type { PlannedAnswer } from '../../simulator/server/plannedAnswer.ts';
import type { ServerReply, WireAction } from '../../simulator/server/reply.ts';
import type { Exchange } from '../exchanges.ts';
import { recordedTurn } from './recordedTurn.ts';
import { lineBytes } from '../recording.ts';
import { replayTransport } from './replayTransport.ts';

export interface FaultyReplayOptions {
  readonly exchange: Exchange;
  /** 1 is the recording's pace, 2 twice as fast; `Infinity` never waits. */
  readonly speed: number;
  /** Puts a fault of the simulator into a response. */
  readonly fault: (answer: PlannedAnswer) => ServerReply;
}

/**
 * Interval of the blank lines during a pause in the stream, in milliseconds; without them the pause
 * would count as silence.
 */
const keepAliveMs = 1_000;

/**
 * Replays a recorded response with a fault in it, within a real transport's time limits. Drops the
 * recording's blank lines, because faults count lines. An exchange without a successful response to
 * a turn is replayed unchanged.
 */
export function faultyReplay({ exchange, speed, fault }: FaultyReplayOptions): HttpTransport {
  const { status = 0 } = exchange.response ?? {};
  const turn = recordedTurn(exchange);
  if (!turn || status < 200 || status > 299) return replayTransport({ exchange, speed });
  return new AttemptTransport({
    start: (request) => {
      const planned: PlannedAnswer = {
        lines: linesOf(exchange),
        sessionId: turn.sessionId,
        apiKey: hidden,
        isUnary: exchange.request.endpoint !== 'invoke',
        path: request.url.pathname,
      };
      // As in the simulator, a request that followed a redirect gets a response without a fault.
      const reply = request.url.search === '' ? fault(planned) : soundReply(planned);
      return startAttempt(request, reply, speed);
    },
  });
}

function* linesOf({ request, lines }: Exchange): PlannedAnswer['lines'] {
  let previousMs = request.atMs;
  for (const line of lines) {
    const text = lineBytes(line).toString().trim();
    if (text === '') continue;
    yield { text, waitMs: Math.max(0, line.atMs - previousMs) };
    previousMs = line.atMs;
  }
}

function soundReply({ lines }: PlannedAnswer): ServerReply {
  function* actions(): Generator<WireAction> {
    for (const { text, waitMs } of lines) {
      yield { type: 'wait', ms: waitMs };
      yield { type: 'write', data: `${text}\n` };
    }
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, actions: actions() };
}

function startAttempt(request: AttemptRequest, reply: ServerReply, speed: number): Attempt {
  const address = hostAndPort(request.url);
  /** Aborted when the reader has gone. */
  const gone = new AbortController();
  /** Resolves when the reader wants more. */
  let passage = Promise.resolve();
  let open: (() => void) | undefined;
  let hasHead = false;
  const reception = new Reception(request.deadlines, {
    pause: () => {
      passage = new Promise((resolve) => (open = resolve));
    },
    resume: () => open?.(),
    destroy: () => {
      gone.abort();
      open?.();
    },
  });

  function sendHead(): void {
    if (hasHead) return;
    hasHead = true;
    const { status, headers } = reply;
    const body = decodeBody(reception, headers['content-encoding'] ?? '', address);
    reception.receiveHead({ status, headers, body });
  }

  async function pause(ms: number, keepsAlive: boolean): Promise<void> {
    const { signal } = gone;
    let leftMs = ms / speed;
    while (leftMs > 0 && !signal.aborted) {
      const partMs = keepsAlive ? Math.min(leftMs, keepAliveMs) : leftMs;
      await setTimeout(partMs, undefined, { signal }).catch(() => undefined);
      leftMs -= partMs;
      if (leftMs > 0 && keepsAlive) reception.receive(Buffer.from('\n'));
    }
  }

  async function play(): Promise<void> {
    for (const action of reply.actions) {
      switch (action.type) {
        case 'write':
          sendHead();
          reception.receive(Buffer.from(action.data));
          await passage;
          break;
        case 'wait':
          await pause(action.ms, hasHead && action.silent !== true);
          break;
        case 'hang':
          return;
        case 'reset':
        case 'close':
          reception.abort(networkFailure({ code: 'ECONNRESET' }, address));
          return;
        case 'endAndClose':
          sendHead();
          reception.end();
          return;
      }
      // Lets the reader run between two pieces, as over a network.
      await setImmediate();
      if (gone.signal.aborted) return;
    }
    sendHead();
    reception.end();
  }

  request.deadlines.enterFirstByte();
  void play();
  return reception;
}
