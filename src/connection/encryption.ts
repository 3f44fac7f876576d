import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { certificateFacts } from '../agentGraph/http/certificates/certificateFacts.ts';
import { chainOf, withIssuerProblem } from '../agentGraph/http/certificates/certificateProblem.ts';
import { networkFailure } from '../agentGraph/http/networkFailure.ts';
import { done, type Failure, failed, type Outcome } from '../shared/failure/failure.ts';
import { bareHost } from '../shared/privateHost.ts';
import { probe, type ProbeLimits } from './probe.ts';
import { addressOf, type Place } from './sockets.ts';

/** The result of a handshake; the certificate may be untrusted. */
export interface Encryption {
  readonly socket: TLSSocket;
  /** Why the certificate is not trusted. */
  readonly problem?: Failure;
  /** TLSv1.3, for example. */
  readonly protocol?: string;
  readonly issuer?: string;
  /** Milliseconds since the epoch. */
  readonly validTo?: number;
  /** From the server's certificate to the last known one, which may not be a root. */
  readonly chain: readonly X509Certificate[];
}

/** Certificates in PEM to trust instead of Node's own list. */
export type TrustedAuthorities = readonly string[] | undefined;

/** Starts TLS over a connected socket. A bad certificate does not fail; it is in the result. */
export function encrypt(
  socket: Socket,
  place: Place,
  ca: TrustedAuthorities,
  limits: ProbeLimits,
): Promise<Outcome<Encryption>> {
  const host = bareHost(place.hostname);
  const address = addressOf(place);
  return probe(limits, (settle) => {
    const secured = connect({
      socket,
      host,
      ...(isIP(host) === 0 && { servername: host }),
      ...(ca && { ca: [...ca] }),
      // Lets us inspect the certificate. Nothing is ever sent over this socket.
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    });
    const fail = (error: unknown): void => settle(failed(networkFailure(error, address)));
    secured.once('secureConnect', () => settle(done(encryptionOf(secured, address, ca))));
    secured.once('end', () => fail({ code: 'ECONNRESET' }));
    secured.on('error', fail);
    return () => secured.destroy();
  });
}

function encryptionOf(socket: TLSSocket, address: string, ca: TrustedAuthorities): Encryption {
  const certificate = socket.getPeerCertificate(true);
  const facts = certificateFacts(certificate);
  const { issuer, validTo = '' } = facts;
  // A string, despite its declared type.
  const code: unknown = socket.authorizationError;
  const problem = socket.authorized
    ? undefined
    : asCertificateProblem(networkFailure({ code }, address, facts), address);
  const protocol = socket.getProtocol();
  const end = Date.parse(validTo);
  return {
    socket,
    ...(problem && { problem: withIssuerProblem(problem, certificate, ca) }),
    ...(protocol && { protocol }),
    ...(issuer !== undefined && { issuer }),
    ...(!Number.isNaN(end) && { validTo: end }),
    chain: chainOf(certificate),
  };
}

/** An unknown error code still means a certificate problem. */
function asCertificateProblem(problem: Failure, address: string): Failure {
  if (problem.cause?.type === 'certificate') return problem;
  const cause = { type: 'certificate', reason: 'other', address } as const;
  return { kind: 'tls', cause, retryable: false };
}
