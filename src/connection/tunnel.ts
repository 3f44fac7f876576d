import type { Socket } from 'node:net';
import { networkFailure } from '../agentGraph/networkFailure.ts';
import type { Outcome } from '../shared/failure.ts';
import type { ProbeLimits } from './probe.ts';
import { probe } from './probe.ts';
import type { Place } from './sockets.ts';
import { addressOf } from './sockets.ts';

/** A longer head is no proxy's. */
const maxHeadBytes = 64 * 1024;

/** What a proxy said to CONNECT. */
export type TunnelAnswer =
  | { readonly type: 'open' }
  | { readonly type: 'refused'; readonly status: number }
  /** It is not HTTP, or a page where the tunnel should begin. */
  | { readonly type: 'noProxy' }
  | { readonly type: 'closed' };

/** Asks the proxy at the other end of the socket for a tunnel. After `open` the socket is it. */
export function openTunnel(
  socket: Socket,
  target: Place,
  authorization: string | undefined,
  limits: ProbeLimits,
): Promise<Outcome<TunnelAnswer>> {
  const address = addressOf(target);
  return probe(limits, (settle) => {
    let head = Buffer.alloc(0);
    const answer = (value: TunnelAnswer): void => {
      socket.off('data', read).off('end', end).off('error', fail);
      socket.pause();
      settle({ type: 'done', value });
    };
    const read = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const value = readAnswer(head);
      if (value) answer(value);
    };
    const end = (): void => answer({ type: 'closed' });
    const fail = (error: Error): void => {
      const failure = networkFailure(error, address);
      const isGone = failure.cause?.type === 'connection' && failure.cause.reason === 'reset';
      if (isGone) end();
      else settle({ type: 'failed', failure });
    };
    socket.on('data', read).once('end', end).once('error', fail);
    const credentials = authorization ? `Proxy-Authorization: ${authorization}\r\n` : '';
    socket.write(`CONNECT ${address} HTTP/1.1\r\nHost: ${address}\r\n${credentials}\r\n`);
    return () => socket.destroy();
  });
}

/** Undefined while the head is not complete. */
function readAnswer(bytes: Buffer): TunnelAnswer | undefined {
  const text = bytes.toString('latin1');
  const start = 'HTTP/1.';
  if (!text.startsWith(start) && !start.startsWith(text)) return { type: 'noProxy' };
  const length = text.indexOf('\r\n\r\n');
  if (length === -1) return bytes.length > maxHeadBytes ? { type: 'noProxy' } : undefined;
  const [, digits] = /^HTTP\/1\.\d (\d{3})/.exec(text) ?? [];
  if (digits === undefined) return { type: 'noProxy' };
  const status = Number(digits);
  if (status < 200 || status > 299) return { type: 'refused', status };
  // The server speaks only when it is spoken to: whatever follows is the proxy's own page.
  return { type: bytes.length > length + 4 ? 'noProxy' : 'open' };
}
