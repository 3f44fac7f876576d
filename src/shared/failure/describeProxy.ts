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
      "The proxy {address} (from {source}) rejected the request or couldn't be reached.",
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
    cause: t("The host of the proxy {address} (from {source}) wasn't found.", names),
    next: t('Correct the host name in {source}.', names),
  }),
  refused: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t('No server is running at {address} (from {source}).', names),
    next: t('Correct the address, or start the proxy.'),
  }),
  unreachable: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t("There's no route to the proxy {address} (from {source}).", names),
    next: t('Check your network or VPN, and the address in {source}.', names),
  }),
  reset: (names) => ({
    title: t("Couldn't reach the proxy"),
    cause: t(
      'The proxy {address} (from {source}) closed the connection without a response.',
      names,
    ),
    next: t('Check that {source} is set to the address of an HTTP proxy.', names),
  }),
  wantsPassword: (names) => ({
    title: t('The proxy requires a user name and password'),
    cause: t("The proxy {address} (from {source}) doesn't accept connections without them.", names),
    next: t(
      'Add them to {source} (http://user:password@host:port), or set http.proxyAuthorization in VS Code.',
      names,
    ),
  }),
  wrongPassword: (names) => ({
    title: t('The proxy rejected the user name or password'),
    cause: t("The proxy {address} (from {source}) doesn't accept them.", names),
    next: t(
      'Correct them. In {source}, special characters in the password must be percent-encoded (%23 for #).',
      names,
    ),
  }),
  unknownScheme: (names) => ({
    title: t("The proxy's authentication method isn't supported"),
    cause: t(
      "The proxy {address} (from {source}) offers only {schemes}, which Ask Sofia doesn't support. A password won't help.",
      names,
    ),
    next: t(
      'In VS Code, set askSofia.transport to host. On the command line, use a local proxy that signs in for you, such as Px or Cntlm.',
    ),
  }),
  refusedTunnel: (names, status) => ({ cause: refusal(names), next: afterRefusal(names, status) }),
  notAProxy: (names) => ({
    title: t("The server at the proxy address isn't a proxy"),
    cause: t("The server at {address} (from {source}) doesn't respond like an HTTP proxy.", names),
    next: t('Correct the address in {source}.', names),
  }),
  ownPage: (names) => ({
    title: t('The response came from the proxy, not from the agent'),
    cause: t(
      'The proxy {address} (from {source}) inserted its own response into the connection to {target}.',
      names,
    ),
    next: t(
      'If your network requires you to sign in, do so in a browser. Otherwise, contact the proxy administrator.',
    ),
  }),
  brokeTunnel: (names) => ({
    title: t('The proxy closed the connection'),
    cause: t(
      'The connection to {target} through the proxy {address} (from {source}) was closed before it was encrypted.',
      names,
    ),
    next: t('Try again. If it keeps happening, contact the proxy administrator.'),
  }),
  socks: (names) => ({
    title: t("SOCKS proxies aren't supported"),
    cause: t('{source} is set to the address of a SOCKS proxy.', names),
    next: t('Set {source} to an HTTP proxy.', names),
  }),
  script: (names) => ({
    title: t("Proxy scripts (PAC) aren't supported"),
    cause: t('{source} is set to the address of a script, not of a proxy.', names),
    next: t(
      'In VS Code, set askSofia.transport to host. On the command line, set {source} to the proxy that the script chooses.',
      names,
    ),
  }),
  badAddress: (names) => ({
    title: t("The proxy address isn't valid"),
    cause: t("{source} isn't set to the address of an HTTP proxy.", names),
    next: t('Use http://host:port or http://user:password@host:port.'),
  }),
  badCharacters: (names) => ({
    title: t("The proxy address isn't valid"),
    cause:
      names.address === ''
        ? t(
            'The user name or password in {source} contains characters that must be percent-encoded in a URL.',
            names,
          )
        : t(
            'The user name or password for the proxy {address} (from {source}) contains characters that end the host name in a URL.',
            names,
          ),
    next: t('Encode # / ? \\ as %23 %2F %3F %5C, and @ as %40.'),
  }),
};

function afterRefusal({ to, target }: Names, status: number): string {
  if (to !== undefined) {
    return t(
      'If your network requires you to sign in, do so in a browser. Otherwise, contact the proxy administrator.',
    );
  }
  if (status >= 500)
    return t("Check the base URL. If it's correct, contact the proxy administrator.");
  return t('Ask the proxy administrator to allow {target}.', { target });
}

function refusal(names: Names): string {
  const { page, to } = names;
  const sentences = [
    t("The proxy {address} (from {source}) didn't open a connection to {target}.", names),
    page !== undefined && t('It returned a page titled "{page}".', { page }),
    to !== undefined && t('It redirects to {to}.', { to }),
  ];
  return sentences.filter(Boolean).join(' ');
}
