import { describeCause } from './describeCause.ts';
import type { Failure, FailureKind } from './failure.ts';
import { formatDuration } from './formatDuration.ts';
import { t } from './l10n.ts';
import type { Intent } from './protocol.ts';

/** What a failure's button does: the same request again, or one of the host's intents. */
export type FailureAction =
  | 'retry'
  | Extract<
      Intent,
      | 'setApiKey'
      | 'newSession'
      | 'endSession'
      | 'openSettings'
      | 'switchAgent'
      | 'checkConnection'
      | 'showLog'
    >;

/** A failure in words. Plain text: no markup, no HTML, no key. */
export interface FailureText {
  /** What happened, a few words without a full stop. */
  readonly title: string;
  /** What is known and what to do next, in whole sentences. */
  readonly detail: string;
  /** The first is the most useful one. */
  readonly actions: readonly FailureAction[];
}

/** Captions of the actions' buttons, in the user's language at the moment they are read. */
export const failureActionLabels: Readonly<Record<FailureAction, string>> = {
  get retry() {
    return t('Try again');
  },
  get setApiKey() {
    return t('Set API key');
  },
  get newSession() {
    return t('New session');
  },
  get endSession() {
    return t('End session');
  },
  get openSettings() {
    return t('Open settings');
  },
  get switchAgent() {
    return t('Switch agent');
  },
  get checkConnection() {
    return t('Check connection');
  },
  get showLog() {
    return t('Show log');
  },
};

const byKind: Readonly<Record<FailureKind, () => FailureText>> = {
  missingKey: () => ({
    title: t('There is no API key for this agent'),
    detail: t('Enter the key from the onboarding mail, then send the message again.'),
    actions: ['setApiKey', 'retry'],
  }),
  unauthorized: () => ({
    title: t('The API key was not accepted'),
    detail: t("Replace it with the key from the onboarding mail, which is Sofia's own key."),
    actions: ['setApiKey', 'checkConnection', 'retry'],
  }),
  forbidden: () => ({
    title: t('This key may not use this agent'),
    detail: t('Check that key, business ID and agent ID belong together.'),
    actions: ['openSettings', 'setApiKey'],
  }),
  notFound: () => ({
    title: t('This address does not speak Agent Graph'),
    detail: t('Check the base URL and the business ID of the agent.'),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  invalidRequest: () => ({
    title: t('Sofia did not accept the request'),
    detail: t('Change the message or the settings of the agent, then send it again.'),
    actions: ['openSettings', 'showLog'],
  }),
  rateLimited: () => ({
    title: t('Too many requests'),
    detail: t('Wait a moment, then try again.'),
    actions: ['retry'],
  }),
  unavailable: () => ({
    title: t('Sofia is not available right now'),
    detail: t('This usually passes: try again in a moment.'),
    actions: ['retry', 'showLog'],
  }),
  server: () => ({
    title: t('The server had a problem'),
    detail: t('Try again. If it stays, ask Connectly and quote the time and the session.'),
    actions: ['retry', 'showLog'],
  }),
  network: () => ({
    title: t('The connection failed'),
    detail: t('Check your network and the base URL of the agent, then try again.'),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  proxy: () => ({
    title: t('The proxy did not let the request through'),
    detail: t('Check the proxy settings and its user name and password.'),
    actions: ['retry', 'checkConnection', 'showLog'],
  }),
  tls: () => ({
    title: t('The connection is not secure, so nothing was sent'),
    detail: t("The server's certificate could not be verified."),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  timeout: () => ({
    title: t('Sofia took too long'),
    detail: t('Try again, or allow more time.'),
    actions: ['retry', 'checkConnection', 'showLog'],
  }),
  protocol: () => ({
    title: t('A part of the answer could not be read'),
    detail: t('It is not of a form that Agent Graph is known to send.'),
    actions: ['retry', 'showLog'],
  }),
  sessionLost: () => ({
    title: t('This session is over'),
    detail: t(
      'It was closed or has expired. Trying again opens a new one and sends the message there.',
    ),
    actions: ['retry', 'newSession'],
  }),
  internal: () => ({
    title: t('Ask Sofia made a mistake'),
    detail: t('This is a fault of the program, not of the agent. The log says more.'),
    actions: ['retry', 'showLog'],
  }),
};

/** A server's own words. Whoever made the failure took the markup out; this makes sure. */
function quoted(failure: Failure): string | undefined {
  const words = failure.detail
    ?.replace(/<[a-z!/?][^>]*(?:>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words ? t('The server says: "{words}"', { words }) : undefined;
}

/** Status and code, for whoever has to look it up. */
function numbers({ status, code }: Failure): string | undefined {
  const parts = [
    status === undefined ? undefined : `HTTP ${status}`,
    code === undefined ? undefined : t('code {code}', { code: String(code) }),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `(${parts.join(', ')})` : undefined;
}

function describeKind({ kind, retryAfterMs = 0 }: Failure): FailureText {
  const text = byKind[kind]();
  if (retryAfterMs <= 0) return text;
  const wait = formatDuration(retryAfterMs);
  return { ...text, detail: t('Try again in {wait}.', { wait }) };
}

/** Every sentence about a failure that the product shows comes from here. */
export function describeFailure(failure: Failure): FailureText {
  const text = { ...describeKind(failure), ...describeCause(failure) };
  const detail = [text.detail, quoted(failure), numbers(failure)]
    .filter((part) => part !== undefined)
    .join(' ');
  return { ...text, detail };
}
