import { describeCause } from './describeCause.ts';
import type { Failure, FailureKind } from './failure.ts';
import { formatDuration } from './formatDuration.ts';
import type { Intent } from './protocol.ts';

/** What a failure's button does: the same request again, or one of the host's intents. */
export type FailureAction =
  'retry' | Extract<Intent, 'setApiKey' | 'newSession' | 'endSession' | 'openSettings' | 'showLog'>;

/** A failure in words. Plain text: no markup, no HTML, no key. */
export interface FailureText {
  /** What happened, a few words without a full stop. */
  readonly title: string;
  /** What is known and what to do next, in whole sentences. */
  readonly detail: string;
  /** The first is the most useful one. */
  readonly actions: readonly FailureAction[];
}

/** Captions of the actions' buttons. */
export const failureActionLabels: Readonly<Record<FailureAction, string>> = {
  retry: 'Try again',
  setApiKey: 'Set API key',
  newSession: 'New session',
  endSession: 'End session',
  openSettings: 'Open settings',
  showLog: 'Show log',
};

const byKind: Readonly<Record<FailureKind, FailureText>> = {
  missingKey: {
    title: 'There is no API key for this agent',
    detail: 'Enter the key from the onboarding mail, then send the message again.',
    actions: ['setApiKey', 'retry'],
  },
  unauthorized: {
    title: 'The API key was not accepted',
    detail: "Replace it with the key from the onboarding mail, which is Sofia's own key.",
    actions: ['setApiKey', 'retry'],
  },
  forbidden: {
    title: 'This key may not use this agent',
    detail: 'Check that key, business ID and agent ID belong together.',
    actions: ['openSettings', 'setApiKey'],
  },
  notFound: {
    title: 'This address does not speak Agent Graph',
    detail: 'Check the base URL and the business ID of the agent.',
    actions: ['openSettings', 'retry'],
  },
  invalidRequest: {
    title: 'Sofia did not accept the request',
    detail: 'Change the message or the settings of the agent, then send it again.',
    actions: ['openSettings', 'showLog'],
  },
  rateLimited: {
    title: 'Too many requests',
    detail: 'Wait a moment, then try again.',
    actions: ['retry'],
  },
  unavailable: {
    title: 'Sofia is not available right now',
    detail: 'This usually passes: try again in a moment.',
    actions: ['retry', 'showLog'],
  },
  server: {
    title: 'The server had a problem',
    detail: 'Try again. If it stays, ask Connectly and quote the time and the session.',
    actions: ['retry', 'showLog'],
  },
  network: {
    title: 'The connection failed',
    detail: 'Check your network and the base URL of the agent, then try again.',
    actions: ['retry', 'openSettings', 'showLog'],
  },
  proxy: {
    title: 'The proxy did not let the request through',
    detail: 'Check the proxy settings and its user name and password.',
    actions: ['retry', 'showLog'],
  },
  tls: {
    title: 'The connection is not secure, so nothing was sent',
    detail: "The server's certificate could not be verified.",
    actions: ['retry', 'openSettings', 'showLog'],
  },
  timeout: {
    title: 'Sofia took too long',
    detail: 'Try again, or allow more time.',
    actions: ['retry', 'showLog'],
  },
  protocol: {
    title: 'A part of the answer could not be read',
    detail: 'It is not of a form that Agent Graph is known to send.',
    actions: ['retry', 'showLog'],
  },
  sessionLost: {
    title: 'This session is over',
    detail:
      'It was closed or has expired. Trying again opens a new one and sends the message there.',
    actions: ['retry', 'newSession'],
  },
  internal: {
    title: 'Ask Sofia made a mistake',
    detail: 'This is a fault of the program, not of the agent. The log says more.',
    actions: ['retry', 'showLog'],
  },
};

/** A server's own words. Whoever made the failure took the markup out; this makes sure. */
function quoted(failure: Failure): string | undefined {
  const words = failure.detail
    ?.replace(/<[a-z!/?][^>]*(?:>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words ? `The server says: "${words}"` : undefined;
}

/** Status and code, for whoever has to look it up. */
function numbers({ status, code }: Failure): string | undefined {
  const parts = [
    status === undefined ? undefined : `HTTP ${status}`,
    code === undefined ? undefined : `code ${code}`,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `(${parts.join(', ')})` : undefined;
}

function describeKind({ kind, retryAfterMs = 0 }: Failure): FailureText {
  const text = byKind[kind];
  if (retryAfterMs <= 0) return text;
  return { ...text, detail: `Try again in ${formatDuration(retryAfterMs)}.` };
}

/** Every sentence about a failure that the product shows comes from here. */
export function describeFailure(failure: Failure): FailureText {
  const text = { ...describeKind(failure), ...describeCause(failure) };
  const detail = [text.detail, quoted(failure), numbers(failure)]
    .filter((part) => part !== undefined)
    .join(' ');
  return { ...text, detail };
}
