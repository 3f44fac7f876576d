import { formatDuration } from '../format.ts';
import { t } from '../l10n.ts';
import type { CauseOf, LimitName, ProxyName } from './failure.ts';
import type { FailureWords } from './failureText.ts';

type Words = Partial<FailureWords>;

/** Causes on the way to the agent; `describeProxy.ts` has the proxy's own failures. */

const limits: Readonly<Record<LimitName, (limit: string, proxy?: ProxyName) => Words>> = {
  connect: (limit, proxy) => ({
    title: t('No connection within the time limit'),
    cause: proxy
      ? t('There was no connection through the proxy {address} (from {source}) for {limit}.', {
          ...proxy,
          limit,
        })
      : t("The host didn't respond for {limit}.", { limit }),
    next: proxy
      ? t('Check the proxy, or ask whoever runs it.')
      : t('Check the base URL and your network.'),
    actions: ['retry', 'checkConnection', 'openSettings'],
  }),
  firstByte: (limit) => ({
    title: t("Sofia didn't start to respond"),
    cause: t('Nothing was received for {limit}.', { limit }),
    next: t('Try again, or allow more time with `timeouts.firstByteMs`.'),
  }),
  idle: (limit) => ({
    title: t('The response stopped in the middle'),
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
    "ALL_PROXY is set, but Ask Sofia doesn't read it: set HTTPS_PROXY to an HTTP proxy, then try again.",
  );
  return { ...words, next };
}

const connections: Readonly<Record<CauseOf<'connection'>['reason'], (address: string) => Words>> = {
  dns: (address) => ({
    title: t('The host was not found'),
    cause: t("Couldn't find {address}.", { address }),
    next: t('Check the base URL and your network (DNS).'),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  refused: (address) => ({
    title: t('The connection was refused'),
    cause: t("Couldn't connect to {address}: no server is running there.", { address }),
    next: t('Check the base URL, and that the server is running.'),
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
    title: t("The server doesn't speak TLS there"),
    cause: t(
      "What responds at {address} isn't encrypted: the port is another service's, or the server speaks plain http.",
      { address },
    ),
    next: t(
      'Correct the port in the base URL, or write http:// if the server is on this computer.',
    ),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  oldVersion: (address) => ({
    title: t('The server offers only an old TLS version'),
    cause: t('{address} uses encryption that is no longer considered safe.', { address }),
    next: t('Whoever runs the server must turn on TLS 1.2 or 1.3.'),
  }),
  clientCertificate: (address) => ({
    title: t('The server wants a client certificate'),
    cause: t(
      "{address} accepts only clients with a certificate of their own (mTLS), which Ask Sofia doesn't support.",
      { address },
    ),
    next: t('Ask whoever runs the server for an address without mTLS.'),
  }),
  notHttp1: (address) => ({
    title: t("The server doesn't speak HTTP/1.1"),
    cause: t('What responds at {address} speaks HTTP/2 only, or another protocol.', { address }),
    next: t('Check the port in the base URL, or ask whoever runs the server to turn on HTTP/1.1.'),
    actions: ['openSettings', 'checkConnection', 'retry'],
  }),
  handshake: (address) => ({
    title: t('No encrypted connection could be agreed on'),
    cause: t(
      '{address} ended the TLS handshake: it may use other versions of TLS, or want a client certificate.',
      { address },
    ),
    next: t('Check the base URL, or ask whoever runs the server.'),
  }),
};

export function describeTls({ reason, address, proxySource: source }: CauseOf<'tls'>): Words {
  if (source === undefined) return handshakes[reason](address);
  return describeProxyTls(reason, { address, source });
}

function describeProxyTls(reason: CauseOf<'tls'>['reason'], proxy: ProxyName): Words {
  if (reason === 'notTls') {
    return {
      title: t("The proxy doesn't speak TLS"),
      cause: t('The proxy {address} (from {source}) speaks plain HTTP.', { ...proxy }),
      next: t('Write http:// before its address in {source}.', { source: proxy.source }),
    };
  }
  return {
    title: t('No encrypted connection to the proxy'),
    cause: t('The proxy {address} (from {source}) ended the TLS handshake.', { ...proxy }),
    next: t('Check the address in {source}, or ask whoever runs the proxy.', {
      source: proxy.source,
    }),
  };
}

export function describeRedirect({ to, isOtherHost }: CauseOf<'redirect'>): Words {
  const cause = t("It redirects to {to}. The key wasn't sent there.", { to });
  if (isOtherHost) {
    return {
      title: t("The reply isn't from Agent Graph"),
      cause,
      next: t(
        'If your network wants you to sign in, do so in a browser. If {to} is the new address, make it the base URL.',
        { to },
      ),
      actions: ['openSettings', 'checkConnection', 'retry'],
    };
  }
  return {
    title: t('The server points to another address'),
    cause,
    next: t('If that is right, make it the base URL.'),
    actions: ['openSettings', 'showLog'],
  };
}
