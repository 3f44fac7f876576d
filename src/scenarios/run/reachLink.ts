import { lookup as dnsLookup } from 'node:dns';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { environmentProxy } from '../../agentGraph/http/proxy/proxyChoice.ts';
import { trustedCertificates } from '../../agentGraph/http/certificates/trustedCertificates.ts';
import { httpUrl } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import { mayReach, hostPlace, type HostPlace } from '../../shared/privateHost.ts';
import { NotJudgedHere } from '../judgement/unjudgeable.ts';
import { outOfReach, reachableFrom, type Resolve } from './reachableFrom.ts';

export interface LinkLimits {
  /** Limit for all requests to one link together, in milliseconds. */
  readonly timeLimitMs?: number;
  readonly resolve?: Resolve;
}

const defaultTimeLimitMs = 15_000;
const maxRedirects = 5;

/**
 * Why a link from an agent at this place is broken, as a sentence; undefined if it works. Sends
 * HEAD, then GET if that is refused, and reads only the response's head. Every redirect follows the
 * same rule as the first URL: HTTP or HTTPS, to the agent's own place or a public address. Sends no
 * credentials and uses no proxy. Rejects when `signal` aborts, and with `NotJudgedHere` if a link
 * is unreachable and a proxy is set.
 */
export async function reachLink(
  link: string,
  agent: HostPlace,
  signal: AbortSignal,
  { timeLimitMs = defaultTimeLimitMs, resolve = dnsLookup }: LinkLimits = {},
): Promise<string | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
  const first = httpUrl(link);
  if (!first) return t("It isn't a complete URL.");
  let url: URL = first;
  try {
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      if (!mayReach(hostPlace(url), agent)) return privateSentence(url);
      const { status, location } = await ask(url, reachableFrom(agent, resolve), limited);
      if (status < 300 || status === 304) return undefined;
      if (status >= 400)
        return t('{host} returned {status}.', { host: url.host, status: `${status}` });
      const next = location === undefined ? undefined : httpUrl(absolute(location, url));
      if (!next) return t('{0} redirects without a valid URL.', url.host);
      url = next;
    }
    return t('It redirects more than {0} times.', String(maxRedirects));
  } catch (error) {
    signal.throwIfAborted();
    if (limited.aborted)
      return t('There was no response within {0} s.', String(timeLimitMs / 1000));
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === outOfReach) return privateSentence(url);
    if (environmentProxy(process.env)(url))
      throw new NotJudgedHere(
        t("Links are checked without a proxy, and {0} can't be reached that way.", url.host),
      );
    return t("Couldn't reach {host} ({code}).", { host: url.host, code });
  }
}

function privateSentence({ host }: URL): string {
  return t("{0} is on a private network that customers can't reach.", host);
}

function absolute(location: string, base: URL): string | undefined {
  return URL.canParse(location, base.href) ? new URL(location, base).href : undefined;
}

async function ask(url: URL, lookup: LookupFunction, signal: AbortSignal) {
  const head = await headOf('HEAD', url, lookup, signal);
  // Shops refuse HEAD in many ways, including 403 and 404.
  return head.status < 400 ? head : headOf('GET', url, lookup, signal);
}

async function headOf(method: string, url: URL, lookup: LookupFunction, signal: AbortSignal) {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  const isTls = bare.protocol === 'https:';
  const trusted = isTls ? await trustedCertificates({ system: true }) : undefined;
  const sent = (isTls ? httpsRequest : httpRequest)(bare, {
    method,
    // A new connection: a pooled one may have been resolved without our address check.
    agent: false,
    headers: { accept: '*/*', 'user-agent': 'ask-sofia' },
    rejectUnauthorized: true,
    ...(trusted && { ca: [...trusted] }),
    signal,
    lookup,
  });
  // Once there is a response, its reader gets the error as well.
  sent.on('error', () => undefined).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode: status = 0, headers } = response;
  response.on('error', () => undefined).destroy();
  return { status, location: headers.location };
}
