import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { StepFact } from '../shared/connection/connectionReport.ts';
import { formatLocale, t } from '../shared/l10n.ts';
import type { Encryption } from './encryption.ts';
import { oneLine } from './sanitizeReport.ts';
import { type StepResult, wentWrong, works, worksBut } from './stepResult.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Days left on a certificate below which we warn. */
const warnedDays = 14;

/** The result of a handshake, with warnings about its certificate. */
export function encryptionResult(found: Encryption, host: string, nowMs: number): StepResult {
  const { problem, protocol, issuer, validTo } = found;
  const root = rootName(found);
  const facts: StepFact[] = [
    ...(issuer === undefined ? [] : [[t('Issuer'), issuer] as const]),
    ...(root === undefined || root === issuer ? [] : [[t('Root'), root] as const]),
    ...(validTo === undefined ? [] : [[t('Valid until'), day(validTo)] as const]),
    ...(protocol === undefined ? [] : [[t('Protocol'), protocol] as const]),
  ];
  if (problem) return wentWrong(problem, { facts });
  const warnings = [
    issuerWarning(found, host),
    validTo === undefined ? undefined : endWarning(validTo - nowMs, validTo),
  ].filter((warning) => warning !== undefined);
  return warnings.length > 0 ? worksBut(warnings.join(' '), { facts }) : works(facts);
}

/** The result for an agent over plain http, which is allowed on this machine only. */
export function plainResult({ hostname: host }: URL): StepResult {
  const text = t(
    "The connection to {host} uses plain HTTP. What's sent doesn't leave this computer.",
    {
      host,
    },
  );
  return works([], text);
}

function issuerWarning({ chain, issuer }: Encryption, host: string): string | undefined {
  if (hasPublicIssuer(chain) !== false) return undefined;
  return t(
    "The certificate of {host} was issued by {issuer}, which isn't a public authority. This computer trusts it, so either the server is private, or your network inspects TLS and can read what's sent, including the API key.",
    { issuer: issuer ?? t('an unnamed issuer'), host },
  );
}

function endWarning(leftMs: number, validTo: number): string | undefined {
  if (leftMs >= warnedDays * dayMs) return undefined;
  return t("The certificate expires soon, on {date}. The server's administrator must renew it.", {
    date: day(validTo),
  });
}

/** The name of the chain's last certificate, if it is a root. */
function rootName({ chain }: Encryption): string | undefined {
  const last = chain.at(-1);
  if (!last || last.issuer !== last.subject) return undefined;
  const name = (/^CN=(.+)$/m.exec(last.subject) ?? /^O=(.+)$/m.exec(last.subject))?.[1];
  return name === undefined ? undefined : oneLine(name);
}

function day(epochMs: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium' }).format(epochMs);
}

let roots: ReadonlyMap<string, readonly X509Certificate[]> | undefined;

/**
 * True if a certificate of the chain was signed by one of Node's bundled public authorities,
 * whatever else this machine trusts; undefined if Node's list is unknown.
 */
export function hasPublicIssuer(chain: readonly X509Certificate[]): boolean | undefined {
  roots ??= publicRoots();
  if (roots.size === 0) return undefined;
  // A root may also appear cross-signed by an older one, so compare keys, not certificates.
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
