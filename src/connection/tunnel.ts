import { request } from 'node:http';
import type { Socket } from 'node:net';
import { joinHeaders } from '../agentGraph/http/joinHeaders.ts';
import { errorCode, networkFailure } from '../agentGraph/http/networkFailure.ts';
import type { TunnelRefusal } from '../agentGraph/http/proxy/proxyFailure.ts';
import { refusalPage } from '../agentGraph/refusalPage.ts';
import { done, failed, type Outcome, type ProxyName } from '../shared/failure/failure.ts';
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
    const answer = (value: TunnelAnswer): void => settle(done(value));
    const asked = request({
      method: 'CONNECT',
      path: address,
      createConnection: () => socket,
      headers: { Host: address, ...(authorization && { 'Proxy-Authorization': authorization }) },
      joinDuplicateHeaders: true,
      maxHeaderSize: maxHeadBytes,
    });
    asked.removeHeader('connection');
    asked
      .once('connect', ({ statusCode: status = 0, headers: wireHeaders }, _socket, rest) => {
        // A server speaks only after the client, so any bytes here are the proxy's own page.
        if (status >= 200 && status < 300) answer({ type: rest.length > 0 ? 'ownPage' : 'open' });
        else {
          const headers = joinHeaders(wireHeaders);
          socket.unshift(rest);
          void refusalPage(socket, headers, secrets).then((page) =>
            answer({ type: 'refused', status, headers, page }),
          );
        }
      })
      .once('error', (error) => {
        const isUnread = errorCode(error).startsWith('HPE_');
        const failure = networkFailure(error, address);
        const isGone = failure.cause?.type === 'connection' && failure.cause.reason === 'reset';
        if (isUnread) answer({ type: 'noProxy' });
        else if (isGone) answer({ type: 'closed' });
        else settle(failed(failure));
      })
      .end();
    return () => socket.destroy();
  });
}
