import type { Socket } from 'node:net';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Failure } from '../../shared/failure.ts';
import { FailureError } from '../../shared/failure.ts';
import type { CertificateFacts } from './networkFailure.ts';
import { networkFailure } from './networkFailure.ts';
import type { Connect } from './parts.mjs';
import { Client, connectTunnel } from './parts.mjs';
import type { Proxy } from '../proxy.ts';
import { hostAndPort, proxyUrl } from '../proxy.ts';

/** Makes the sockets of one lane and reports why it could not, as a `FailureError`. */
export type Connector = (...parameters: Parameters<Connect>) => void;

/** Told of every socket at its birth, so that an abort can end it while it connects. */
export type SocketWatch = (socket: Socket) => void;

/** Connects straight to the origin at `address`. */
export function directConnector(base: Connect, address: string, watch: SocketWatch): Connector {
  return (options, callback) => {
    let certificate: CertificateFacts = {};
    const socket = base(options, (error, connected) => {
      if (error) callback(new FailureError(networkFailure(error, address, certificate)), null);
      else callback(null, connected);
    });
    watch(socket);
    // Once Node has refused the certificate, the socket no longer gives it away.
    socket.prependListener('secure', () => {
      certificate = certificateFacts((socket as TLSSocket).getPeerCertificate());
    });
  };
}

/**
 * Connects to the origin at `address` through a tunnel (CONNECT) of the proxy, http origins too:
 * so a page that the proxy answers with is never taken for the agent's answer.
 */
export function proxyConnector(
  base: Connect,
  address: string,
  watch: SocketWatch,
  proxy: Proxy,
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
  const connect = directConnector(base, proxyAddress, watch);
  const client = new Client(url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  const headers = { host: address, ...credentials(url) };

  return (options, callback) => {
    connectTunnel.call(client, { path: address, headers }).then(
      ({ statusCode, socket }) => {
        const isOpen = statusCode >= 200 && statusCode < 300;
        if (!isOpen) {
          socket.destroy();
          callback(new FailureError(refused(statusCode)), null);
        } else if (options.protocol === 'https:') {
          const httpSocket = socket as Socket;
          directConnector(
            base,
            address,
            watch,
          )({ ...options, httpSocket }, (error, secured) => {
            if (!error) callback(null, secured);
            else callback(new FailureError(tunnelFailure(error, refused())), null);
          });
        } else {
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

function credentials({ username, password }: URL): { 'proxy-authorization'?: string } {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function certificateFacts(certificate: Partial<PeerCertificate>): CertificateFacts {
  const { issuer, valid_from: validFrom, valid_to: validTo } = certificate;
  const issuerName = [issuer?.CN ?? issuer?.O].flat()[0];
  return {
    ...(issuerName && { issuer: issuerName }),
    ...(validFrom && { validFrom }),
    ...(validTo && { validTo }),
  };
}
