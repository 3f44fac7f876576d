import { formatDuration } from '../format.ts';
import { t } from '../l10n.ts';
import type { CauseOf, LimitName, ProxyName } from './failure.ts';
import type { FailureWords } from './failureText.ts';

type Words = Partial<FailureWords>;

/** Causes on the way to the agent; `describeProxy.ts` has the proxy's own failures. */

const limits: Readonly<Record<LimitName, (limit: string, proxy?: ProxyName) => Words>> = {
  connect: (limit, proxy) => ({
    title: t('The connection timed out'),
    cause: proxy
      ? t("Couldn't connect through the proxy {address} (from {source}) within {limit}.", {
          ...proxy,
          limit,
        })
      : t("The host didn't respond within {limit}.", { limit }),
    next: proxy
      ? t('Check the proxy, or contact its administrator.')
      : t('Check the base URL and your network.'),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  firstByte: (limit) => ({
    title: t("Sofia didn't start responding"),
    cause: t('Nothing was received for {limit}.', { limit }),
    next: t('Try again, or allow more time with `timeouts.firstByteMs`.'),
  }),
  idle: (limit) => ({
    title: t('The response stalled'),
    cause: t('Nothing more was received for {limit}.', { limit }),
    next: t('Try again, or allow more time with `timeouts.idleMs`.'),
  }),
  total: (limit) => ({
    title: t('The response took too long'),
    cause: t('It was still incomplete after {limit}.', { limit }),
    next: t('Try again, or allow more time with `timeouts.totalMs`.'),
  }),
};

export function describeLimit({ limit, limitMs, proxy }: CauseOf<'limit'>): Words {
  return limits[limit](formatDuration(limitMs), proxy);
}

export function describeConnection({
  reason,
  address,
  isAllProxySet,
}: CauseOf<'connection'>): Words {
  const words = connections[reason](address);
  if (!isAllProxySet) return words;
  const next = t(
    "ALL_PROXY is set, but Ask Sofia doesn't read it. Set HTTPS_PROXY to an HTTP proxy, then try again.",
  );
  return { ...words, next };
}

const connections: Readonly<Record<CauseOf<'connection'>['reason'], (address: string) => Words>> = {
  dns: (address) => ({
    title: t('Host not found'),
    cause: t("Couldn't find {address}.", { address }),
    next: t('Check the base URL and your network (DNS).'),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  refused: (address) => ({
    title: t('The connection was refused'),
    cause: t("Couldn't connect to {address}. No server is running there.", { address }),
    next: t('Check the base URL, and make sure the server is running.'),
  }),
  unreachable: (address) => ({
    title: t("The host can't be reached"),
    cause: t("Couldn't reach {address}.", { address }),
    next: t('Check your network or VPN, then try again.'),
  }),
  reset: (address) => ({
    title: t('The connection was lost'),
    cause: t('The connection to {address} was closed before the response was complete.', {
      address,
    }),
    next: t('Try again.'),
  }),
  other: (address) => ({
    cause: t('The connection to {address} failed.', { address }),
    next: t('Check your network and the base URL, then try again.'),
  }),
};

/** Why a start is tried again: an HTTP status, or what befell the connection. */
export function describeRetry(reason: string): string {
  const problem = Object.hasOwn(connections, reason)
    ? connections[reason as CauseOf<'connection'>['reason']]('').title
    : undefined;
  if (problem !== undefined) return t('{problem}. Trying again…', { problem });
  return /^\d+$/.test(reason)
    ? t('The server answered {status}. Trying again…', { status: reason })
    : t('The connection failed. Trying again…');
}

const handshakes: Readonly<Record<CauseOf<'tls'>['reason'], (address: string) => Words>> = {
  notTls: (address) => ({
    title: t("The server doesn't support TLS on this port"),
    cause: t(
      '{address} responds without encryption. The port belongs to another service, or the server uses plain HTTP.',
      { address },
    ),
    next: t('Correct the port in the base URL, or use http:// if the server is on this computer.'),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  oldVersion: (address) => ({
    title: t('The server supports only an old TLS version'),
    cause: t("{address} uses encryption that's no longer considered secure.", { address }),
    next: t('The server administrator must turn on TLS 1.2 or 1.3.'),
  }),
  clientCertificate: (address) => ({
    title: t('The server requires a client certificate'),
    cause: t("{address} requires a client certificate (mTLS), which Ask Sofia doesn't support.", {
      address,
    }),
    next: t('Ask the server administrator for a URL without mTLS.'),
  }),
  notHttp1: (address) => ({
    title: t("The server doesn't support HTTP/1.1"),
    cause: t('The server at {address} uses only HTTP/2, or another protocol.', { address }),
    next: t('Check the port in the base URL, or ask the server administrator to turn on HTTP/1.1.'),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  handshake: (address) => ({
    title: t("Couldn't establish an encrypted connection"),
    cause: t(
      '{address} ended the TLS handshake. It may use other TLS versions or require a client certificate.',
      { address },
    ),
    next: t('Check the base URL, or contact the server administrator.'),
  }),
};

export function describeTls({ reason, address, proxySource: source }: CauseOf<'tls'>): Words {
  if (source === undefined) return handshakes[reason](address);
  return describeProxyTls(reason, { address, source });
}

function describeProxyTls(reason: CauseOf<'tls'>['reason'], proxy: ProxyName): Words {
  if (reason === 'notTls') {
    return {
      title: t("The proxy doesn't support TLS"),
      cause: t('The proxy {address} (from {source}) uses plain HTTP.', { ...proxy }),
      next: t("In {source}, start the proxy's address with http://.", { source: proxy.source }),
    };
  }
  return {
    title: t("Couldn't establish an encrypted connection to the proxy"),
    cause: t('The proxy {address} (from {source}) ended the TLS handshake.', { ...proxy }),
    next: t('Check the address in {source}, or contact the proxy administrator.', {
      source: proxy.source,
    }),
  };
}

export function describeRedirect({ to, isOtherHost }: CauseOf<'redirect'>): Words {
  const cause = t("It redirects to {to}. The API key wasn't sent there.", { to });
  if (isOtherHost) {
    return {
      title: t("The response isn't from Agent Graph"),
      cause,
      next: t(
        'If your network requires you to sign in, do so in a browser. If {to} is the new URL, set it as the base URL.',
        { to },
      ),
      actions: ['openSettings', 'checkConnection', 'retry'],
    };
  }
  return {
    title: t('The server redirects to another URL'),
    cause,
    next: t("If that's the correct URL, set it as the base URL."),
    actions: ['openSettings', 'showLog'],
  };
}
