import type { FailureText } from './describeFailure.ts';
import type { Failure, FailureCause } from './failure.ts';
import { formatDuration } from './formatDuration.ts';

type Cause<T extends FailureCause['type']> = Extract<FailureCause, { type: T }>;

const limits: Readonly<Record<Cause<'limit'>['limit'], (limit: string) => Partial<FailureText>>> = {
  connect: (limit) => ({
    title: 'No connection within the time limit',
    detail: `The host did not answer for ${limit}. Check the base URL and your network.`,
    actions: ['retry', 'openSettings', 'showLog'],
  }),
  firstByte: (limit) => ({
    title: 'Sofia did not begin to answer',
    detail: `Nothing came for ${limit}. The message may have arrived all the same; trying again sends it a second time.`,
  }),
  idle: (limit) => ({
    title: 'The answer stopped in the middle',
    detail: `Nothing more came for ${limit}. What had arrived is kept.`,
  }),
  total: (limit) => ({
    title: 'The answer took too long',
    detail: `It was still going on after ${limit}. What had arrived is kept.`,
  }),
};

const connections: Readonly<
  Record<Cause<'connection'>['reason'], (address: string) => Partial<FailureText>>
> = {
  dns: (address) => ({
    title: 'The host was not found',
    detail: `${address} has no address. Check the base URL or your network.`,
    actions: ['openSettings', 'retry', 'showLog'],
  }),
  refused: (address) => ({
    title: 'The connection was refused',
    detail: `Nothing listens at ${address}. Check the base URL and that the server runs.`,
  }),
  unreachable: (address) => ({
    title: 'The host cannot be reached',
    detail: `There is no way to ${address}. Check your network or VPN.`,
  }),
  reset: (address) => ({
    title: 'The connection broke off',
    detail: `${address} ended it. What had arrived is kept.`,
  }),
  other: (address) => ({
    detail: `The connection to ${address} failed. Check your network and the base URL.`,
  }),
};

function describeCertificate(cause: Cause<'certificate'>): Partial<FailureText> {
  const { reason, address, issuer, validFrom, validTo } = cause;
  switch (reason) {
    case 'unknownIssuer': {
      const by = issuer === undefined ? '' : ` by ${issuer}`;
      return {
        title: 'The certificate comes from an unknown issuer',
        detail: `The certificate of ${address} was issued${by}, which this machine does not trust. In a company network, have its certificate authority installed, or name it in NODE_EXTRA_CA_CERTS. Nothing was sent.`,
      };
    }
    case 'wrongName':
      return {
        title: 'The certificate belongs to another host',
        detail: `What answers at ${address} cannot prove that name. Check the base URL. Nothing was sent.`,
      };
    case 'expired': {
      const from = validFrom === undefined ? '' : ` from ${validFrom}`;
      const to = validTo === undefined ? '' : ` until ${validTo}`;
      const dates = from + to === '' ? '' : `It is valid${from}${to}. `;
      return {
        title: 'The certificate is not valid today',
        detail: `The certificate of ${address} has expired or is not valid yet. ${dates}Check this machine's clock. Nothing was sent.`,
      };
    }
    case 'other':
      return { detail: `The certificate of ${address} could not be verified. Nothing was sent.` };
  }
}

const lineProblems: Readonly<Record<Cause<'line'>['reason'], string>> = {
  notJson: 'is not JSON',
  cut: 'was cut off',
  invalidUtf8: 'is not valid UTF-8',
  tooLong: 'is too long',
  tooDeep: 'is nested too deeply',
};

function describeLine({ line, bytes, reason, head }: Cause<'line'>): Partial<FailureText> {
  const begins = head === '' || isMarkup(head) ? '' : ` It begins: ${head}${more(head, bytes)}`;
  const size = `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return {
    title: reason === 'cut' ? 'The answer broke off' : 'A line of the answer could not be read',
    detail: `Line ${line} (${size}) ${lineProblems[reason]}.${begins}`,
  };
}

function describeBody({ head }: Cause<'body'>): Partial<FailureText> {
  const begins = head === '' || isMarkup(head) ? '' : ` It begins: ${head}`;
  return {
    title: 'The reply is not from Agent Graph',
    detail: `Something else answers at this address, a sign-in page or a proxy perhaps. Check the base URL and your network.${begins}`,
    actions: ['openSettings', 'retry', 'showLog'],
  };
}

/** Fields of the agent's settings; all others belong to a message. */
function isSetting(field: string): boolean {
  return /^(?:askSofia\..*|baseUrl|businessId|agentId|clientKey)$/s.test(field);
}

function describeInput({ field, problem }: Cause<'input'>): Partial<FailureText> {
  if (field === 'apiKey') {
    return { title: 'The API key cannot be sent', detail: problem, actions: ['setApiKey'] };
  }
  if (isSetting(field)) {
    return { title: `${field} is not right`, detail: problem, actions: ['openSettings'] };
  }
  const which = field === 'text' ? 'The text' : `"${field}"`;
  const detail = `${which} cannot be sent. ${problem}`;
  return { title: 'The message was not sent', detail, actions: [] };
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
    case 'proxy':
      return {
        detail: `The proxy ${cause.address}, named by ${cause.source}, refused or could not be reached. Check it and its credentials.`,
      };
    case 'redirect':
      return {
        title: 'The server points to another address',
        detail: `It redirects to ${cause.to}. The key was not sent there. If that is right, make it the base URL.`,
        actions: ['openSettings', 'showLog'],
      };
    case 'body':
      return describeBody(cause);
    case 'input':
      return describeInput(cause);
  }
}
