import { formatLocale, t } from '../l10n.ts';
import type { CauseOf } from './failure.ts';
import type { FailureWords } from './failureText.ts';

type Certificate = CauseOf<'certificate'>;
type Words = Pick<FailureWords, 'title' | 'next'> & { readonly cause: string };

/** Describes a bad certificate; names the proxy if it is the proxy's. */
export function describeCertificate(cause: Certificate): Partial<FailureWords> {
  const { address, proxySource: source, extra } = cause;
  const words = byReason[cause.reason](cause);
  const sentences = [
    words.cause,
    source !== undefined &&
      t('{address} is the proxy set in {source}, not the agent.', { address, source }),
    aloneSentence(cause),
    extra && faults[extra.fault]({ file: extra.file, issuer: cause.issuer ?? '?' }),
  ];
  return { ...words, cause: sentences.filter(Boolean).join(' ') };
}

const byReason: Readonly<Record<Certificate['reason'], (cause: Certificate) => Words>> = {
  unknownIssuer: ({ address, issuer, extra }) => ({
    title: t('The certificate is from an unknown issuer'),
    cause:
      issuer === undefined
        ? t("This computer doesn't trust the issuer of the certificate for {address}.", { address })
        : t("This computer doesn't trust the certificate for {address}, issued by {issuer}.", {
            address,
            issuer,
          }),
    next: extra
      ? afterExtra(extra.fault)
      : t(
          'On a company network, ask IT to install its root certificate, or set NODE_EXTRA_CA_CERTS to a PEM file that contains it.',
        ),
  }),
  selfSigned: ({ address }) => ({
    title: t('The certificate is self-signed'),
    cause: t(
      'The certificate for {address} was issued by the server itself, not by a certificate authority.',
      {
        address,
      },
    ),
    next: t(
      'The server administrator should get a certificate from a certificate authority. If you trust this one, set NODE_EXTRA_CA_CERTS to a PEM file that contains it.',
    ),
  }),
  missingIntermediate: ({ address, issuer }) => ({
    title: t('The server sends an incomplete certificate chain'),
    cause:
      issuer === undefined
        ? t("{address} doesn't send its issuer's certificate.", { address })
        : t("{address} doesn't send the certificate of its issuer, {issuer}.", { address, issuer }),
    next: t('The server administrator must add it. Browsers often hide this error.'),
  }),
  wrongName: ({ address, names }) => ({
    title: t('The certificate belongs to another host'),
    cause:
      names === undefined
        ? t("The certificate isn't valid for {address}.", { address })
        : t('The certificate is valid only for {names}, not for {address}.', { address, names }),
    next: t('Check the host name, or contact the server administrator.'),
  }),
  expired: ({ address, validTo }) => ({
    title: t('The certificate has expired'),
    cause:
      validTo === undefined
        ? t('The certificate for {address} is no longer valid.', { address })
        : t('The certificate for {address} was valid until {date}.', {
            address,
            date: day(validTo),
          }),
    next: t(
      "Check this computer's date. If it's correct, the server administrator must renew the certificate.",
    ),
  }),
  notYetValid: ({ address, validFrom }) => ({
    title: t("The certificate isn't valid yet"),
    cause:
      validFrom === undefined
        ? t("The certificate for {address} isn't valid yet.", { address })
        : t("The certificate for {address} isn't valid until {date}.", {
            address,
            date: day(validFrom),
          }),
    next: t("Check this computer's date."),
  }),
  other: ({ address }) => ({
    title: t("The certificate couldn't be verified"),
    cause: t("The certificate for {address} couldn't be verified.", { address }),
    next: t('Check the base URL, or contact the server administrator.'),
  }),
};

/** For an issuer that could be a root or an intermediate. */
function aloneSentence({ reason, isAlone, issuer }: Certificate): string | undefined {
  if (reason !== 'unknownIssuer' || !isAlone || issuer === undefined) return undefined;
  return t(
    'The server sent no other certificates. If {issuer} is an intermediate authority, the server administrator must add its certificate.',
    { issuer },
  );
}

type ExtraFault = NonNullable<Certificate['extra']>['fault'];

/** The fix for a bad file. The variable is read when the program starts, hence the restart. */
function afterExtra(fault: ExtraFault): string {
  switch (fault) {
    case 'der':
      return t(
        'Convert the file with "openssl x509 -inform der", set NODE_EXTRA_CA_CERTS to the PEM file, then restart VS Code or run the command again.',
      );
    case 'noIssuer':
      return t(
        'Ask IT for that certificate in PEM format, add it to the file, then restart VS Code or run the command again.',
      );
    default:
      return t(
        "Set NODE_EXTRA_CA_CERTS to a PEM file with your company's root certificate (ask IT for it), then restart VS Code or run the command again.",
      );
  }
}

const faults: Readonly<
  Record<ExtraFault, (names: Readonly<Record<'file' | 'issuer', string>>) => string>
> = {
  missing: (names) => t("NODE_EXTRA_CA_CERTS is set to {file}, which doesn't exist.", names),
  unreadable: (names) => t("NODE_EXTRA_CA_CERTS is set to {file}, which can't be read.", names),
  der: (names) =>
    t(
      'NODE_EXTRA_CA_CERTS is set to {file}, which is in DER format and must be converted to PEM.',
      names,
    ),
  notPem: (names) =>
    t('NODE_EXTRA_CA_CERTS is set to {file}, which contains no certificate in PEM format.', names),
  noIssuer: (names) =>
    t(
      "NODE_EXTRA_CA_CERTS is set to {file}, which doesn't contain the certificate of {issuer}.",
      names,
    ),
};

/** The certificate's printed date in the user's language. */
function day(printed: string): string {
  const epochMs = Date.parse(printed);
  if (Number.isNaN(epochMs)) return printed;
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium' }).format(epochMs);
}
