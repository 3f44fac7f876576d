import { formatDuration } from '../format.ts';
import { t } from '../l10n.ts';
import { describeCause } from './describeCause.ts';
import type { Failure, FailureKind } from './failure.ts';
import { failureEffect } from './failureEffect.ts';
import type { FailureAction, FailureParts, FailureText, FailureWords } from './failureText.ts';

/** Button labels of the actions, translated when they are read. */
export const failureActionLabels: Readonly<Record<FailureAction, string>> = {
  get retry() {
    return t('Try Again');
  },
  get setApiKey() {
    return t('Set API Key');
  },
  get newSession() {
    return t('New Session');
  },
  get endSession() {
    return t('End Session');
  },
  get openSettings() {
    return t('Open Settings');
  },
  get switchAgent() {
    return t('Switch Agent');
  },
  get checkConnection() {
    return t('Check Connection');
  },
  get showLog() {
    return t('Show Log');
  },
};

const byKind: Readonly<Record<FailureKind, (failure: Failure) => FailureWords>> = {
  missingKey: () => ({
    title: t('This agent has no API key'),
    next: t('Enter the key from the onboarding email, then send the message again.'),
    actions: ['setApiKey', 'retry'],
  }),
  unauthorized: () => ({
    title: t('The API key was rejected'),
    next: t('Use the Sofia key from your onboarding email, not the general Connectly key.'),
    actions: ['setApiKey', 'checkConnection', 'retry'],
  }),
  forbidden: () => ({
    title: t("This API key doesn't have access to this agent"),
    next: t(
      'Check that the API key, business ID, and agent ID are from the same onboarding email.',
    ),
    actions: ['openSettings', 'setApiKey'],
  }),
  notFound: ({ code }) => ({
    // An API error code may well come from Agent Graph itself.
    title:
      code === undefined
        ? t('No Agent Graph API at this URL')
        : t("The server doesn't recognize this business or URL"),
    next: t("Check the agent's base URL and business ID."),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  invalidRequest: () => ({
    title: t('Sofia rejected the request'),
    next: t("Change the message or the agent's settings, then send the message again."),
    actions: ['openSettings', 'showLog'],
  }),
  rateLimited: () => ({
    title: t('Too many requests'),
    next: t('Wait a moment, then try again.'),
    actions: ['retry'],
  }),
  unavailable: () => ({
    title: t('Sofia is temporarily unavailable'),
    next: t('Try again in a moment.'),
    actions: ['retry', 'showLog'],
  }),
  server: (failure) => ({
    title: t("Connectly's server returned an error"),
    next: askSupport(failure),
    actions: ['retry', 'showLog'],
  }),
  network: () => ({
    title: t('The connection failed'),
    next: t('Check your network and the base URL, then try again.'),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  proxy: () => ({
    title: t("Couldn't connect through the proxy"),
    next: t('Check the proxy settings, or contact the proxy administrator.'),
    actions: ['retry', 'checkConnection', 'showLog'],
  }),
  tls: () => ({
    title: t("The connection isn't secure"),
    next: t('Check the base URL, or contact the server administrator.'),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  timeout: () => ({
    title: t('Sofia took too long'),
    next: t('Try again, or allow more time.'),
    actions: ['retry', 'checkConnection', 'showLog'],
  }),
  protocol: () => ({
    title: t("Part of the response can't be read"),
    cause: t("It isn't in a known Agent Graph format."),
    next: t('Try again. If it keeps happening, check the connection.'),
    actions: ['retry', 'showLog'],
  }),
  sessionLost: () => ({
    title: t('This session has ended'),
    cause: t('It was closed or has expired.'),
    next: t('Try again to send the message in a new session.'),
    actions: ['retry', 'newSession'],
  }),
  sessionBusy: () => ({
    title: t('The session is busy with another message'),
    next: t('Wait for it to finish and try again, or start a new session.'),
    actions: ['retry', 'newSession'],
  }),
  internal: () => ({
    title: t('Internal error in Ask Sofia, not in your agent'),
    next: t(
      'Try again. If it keeps happening, copy the details and report the error in the Ask Sofia repository. See the log for more information.',
    ),
    actions: ['retry', 'showLog'],
  }),
};

/** Support finds a request by its session and time. */
function askSupport({ sessionId, at }: Failure): string {
  const time = at === undefined ? '' : new Date(at).toISOString();
  if (at !== undefined && sessionId !== undefined) {
    return t(
      'Try again. If it keeps happening, contact Connectly with the session ID ({id}) and the time ({time}).',
      { id: sessionId, time },
    );
  }
  return at === undefined
    ? t('Try again. If it keeps happening, contact Connectly with the session ID and the time.')
    : t('Try again. If it keeps happening, contact Connectly with the time ({time}).', { time });
}

/** The server's own words. Markup was stripped when the failure was made; this makes sure. */
function quoted(failure: Failure): string | undefined {
  const words = failure.detail
    ?.replace(/<[a-z!/?][^>]*(?:>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!words) return undefined;
  return failure.kind === 'internal'
    ? t('Details: {words}', { words })
    : t('The server says: "{words}"', { words });
}

/** Status and code, to look up. */
function numbers({ status, code }: Failure): string | undefined {
  const parts = [
    status === undefined ? undefined : `HTTP ${status}`,
    code === undefined ? undefined : t('code {code}', { code: String(code) }),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `(${parts.join(', ')})` : undefined;
}

function wait({ retryAfterMs = 0 }: Failure): Partial<FailureWords> {
  if (retryAfterMs <= 0) return {};
  return { next: t('Try again in {wait}.', { wait: formatDuration(retryAfterMs) }) };
}

/** The failure's sentences, one by one. */
export function failureParts(failure: Failure): FailureParts {
  const words = { ...byKind[failure.kind](failure), ...wait(failure), ...describeCause(failure) };
  const said = joined(quoted(failure), numbers(failure));
  return { ...words, effect: words.effect ?? failureEffect(failure), ...(said && { said }) };
}

/** Only what is wrong, without its effects: for a user who is about to correct it. */
export function failureCause(failure: Failure): string {
  const { title, cause } = failureParts(failure);
  return cause ?? `${title}.`;
}

/** The source of every failure sentence that the product shows. */
export function describeFailure(failure: Failure): FailureText {
  const { title, cause, excerpt, effect, next, said, actions } = failureParts(failure);
  return {
    title,
    detail: joined(cause, excerpt, effect, next, said),
    summary: joined(cause, effect, next, said),
    actions,
  };
}

function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence).join(' ');
}
