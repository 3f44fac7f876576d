import type { PeerCertificate } from 'node:tls';
import type { CertificateFacts } from '../networkFailure.ts';

/** What failures tell of a certificate; nothing where there is none. */
export function certificateFacts(certificate: Partial<PeerCertificate>): CertificateFacts {
  const { issuer, valid_from: validFrom, valid_to: validTo } = certificate;
  const issuerName = [issuer?.CN ?? issuer?.O].flat()[0];
  return {
    ...(issuerName && { issuer: issuerName }),
    ...(validFrom && { validFrom }),
    ...(validTo && { validTo }),
  };
}
