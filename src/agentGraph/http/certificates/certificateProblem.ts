import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates, type DetailedPeerCertificate } from 'node:tls';
import type { Failure, CauseOf } from '../../../shared/failure/failure.ts';
import { withoutUserNames } from '../../redact.ts';

type Certificate = CauseOf<'certificate'>;

/** The extension of certificates logged by public authorities: their receipts (RFC 6962, 3.3). */
const publicReceipts = Buffer.from('2b06010401d679020402', 'hex');

/**
 * Adds to an unknown-issuer failure what the certificates say: whether the server leaves out an
 * intermediate, and what is wrong with the file of NODE_EXTRA_CA_CERTS. `trusted` holds the trusted
 * certificates in PEM; undefined means Node's bundled roots.
 */
export function withIssuerProblem(
  failure: Failure,
  leaf: Partial<DetailedPeerCertificate> | undefined,
  trusted: readonly string[] | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Failure {
  const { cause } = failure;
  if (cause?.type !== 'certificate') return failure;
  if (cause.reason !== 'unknownIssuer' && cause.reason !== 'selfSigned') return failure;
  const chain = chainOf(leaf);
  const last = chain.at(-1);
  const file = environment['NODE_EXTRA_CA_CERTS'];
  const extra = file ? extraFault(file, last) : undefined;
  const refined = { ...cause, ...(last && issuerReason(cause.reason, chain, last, trusted)) };
  // If the server leaves out the issuer, the file need not hold it.
  const isExplained = extra?.fault === 'noIssuer' && refined.reason === 'missingIntermediate';
  return { ...failure, cause: extra && !isExplained ? { ...refined, extra } : refined };
}

function issuerReason(
  reason: Certificate['reason'],
  chain: readonly X509Certificate[],
  last: X509Certificate,
  trusted: readonly string[] | undefined,
): Partial<Certificate> {
  const isAlone = chain.length === 1 && last.issuer !== last.subject;
  if (reason !== 'unknownIssuer' || last.issuer === last.subject) return {};
  // A public authority's root is trusted everywhere, so the missing one is an intermediate.
  const isPublic = chain.some(({ raw }) => raw.includes(publicReceipts));
  const issuerIsMissing = isPublic || isOfTrusted(last, trusted ?? rootCertificates);
  return { ...(issuerIsMissing && { reason: 'missingIntermediate' }), ...(isAlone && { isAlone }) };
}

/** True if we trust another authority of the organization that issued this certificate. */
function isOfTrusted({ issuer }: X509Certificate, trusted: readonly string[]): boolean {
  const organization = /^O=.+$/m.exec(issuer)?.[0];
  if (organization === undefined) return false;
  return certificatesIn(trusted).some(({ subject }) => subject.split('\n').includes(organization));
}

function extraFault(path: string, last: X509Certificate | undefined): Certificate['extra'] {
  const file = withoutUserNames(path);
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { file, fault: isMissing ? 'missing' : 'unreadable' };
  }
  const pems = content.toString('latin1').match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g);
  if (!pems) {
    // 0x30 (a sequence) is the first byte of a certificate in DER.
    return { file, fault: content[0] === 0x30 ? 'der' : 'notPem' };
  }
  const subjects = certificatesIn(pems).map(({ subject }) => subject);
  if (subjects.length === 0) return { file, fault: 'notPem' };
  if (!last || subjects.includes(last.issuer)) return undefined;
  return { file, fault: 'noIssuer' };
}

function certificatesIn(pems: readonly string[]): readonly X509Certificate[] {
  return pems.flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      // Another kind, or damaged; Node skips it too.
      return [];
    }
  });
}

/**
 * The chain from the server's certificate to the last known one. A root is its own issuer; an
 * incomplete chain ends without a root.
 */
export function chainOf(
  leaf: Partial<DetailedPeerCertificate> | undefined,
): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<object>();
  let next = leaf;
  while (next?.raw && !seen.has(next)) {
    seen.add(next);
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}
