import { compact } from '../compact.ts';
import { t } from '../l10n.ts';
import type { CauseOf } from './failure.ts';
import type { FailureWords } from './failureText.ts';

type ProxyCause = CauseOf<'proxy'>;

/** The fields of a cause as arguments of its sentences. */
interface Names extends Readonly<Record<string, string>> {
  readonly address: string;
  readonly source: string;
  readonly target: string;
}

/** Describes a proxy failure: what is wrong, which setting named the proxy, and what to do. */
export function describeProxy(cause: ProxyCause, status = 0): Partial<FailureWords> {
  const { reason, target = '', schemes = 'NTLM' } = cause;
  const names = { ...compact(cause), target, schemes };
  if (reason !== undefined) return byReason[reason](names, status);
  return {
    cause: t(
      'The proxy {address} (from {source}) refused the request or could not be reached.',
      names,
    ),
    next: t('Check the proxy and its user name and password.'),
  };
}

const byReason: Readonly<
  Record<NonNullable<ProxyCause['reason']>, (names: Names, status: number) => Partial<FailureWords>>
> = {
  dns: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t('The host of the proxy {address} (from {source}) was not found.', names),
    next: t('Correct its name in {source}.', names),
  }),
  refused: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t('No server is running at {address} (from {source}).', names),
    next: t('Correct the address, or start the proxy.'),
  }),
  unreachable: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t('There is no route to the proxy {address} (from {source}).', names),
    next: t('Check your network or VPN, and the address in {source}.', names),
  }),
  reset: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t(
      'The proxy {address} (from {source}) closed the connection without a response.',
      names,
    ),
    next: t('Check that {source} has the address of an HTTP proxy.', names),
  }),
  wantsPassword: (names) => ({
    title: t('The proxy wants a user name and password'),
    cause: t('The proxy {address} (from {source}) lets nobody through without them.', names),
    next: t(
      'Write them into {source} (http://user:password@host:port), or set http.proxyAuthorization in VS Code.',
      names,
    ),
  }),
  wrongPassword: (names) => ({
    title: t('The proxy rejected the user name or password'),
    cause: t("The proxy {address} (from {source}) doesn't accept them.", names),
    next: t(
      'Correct them. In {source}, special characters of a password must be percent-encoded (%23 for #).',
      names,
    ),
  }),
  unknownScheme: (names) => ({
    title: t("The proxy's way to sign in isn't supported here"),
    cause: t(
      "The proxy {address} (from {source}) offers only {schemes}, which Ask Sofia doesn't support; a password won't help.",
      names,
    ),
    next: t(
      'In VS Code, set askSofia.transport to host. On the command line, use a local proxy that signs in for you, such as Px or Cntlm.',
    ),
  }),
  refusedTunnel: (names, status) => ({ cause: refusal(names), next: afterRefusal(names, status) }),
  notAProxy: (names) => ({
    title: t("What responds there isn't a proxy"),
    cause: t("What responds at {address} (from {source}) doesn't speak like an HTTP proxy.", names),
    next: t('Correct the address in {source}.', names),
  }),
  ownPage: (names) => ({
    title: t("The reply is the proxy's, not the agent's"),
    cause: t(
      'The proxy {address} (from {source}) put a reply of its own into the connection to {target}.',
      names,
    ),
    next: t(
      'If your network wants you to sign in, do so in a browser. Otherwise, ask whoever runs the proxy.',
    ),
  }),
  brokeTunnel: (names) => ({
    title: t('The proxy closed the connection'),
    cause: t(
      'The connection to {target} through the proxy {address} (from {source}) was closed before it was encrypted.',
      names,
    ),
    next: t('Try again. If it keeps happening, ask whoever runs the proxy.'),
  }),
  socks: (names) => ({
    title: t("SOCKS proxies aren't supported here"),
    cause: t('{source} has the address of a SOCKS proxy.', names),
    next: t('Set {source} to an HTTP proxy.', names),
  }),
  script: (names) => ({
    title: t("Proxy scripts (PAC) aren't supported here"),
    cause: t('{source} has the address of a script, not of a proxy.', names),
    next: t(
      'In VS Code, set askSofia.transport to host. On the command line, set {source} to the proxy that the script chooses.',
      names,
    ),
  }),
  badAddress: (names) => ({
    title: t("The address of the proxy can't be read"),
    cause: t("{source} doesn't have the address of an HTTP proxy.", names),
    next: t('Correct it: http://host:port, or http://user:password@host:port.'),
  }),
  badCharacters: (names) => ({
    title: t("The address of the proxy can't be read"),
    cause:
      names.address === ''
        ? t(
            'The user name or password in {source} has characters that end a host name in a URL.',
            names,
          )
        : t(
            'The user name or password for the proxy {address} (from {source}) has characters that end a host name in a URL.',
            names,
          ),
    next: t('Write # / ? \\ as %23 %2F %3F %5C, and @ as %40.'),
  }),
};

function afterRefusal({ to, target }: Names, status: number): string {
  if (to !== undefined) {
    return t(
      'If your network wants you to sign in, do so in a browser. Otherwise, ask whoever runs the proxy.',
    );
  }
  if (status >= 500) return t('Check the base URL. If it is right, ask whoever runs the proxy.');
  return t('Ask whoever runs the proxy to allow {target}.', { target });
}

function refusal(names: Names): string {
  const { page, to } = names;
  const sentences = [
    t("The proxy {address} (from {source}) didn't open a connection to {target}.", names),
    page !== undefined && t('Its page is titled "{page}".', { page }),
    to !== undefined && t('It redirects to {to}.', { to }),
  ];
  return sentences.filter(Boolean).join(' ');
}
