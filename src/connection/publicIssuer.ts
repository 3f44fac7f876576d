import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

let roots: ReadonlyMap<string, readonly X509Certificate[]> | undefined;

/**
 * True when a certificate of the chain was signed by one of the public authorities that Node comes
 * with, whatever else this machine trusts; undefined where Node's list is not known.
 */
export function hasPublicIssuer(chain: readonly X509Certificate[]): boolean | undefined {
  roots ??= publicRoots();
  if (roots.size === 0) return undefined;
  // A root may be known under a certificate of an older one, so that keys count, not certificates.
  return chain.some((certificate) =>
    (roots?.get(certificate.issuer) ?? []).some((root) => certificate.verify(root.publicKey)),
  );
}

function publicRoots(): ReadonlyMap<string, readonly X509Certificate[]> {
  const found = new Map<string, X509Certificate[]>();
  for (const pem of rootCertificates) {
    const root = new X509Certificate(pem);
    found.set(root.subject, [...(found.get(root.subject) ?? []), root]);
  }
  return found;
}
