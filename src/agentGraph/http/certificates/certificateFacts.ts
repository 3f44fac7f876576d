import type { PeerCertificate } from 'node:tls';
import type { CertificateFacts } from '../networkFailure.ts';
import { plainDetail } from '../../redact.ts';

/** Names to list; some certificates hold a hundred. */
const maxNames = 6;

/** The facts that failures show of a certificate; empty if it has none. All text is untrusted. */
export function certificateFacts(certificate: Partial<PeerCertificate>): CertificateFacts {
  const { issuer, valid_from: validFrom, valid_to: validTo } = certificate;
  const issuerName = plainDetail([issuer?.CN ?? issuer?.O].flat()[0] ?? '', []);
  const names = namesOf(certificate);
  return {
    ...(issuerName !== undefined && { issuer: issuerName }),
    ...(validFrom && { validFrom }),
    ...(validTo && { validTo }),
    ...(names !== undefined && { names }),
  };
}

/** The hosts it is valid for; its subject counts only without a subjectAltName list. */
function namesOf({ subjectaltname = '', subject }: Partial<PeerCertificate>): string | undefined {
  const listed = [...subjectaltname.matchAll(/(?:DNS|IP Address):("[^"]*"|[^,\s]+)/g)];
  const names = listed.map(([, name = '']) => name.replaceAll('"', ''));
  const all = names.length > 0 ? names : [subject?.CN].flat().filter((name) => name !== undefined);
  const shown = all.slice(0, maxNames).join(', ');
  return plainDetail(all.length > maxNames ? `${shown}, …` : shown, []);
}
