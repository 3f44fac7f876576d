import type { Socket } from 'node:net';
import { createSecureContext, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { FailureError, type Failure } from '../../../shared/failure/failure.ts';
import { ConnectClock, type ConnectTimes } from './connectClock.ts';
import { withIssuerProblem } from '../certificates/certificateProblem.ts';
import { networkFailure } from '../networkFailure.ts';
import { certificateFacts } from '../certificates/certificateFacts.ts';
import { Client, buildConnector, connectTunnel, type Connect } from './parts.mjs';
import {
  type Proxy,
  proxyAuthorization,
  proxyName,
  proxySecrets,
  proxyUrl,
} from '../proxy/proxy.ts';
import { asProxyFailure, inTunnel, refusedTunnel, unusableProxy } from '../proxy/proxyFailure.ts';
import { refusalPage } from '../../refusalPage.ts';
import { joinHeaders } from '../joinHeaders.ts';

/** Makes the sockets of one pooled connection; reports a failure as a `FailureError`. */
export type SocketConnector = (...parameters: Parameters<Connect>) => void;

/** Receives every new socket, so that an abort can end it while it connects. */
export type SocketWatch = (socket: Socket) => void;

/** Receives the times of every new connection, before anything is sent over it. */
export type ConnectNote = (times: ConnectTimes) => void;

export interface Connects {
  /** Verifies the server's certificate. */
  readonly verified: Connect;
  /** Only for proxies whose certificate the user declared not to matter. */
  readonly unverified: Connect;
  /** The trusted certificates in PEM; undefined leaves trust to Node. */
  readonly trusted: readonly string[] | undefined;
}

/** Connectors that trust these certificates; undefined leaves trust to Node. */
export function buildConnects(certificates: readonly string[] | undefined): Connects {
  const options = {
    timeout: 0,
    // On a resumed session Node does not check the certificate's name again.
    maxCachedSessions: 0,
    // Explicit, or NODE_TLS_REJECT_UNAUTHORIZED=0 would decide.
    rejectUnauthorized: true,
    // Parses hundreds of certificates once instead of for each connection.
    ...(certificates && { secureContext: createSecureContext({ ca: [...certificates] }) }),
  };
  return {
    verified: buildConnector(options),
    unverified: buildConnector({ ...options, rejectUnauthorized: false }),
    trusted: certificates,
  };
}

/** Connects straight to the origin at `address`. */
export function directConnector(
  base: Connect,
  trusted: Connects['trusted'],
  address: string,
  watch: SocketWatch,
  note?: ConnectNote,
): SocketConnector {
  return (options, callback) => {
    const clock = new ConnectClock();
    let certificate: DetailedPeerCertificate | undefined;
    const socket = base(options, (error, connected) => {
      if (error) {
        const facts = certificate && certificateFacts(certificate);
        const failure = networkFailure(error, address, facts);
        callback(new FailureError(withIssuerProblem(failure, certificate, trusted)), null);
        return;
      }
      note?.(options.protocol === 'https:' ? clock.secured() : clock.connected());
      callback(null, connected);
    });
    clock.watch(socket);
    watch(socket);
    // Once Node has refused the certificate, the socket no longer returns it.
    socket.prependListener('secure', () => {
      certificate = (socket as TLSSocket).getPeerCertificate(true);
    });
  };
}

/**
 * Connects to the origin at `address` through a tunnel (CONNECT) of the proxy, http origins too, so
 * that a page from the proxy never passes for the agent's response. Everything until the tunnel is
 * open counts as connecting.
 */
export function proxyConnector(
  { verified, unverified, trusted }: Connects,
  address: string,
  watch: SocketWatch,
  proxy: Proxy,
  note: ConnectNote,
): SocketConnector {
  const url = proxyUrl(proxy);
  if (!url) {
    const failure = unusableProxy(proxy);
    return (_options, callback) => callback(new FailureError(failure), null);
  }
  const name = proxyName(proxy);
  const base = proxy.acceptsAnyCertificate ? unverified : verified;
  const connect = directConnector(base, trusted, name.address, watch);
  const client = new Client(url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  const authorization = proxyAuthorization(proxy, url);
  const headers = {
    host: address,
    ...(authorization !== undefined && { 'proxy-authorization': authorization }),
  };
  const secrets = proxySecrets(proxy);

  return (options, callback) => {
    const clock = new ConnectClock();
    const fail = (failure: Failure): void => callback(new FailureError(failure), null);
    connectTunnel.call(client, { path: address, headers }).then(
      async ({ statusCode: status, socket, headers: wireHeaders }) => {
        if (status < 200 || status >= 300) {
          const answered = joinHeaders(wireHeaders);
          const page = await refusalPage(socket, answered, secrets);
          socket.destroy();
          const refusal = { status, headers: answered, page };
          fail(refusedTunnel(refusal, name, address, authorization !== undefined, secrets));
        } else if (options.protocol === 'https:') {
          const httpSocket = socket as Socket;
          const connectMs = clock.elapsedMs();
          const secure = directConnector(verified, trusted, address, watch);
          secure({ ...options, httpSocket }, (error, secured) => {
            if (error) {
              fail(inTunnel(networkFailure(error, address), name, address));
              return;
            }
            note({ connectMs, tlsMs: clock.elapsedMs() - connectMs });
            callback(null, secured);
          });
        } else {
          note({ connectMs: clock.elapsedMs() });
          callback(null, socket as Socket);
        }
      },
      (error: unknown) => fail(asProxyFailure(networkFailure(error, name.address), name)),
    );
  };
}
