import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createSecureContext } from 'node:tls';
import type { Failure } from '../../shared/failure.ts';
import { FailureError } from '../../shared/failure.ts';
import type { ConnectTimes } from './connectClock.ts';
import { ConnectClock } from './connectClock.ts';
import type { CertificateFacts } from '../networkFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import { certificateFacts } from '../transport/certificateFacts.ts';
import type { Connect } from './parts.mjs';
import { Client, buildConnector, connectTunnel } from './parts.mjs';
import type { Proxy } from '../proxy.ts';
import { hostAndPort, proxyUrl } from '../proxy.ts';

/** Makes the sockets of one lane and reports why it could not, as a `FailureError`. */
export type Connector = (...parameters: Parameters<Connect>) => void;

/** Told of every socket at its birth, so that an abort can end it while it connects. */
export type SocketWatch = (socket: Socket) => void;

/** Told of every connection that stands, before anything is sent over it. */
export type ConnectNote = (times: ConnectTimes) => void;

/** The two ways to make a connection. */
export interface Connects {
  /** Verifies the server's certificate. */
  readonly verified: Connect;
  /** For proxies only whose certificate was declared not to matter. */
  readonly unverified: Connect;
}

/** Connections that trust these certificates; undefined leaves it to Node. */
export function buildConnects(certificates: readonly string[] | undefined): Connects {
  const options = {
    timeout: 0,
    // On a resumed session Node does not check the certificate's name again.
    maxCachedSessions: 0,
    // Said, or NODE_TLS_REJECT_UNAUTHORIZED=0 would decide.
    rejectUnauthorized: true,
    // Hundreds of certificates are parsed once, not for each connection.
    ...(certificates && { secureContext: createSecureContext({ ca: [...certificates] }) }),
  };
  return {
    verified: buildConnector(options),
    unverified: buildConnector({ ...options, rejectUnauthorized: false }),
  };
}

/** Connects straight to the origin at `address`. */
export function directConnector(
  base: Connect,
  address: string,
  watch: SocketWatch,
  note?: ConnectNote,
): Connector {
  return (options, callback) => {
    const clock = new ConnectClock();
    let certificate: CertificateFacts = {};
    const socket = base(options, (error, connected) => {
      if (error) {
        callback(new FailureError(networkFailure(error, address, certificate)), null);
        return;
      }
      note?.(options.protocol === 'https:' ? clock.secured() : clock.connected());
      callback(null, connected);
    });
    clock.watch(socket);
    watch(socket);
    // Once Node has refused the certificate, the socket no longer gives it away.
    socket.prependListener('secure', () => {
      certificate = certificateFacts((socket as TLSSocket).getPeerCertificate());
    });
  };
}

/**
 * Connects to the origin at `address` through a tunnel (CONNECT) of the proxy, http origins too:
 * so a page that the proxy answers with is never taken for the agent's answer. All until the tunnel
 * is there counts as connecting.
 */
export function proxyConnector(
  { verified, unverified }: Connects,
  address: string,
  watch: SocketWatch,
  proxy: Proxy,
  note: ConnectNote,
): Connector {
  const url = proxyUrl(proxy);
  if (!url) {
    const failure = proxyFailure(proxy.url.slice(proxy.url.lastIndexOf('@') + 1), proxy.source);
    return (_options, callback) => {
      callback(new FailureError(failure), null);
    };
  }
  const proxyAddress = hostAndPort(url);
  const refused = (status?: number): Failure => proxyFailure(proxyAddress, proxy.source, status);
  const base = proxy.acceptsAnyCertificate ? unverified : verified;
  const connect = directConnector(base, proxyAddress, watch);
  const client = new Client(url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  const headers = { host: address, ...credentials(proxy, url) };

  return (options, callback) => {
    const clock = new ConnectClock();
    connectTunnel.call(client, { path: address, headers }).then(
      ({ statusCode, socket }) => {
        const isOpen = statusCode >= 200 && statusCode < 300;
        if (!isOpen) {
          socket.destroy();
          callback(new FailureError(refused(statusCode)), null);
        } else if (options.protocol === 'https:') {
          const httpSocket = socket as Socket;
          const connectMs = clock.elapsedMs();
          const secure = directConnector(verified, address, watch);
          secure({ ...options, httpSocket }, (error, secured) => {
            if (error) {
              callback(new FailureError(tunnelFailure(error, refused())), null);
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
      (error: unknown) => {
        const failure = networkFailure(error, proxyAddress);
        const isCertificate = failure.kind === 'tls';
        const reported = { ...refused(), retryable: failure.retryable };
        callback(new FailureError(isCertificate ? failure : reported), null);
      },
    );
  };
}

/** A bad certificate is the origin's, any other trouble in a fresh tunnel the proxy's. */
function tunnelFailure(error: Error, proxyFault: Failure): Failure {
  const failure = error instanceof FailureError ? error.failure : undefined;
  const isCertificate = failure?.cause?.type === 'certificate' && failure.cause.reason !== 'other';
  return isCertificate ? failure : proxyFault;
}

function proxyFailure(address: string, source: string, status?: number): Failure {
  const retryable = status !== undefined && status >= 500;
  const cause = { type: 'proxy', address, source } as const;
  return { kind: 'proxy', cause, retryable, ...(status !== undefined && { status }) };
}

function credentials(
  { authorization }: Proxy,
  { username, password }: URL,
): { 'proxy-authorization'?: string } {
  if (authorization) return { 'proxy-authorization': authorization };
  if (username === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** What a URL has escaped; a percent sign that escapes nothing is taken as it stands. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}
