import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { realRest, type Rest } from '../simulatorOptions.ts';
import type { ServerReply, WireAction } from './reply.ts';

/** Sends a reply, pause by pause. Stops at once, including timers, when the client leaves. */
export async function playReply(
  reply: ServerReply,
  response: ServerResponse,
  keepAliveMs: number,
  rest: Rest = realRest,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  if (response.destroyed || response.socket === null) left.abort();
  response.on('error', () => left.abort());
  const playing = { reply, response, left: left.signal, keepAliveMs, rest };
  try {
    for (const action of reply.actions) if (!(await act(action, playing))) return;
    sendHead(playing);
    response.end();
  } finally {
    reply.onEnd?.();
  }
}

interface Playing {
  readonly reply: ServerReply;
  readonly response: ServerResponse;
  /** Aborted when the client has left. */
  readonly left: AbortSignal;
  readonly keepAliveMs: number;
  readonly rest: Rest;
}

function sendHead({ reply: { status, headers }, response }: Playing): void {
  if (!response.headersSent) response.writeHead(status, headers);
}

/** Performs one action. False when nothing more can be sent. */
async function act(action: WireAction, playing: Playing): Promise<boolean> {
  const { response, left } = playing;
  if (left.aborted) return false;
  switch (action.type) {
    case 'write':
      sendHead(playing);
      if (!response.write(action.data)) await settled(once(response, 'drain', { signal: left }));
      break;
    case 'wait':
      await pause(action.ms, action.silent !== true, playing);
      break;
    case 'hang':
      // A client that never leaves holds only its own connection; the server's close() ends it.
      await settled(once(response, 'close', { signal: left }));
      return false;
    case 'reset':
      // A reset overtakes data sent before it. This gives a client in the same process time to read
      // that data, even if it was busy during the pause.
      await nextTurn();
      response.socket?.resetAndDestroy();
      return false;
    case 'close':
      response.socket?.destroySoon();
      return false;
    case 'endAndClose': {
      const { socket } = response;
      // Both at once: a client that sends its next request immediately must find the connection
      // closed.
      response.end();
      socket?.destroySoon();
      return false;
    }
  }
  return !left.aborted;
}

async function pause(ms: number, keepsAlive: boolean, playing: Playing): Promise<void> {
  const { response, left, keepAliveMs, rest } = playing;
  let restMs = ms;
  while (restMs > keepAliveMs && keepsAlive && response.headersSent && !left.aborted) {
    await settled(rest(keepAliveMs, left));
    if (!left.aborted) response.write('\n');
    restMs -= keepAliveMs;
  }
  if (restMs > 0 && !left.aborted) await settled(rest(restMs, left));
}

/** Ignores the rejection when the client leaves during a wait; that is not an error. */
async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
