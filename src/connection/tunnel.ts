import type { Socket } from 'node:net';
import { networkFailure } from '../agentGraph/http/networkFailure.ts';
import type { TunnelRefusal } from '../agentGraph/http/proxy/proxyFailure.ts';
import { refusalPage } from '../agentGraph/refusalPage.ts';
import type { Outcome, ProxyName } from '../shared/failure/failure.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';
import { probe, type ProbeLimits } from './probe.ts';
import { addressOf, type Place } from './sockets.ts';

/** A proxy to connect to. */
export interface ProxyPlace extends Place {
  /** The proxy's name in failures. */
  readonly name: ProxyName;
  readonly isSecure: boolean;
  /** Value of Proxy-Authorization. */
  readonly authorization?: string;
  readonly acceptsAnyCertificate: boolean;
  readonly secrets: SecretList;
}

/** Longer than any proxy's response head. */
const maxHeadBytes = 64 * 1024;

/** A proxy's response to CONNECT. */
export type TunnelAnswer =
  | { readonly type: 'open' }
  | ({ readonly type: 'refused' } & TunnelRefusal)
  /** The response is not HTTP. */
  | { readonly type: 'noProxy' }
  /** A page follows where the tunnel should begin. */
  | { readonly type: 'ownPage' }
  | { readonly type: 'closed' };

/**
 * Asks the proxy at the other end of the socket for a tunnel. After `open` the socket is the
 * tunnel.
 */
export function openTunnel(
  socket: Socket,
  target: Place,
  { authorization, secrets }: Pick<ProxyPlace, 'authorization' | 'secrets'>,
  limits: ProbeLimits,
): Promise<Outcome<TunnelAnswer>> {
  const address = addressOf(target);
  return probe(limits, (settle) => {
    let head = Buffer.alloc(0);
    const answer = (value: TunnelAnswer): void => {
      socket.off('data', read).off('end', end).off('error', fail);
      socket.pause();
      if (value.type !== 'refused') {
        settle({ type: 'done', value });
        return;
      }
      socket.unshift(head.subarray(headLength(head)));
      void refusalPage(socket, value.headers, secrets).then((page) => {
        settle({ type: 'done', value: { ...value, page } });
      });
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

/** Undefined while the head is incomplete. */
function readAnswer(bytes: Buffer): TunnelAnswer | undefined {
  const text = bytes.toString('latin1');
  const start = 'HTTP/1.';
  if (!text.startsWith(start) && !start.startsWith(text)) return { type: 'noProxy' };
  const length = text.indexOf('\r\n\r\n');
  if (length === -1) return bytes.length > maxHeadBytes ? { type: 'noProxy' } : undefined;
  const [, digits] = /^HTTP\/1\.\d (\d{3})/.exec(text) ?? [];
  if (digits === undefined) return { type: 'noProxy' };
  const status = Number(digits);
  if (status < 200 || status > 299) {
    return { type: 'refused', status, headers: headersIn(text.slice(0, length)) };
  }
  // A server speaks only after the client, so any bytes here are the proxy's own page.
  return { type: bytes.length > length + 4 ? 'ownPage' : 'open' };
}

function headLength(bytes: Buffer): number {
  return bytes.indexOf('\r\n\r\n') + 4;
}

function headersIn(head: string): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = found.get(name);
    found.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(found);
}
