import type { FailureText } from './describeFailure.ts';
import type { Failure, FailureCause, Framing } from './failure.ts';
import { formatDuration } from './formatDuration.ts';
import { t } from './l10n.ts';

type Cause<T extends FailureCause['type']> = Extract<FailureCause, { type: T }>;

const limits: Readonly<Record<Cause<'limit'>['limit'], (limit: string) => Partial<FailureText>>> = {
  connect: (limit) => ({
    title: t('No connection within the time limit'),
    detail: t('The host did not answer for {limit}. Check the base URL and your network.', {
      limit,
    }),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  firstByte: (limit) => ({
    title: t('Sofia did not begin to answer'),
    detail: t(
      'Nothing came for {limit}. The message may have arrived all the same; trying again sends it a second time.',
      { limit },
    ),
  }),
  idle: (limit) => ({
    title: t('The answer stopped in the middle'),
    detail: t('Nothing more came for {limit}. What had arrived is kept.', { limit }),
  }),
  total: (limit) => ({
    title: t('The answer took too long'),
    detail: t('It was still going on after {limit}. What had arrived is kept.', { limit }),
  }),
};

const connections: Readonly<
  Record<Cause<'connection'>['reason'], (address: string) => Partial<FailureText>>
> = {
  dns: (address) => ({
    title: t('The host was not found'),
    detail: t('{address} has no address. Check the base URL or your network.', { address }),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  refused: (address) => ({
    title: t('The connection was refused'),
    detail: t('Nothing listens at {address}. Check the base URL and that the server runs.', {
      address,
    }),
  }),
  unreachable: (address) => ({
    title: t('The host cannot be reached'),
    detail: t('There is no way to {address}. Check your network or VPN.', { address }),
  }),
  reset: (address) => ({
    title: t('The connection broke off'),
    detail: t('{address} ended it. What had arrived is kept.', { address }),
  }),
  other: (address) => ({
    detail: t('The connection to {address} failed. Check your network and the base URL.', {
      address,
    }),
  }),
};

function describeCertificate(cause: Cause<'certificate'>): Partial<FailureText> {
  const { reason, address, issuer } = cause;
  switch (reason) {
    case 'unknownIssuer':
      return {
        title: t('The certificate comes from an unknown issuer'),
        detail: [
          issuer === undefined
            ? t('This machine does not trust the issuer of the certificate of {address}.', {
                address,
              })
            : t(
                'The certificate of {address} was issued by {issuer}, which this machine does not trust.',
                { address, issuer },
              ),
          t(
            'In a company network, have its certificate authority installed, or name it in NODE_EXTRA_CA_CERTS. Nothing was sent.',
          ),
        ].join(' '),
      };
    case 'wrongName':
      return {
        title: t('The certificate belongs to another host'),
        detail: t(
          'What answers at {address} cannot prove that name. Check the base URL. Nothing was sent.',
          { address },
        ),
      };
    case 'expired':
      return {
        title: t('The certificate is not valid today'),
        detail: [
          t('The certificate of {address} has expired or is not valid yet.', { address }),
          validity(cause),
          t("Check this machine's clock. Nothing was sent."),
        ]
          .filter((sentence) => sentence !== undefined)
          .join(' '),
      };
    case 'other':
      return {
        detail: t('The certificate of {address} could not be verified. Nothing was sent.', {
          address,
        }),
      };
  }
}

function validity({ validFrom, validTo }: Cause<'certificate'>): string | undefined {
  if (validFrom !== undefined && validTo !== undefined) {
    return t('It is valid from {from} until {to}.', { from: validFrom, to: validTo });
  }
  if (validFrom !== undefined) return t('It is valid from {from}.', { from: validFrom });
  return validTo === undefined ? undefined : t('It is valid until {to}.', { to: validTo });
}

const lineProblems: Readonly<
  Record<Cause<'line'>['reason'], (args: { line: number; size: string }) => string>
> = {
  notJson: (args) => t('Line {line} ({size}) is not JSON.', args),
  cut: (args) => t('Line {line} ({size}) was cut off.', args),
  invalidUtf8: (args) => t('Line {line} ({size}) is not valid UTF-8.', args),
  tooLong: (args) => t('Line {line} ({size}) is too long.', args),
  tooDeep: (args) => t('Line {line} ({size}) is nested too deeply.', args),
};

const framings: Readonly<Record<Framing, () => string>> = {
  concatenated: () =>
    t(
      'The line breaks between its JSON values are missing. A proxy may have taken them out. What can be read is shown.',
    ),
  carriageReturns: () =>
    t(
      'Its lines end with a carriage return (CR), not with a line feed (LF). What can be read is shown.',
    ),
  sse: () =>
    t(
      'It came as server-sent events, with "data:" before its lines. A proxy may have made them. What can be read is shown.',
    ),
  spread: () =>
    t(
      'It has one JSON value on several lines, not one on each. Something on the way may have formatted it.',
    ),
  gzip: () =>
    t(
      'It is compressed with gzip, and the header Content-Encoding does not say so. A proxy may have removed it.',
    ),
};

function describeLine(cause: Cause<'line'>): Partial<FailureText> {
  const { line, bytes, reason, head, place } = cause;
  const size = bytes === 1 ? t('1 byte') : t('{count} bytes', { count: bytes });
  return {
    title:
      reason === 'cut' ? t('The answer broke off') : t('A line of the answer could not be read'),
    detail:
      (place === undefined
        ? lineProblems[reason]({ line, size })
        : t('{place} in line {line} is nested too deeply; the rest of the line is shown.', {
            place,
            line,
          })) + beginning(head, more(head, bytes)),
  };
}

function describeBody({ head }: Cause<'body'>): Partial<FailureText> {
  const detail = t(
    'Something else answers at this address, a sign-in page or a proxy perhaps. Check the base URL and your network.',
  );
  return {
    title: t('The reply is not from Agent Graph'),
    detail: detail + beginning(head),
    actions: ['openSettings', 'checkConnection', 'retry'],
  };
}

/** A sentence that quotes the first characters, unless there are none that a person could read. */
function beginning(head: string, ellipsis = ''): string {
  if (head === '' || isMarkup(head)) return '';
  return ` ${t('It begins: {head}', { head: head + ellipsis })}`;
}

/** Fields of the agent's settings; all others belong to a message. */
function isSetting(field: string): boolean {
  return /^(?:askSofia\..*|.*\.sofia\/agents\.json.*|baseUrl|businessId|agentId|clientKey)$/s.test(
    field,
  );
}

function describeInput({ field, problem }: Cause<'input'>): Partial<FailureText> {
  if (field === 'apiKey') {
    return { title: t('The API key cannot be sent'), detail: problem, actions: ['setApiKey'] };
  }
  if (isSetting(field)) {
    return {
      title: t('{field} is not right', { field }),
      detail: problem,
      actions: ['openSettings', 'switchAgent'],
    };
  }
  const refusal =
    field === 'text' ? t('The text cannot be sent.') : t('"{field}" cannot be sent.', { field });
  return { title: t('The message was not sent'), detail: `${refusal} ${problem}`, actions: [] };
}

function more(head: string, bytes: number): string {
  return head.length < bytes ? '…' : '';
}

/** Markup is for browsers, not for sentences. */
function isMarkup(text: string): boolean {
  return /<[a-z!/?]/i.test(text);
}

/** What the cause says better than the kind alone; nothing where there is no cause. */
export function describeCause({ cause }: Failure): Partial<FailureText> {
  switch (cause?.type) {
    case undefined:
      return {};
    case 'line':
      return describeLine(cause);
    case 'limit':
      return limits[cause.limit](formatDuration(cause.limitMs));
    case 'connection':
      return connections[cause.reason](cause.address);
    case 'certificate':
      return describeCertificate(cause);
    case 'proxy': {
      const { address, source } = cause;
      return {
        detail: t(
          'The proxy {address}, named by {source}, refused or could not be reached. Check it and its credentials.',
          { address, source },
        ),
      };
    }
    case 'redirect':
      return {
        title: t('The server points to another address'),
        detail: t(
          'It redirects to {to}. The key was not sent there. If that is right, make it the base URL.',
          { to: cause.to },
        ),
        actions: ['openSettings', 'showLog'],
      };
    case 'body':
      return describeBody(cause);
    case 'framing':
      return {
        title: t('The lines of the answer are not as they should be'),
        detail: framings[cause.reason](),
      };
    case 'noBody':
      return {
        title: t('The answer is not in the file'),
        detail: t('The archive has no body for this answer; export it again with content.'),
        actions: [],
      };
    case 'input':
      return describeInput(cause);
  }
}
