import { t } from '../l10n.ts';
import { describeCertificate } from './describeCertificate.ts';
import {
  describeConnection,
  describeLimit,
  describeRedirect,
  describeTls,
} from './describeNetwork.ts';
import { describeProxy } from './describeProxy.ts';
import type { CauseOf, Failure, FailureCause, Framing } from './failure.ts';
import type { FailureWords } from './failureText.ts';

type Words = Partial<FailureWords>;

const lineProblems: Readonly<
  Record<CauseOf<'line'>['reason'], (args: { line: number; size: string }) => string>
> = {
  notJson: (args) => t("Line {line} ({size}) isn't valid JSON.", args),
  cut: (args) => t('Line {line} ({size}) was cut off.', args),
  invalidUtf8: (args) => t("Line {line} ({size}) isn't valid UTF-8.", args),
  tooLong: (args) => t('Line {line} ({size}) is too long.', args),
  tooDeep: (args) => t('Line {line} ({size}) is nested too deeply.', args),
};

const framings: Readonly<Record<Framing, () => string>> = {
  concatenated: () => t('The line breaks between its JSON values are missing.'),
  carriageReturns: () =>
    t('Its lines end with a carriage return (CR) instead of a line feed (LF).'),
  sse: () => t('It arrived as server-sent events, with "data:" before its lines.'),
  spread: () => t('It has one JSON value spread over several lines instead of one value per line.'),
  gzip: () => t("It's compressed with gzip, but the Content-Encoding header doesn't say so."),
};

function describeLine(cause: CauseOf<'line'>): Words {
  const { line, bytes, reason, head, place } = cause;
  const size = bytes === 1 ? t('1 byte') : t('{count} bytes', { count: bytes });
  return {
    title:
      reason === 'cut'
        ? t('The response stopped in line {line}', { line })
        : t("A line of the response can't be read"),
    cause:
      place === undefined
        ? lineProblems[reason]({ line, size })
        : t('{place} on line {line} is nested too deeply; the rest of the line is shown.', {
            place,
            line,
          }),
    excerpt: beginning(head, head.length < bytes ? '…' : '').trim(),
    next:
      reason === 'cut'
        ? t('Try again.')
        : t('If it keeps happening, show the line to the team that runs the agent.'),
  };
}

function describeBody({ head, page, signIn, schemes }: CauseOf<'body'>): Words {
  const actions = ['openSettings', 'checkConnection', 'retry'] as const;
  const quote =
    page === undefined ? beginning(head) : ` ${t('It returned a page titled "{page}".', { page })}`;
  if (signIn === undefined) {
    return {
      title: t("The response isn't from Agent Graph"),
      cause: t('Something else responds at this URL, possibly a sign-in page or a proxy.') + quote,
      next: t('Check the base URL and your network.'),
      actions,
    };
  }
  switch (signIn) {
    case 'network':
      return {
        title: t('Your network requires you to sign in'),
        cause: t('The response came from your network, not from Agent Graph.') + quote,
        next: t('Sign in to the network in a browser, then try again.'),
        actions: ['retry', 'checkConnection'],
      };
    case 'gateway':
      return {
        title: t("The response isn't from Agent Graph"),
        cause:
          (schemes === undefined
            ? t(
                "A gateway or proxy in front of Agent Graph rejected the request. This doesn't mean that the API key is wrong.",
              )
            : t(
                "A gateway in front of Agent Graph requires you to sign in ({schemes}). This doesn't mean that the API key is wrong.",
                { schemes },
              )) + quote,
        next: t(
          'Check the base URL and your network. If the gateway belongs to your company, ask IT which `headers` the agent needs.',
        ),
        actions,
      };
  }
}

/** A sentence that quotes the first characters; empty if they are unreadable markup. */
function beginning(head: string, ellipsis = ''): string {
  if (head === '' || isMarkup(head)) return '';
  return ` ${t('It starts with: {head}', { head: head + ellipsis })}`;
}

/** True for a field of the agent's settings; all others belong to a message. */
function isSetting(field: string): boolean {
  return /^(?:askSofia\..*|.*\.sofia\/agents\.json.*|baseUrl|businessId|agentId|clientKey)$/s.test(
    field,
  );
}

function describeInput({ field, problem }: CauseOf<'input'>): Words {
  if (field === 'apiKey') {
    return {
      title: t("The API key can't be sent"),
      cause: problem,
      next: t('Copy the key from the onboarding email again.'),
      actions: ['setApiKey'],
    };
  }
  if (isSetting(field)) {
    return {
      title: t("{field} isn't valid", { field }),
      cause: problem,
      next: t('Fix it in the settings.'),
      actions: ['openSettings', 'switchAgent'],
    };
  }
  const refusal =
    field === 'text' ? t("The text can't be sent.") : t('"{field}" can\'t be sent.', { field });
  return {
    title: t("The message wasn't sent"),
    cause: `${refusal} ${problem}`,
    next: t('Change it, then send it again.'),
    actions: [],
  };
}

/** Markup does not belong in a sentence. */
function isMarkup(text: string): boolean {
  return /<[a-z!/?]/i.test(text);
}

const byType: {
  readonly [T in FailureCause['type']]: (cause: CauseOf<T>, failure: Failure) => Words;
} = {
  limit: describeLimit,
  connection: describeConnection,
  certificate: describeCertificate,
  tls: describeTls,
  redirect: describeRedirect,
  proxy: (cause, { status }) => describeProxy(cause, status),
  line: describeLine,
  // The server's own gateway reports that it cannot reach the server; only its page adds anything.
  body: (cause, { kind }) =>
    kind === 'unavailable' || kind === 'server' ? serverPage(cause) : describeBody(cause),
  framing: ({ reason }) => ({
    title: t('The response has an unexpected format'),
    cause: framings[reason](),
    next: t('A proxy may have changed it. If it keeps happening, check the connection.'),
  }),
  noBody: () => ({
    title: t("The response isn't in the file"),
    cause: t("The HAR file doesn't contain the body of this response."),
    next: t('Export it again, including the content.'),
    actions: [],
  }),
  input: describeInput,
};

/** The words that a cause knows better than the kind; empty without a cause. */
export function describeCause(failure: Failure): Words {
  const { cause } = failure;
  if (!cause) return {};
  const describe = byType[cause.type] as (cause: FailureCause, failure: Failure) => Words;
  return describe(cause, failure);
}

function serverPage({ page }: CauseOf<'body'>): Words {
  return page === undefined
    ? {}
    : { cause: t('The server returned a web page titled "{page}".', { page }) };
}
