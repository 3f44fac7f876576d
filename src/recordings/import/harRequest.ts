import { apiPath } from '../../agentGraph/http/baseUrl.ts';
import type { Endpoint } from '../../shared/failure/failure.ts';
import { httpUrl, isFilledString, isRecord, isString, parseJson } from '../../shared/guards.ts';
import { decodedBody } from './harBody.ts';

const endpoints: readonly Endpoint[] = ['init', 'invoke', 'invoke_sync', 'close', 'health'];

/** An archive's request to an agent. */
export interface Asked {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly endpoint: Endpoint;
  readonly url: URL;
  /** Empty when the archive has none. */
  readonly body: string;
  /** Milliseconds since the epoch; undefined when the archive has no readable time. */
  readonly startedAt: number | undefined;
}

/**
 * The method of an entry that addresses an agent by something other than POST; otherwise undefined.
 */
export function otherMethod(entry: Readonly<Record<string, unknown>>): string | undefined {
  const request = field(entry, 'request');
  const method = methodOf(request);
  if (!addressOf(request)?.pathname.includes(apiPath) || method === 'POST') return undefined;
  return /^[A-Z]{1,16}$/.test(method) ? method : '?';
}

/** The request in an archive's entry; undefined when it is not one to an agent. */
export function readRequest(entry: Readonly<Record<string, unknown>>): Asked | undefined {
  const request = field(entry, 'request');
  const url = addressOf(request);
  if (methodOf(request) !== 'POST' || !url) return undefined;
  const path = url.pathname.replace(/\/{1,9}$/, '');
  const endpoint = endpoints.find((name) => path.endsWith(`/${name}`));
  const body = bodyOf(field(request, 'postData'));
  // A proxy may have moved the API to another path; then the body shows that it is an agent.
  const isAgent = path.includes(apiPath) || isFilledString(field(parseJson(body), 'clientKey'));
  if (!endpoint || !isAgent) return undefined;
  url.pathname = path;
  const started = Date.parse(String(field(entry, 'startedDateTime')));
  const startedAt = Number.isNaN(started) ? undefined : Math.max(0, started);
  return { entry, endpoint, url, body, startedAt };
}

/**
 * The requests in the order in which they were sent, which an archive need not keep. One without a
 * time follows the one before it; at the start it takes the first known time.
 */
export function inOrderOfSending(
  asked: readonly Asked[],
  createdAt: number,
): readonly (Asked & { readonly sentAt: number })[] {
  let reached = asked.find(({ startedAt }) => startedAt !== undefined)?.startedAt ?? createdAt;
  return asked
    .map((one) => ({ ...one, sentAt: (reached = one.startedAt ?? reached) }))
    .toSorted((a, b) => a.sentAt - b.sentAt);
}

function methodOf(request: unknown): string {
  return String(field(request, 'method')).toUpperCase();
}

/** Some tools write only the path; the `host` header then has the host. */
function addressOf(request: unknown): URL | undefined {
  const address = field(request, 'url');
  if (!isString(address) || !address.startsWith('/')) return httpUrl(address);
  const headers = field(request, 'headers');
  const host = (Array.isArray(headers) ? (headers as readonly unknown[]) : []).find((header) =>
    /^(?:host|:authority)$/i.test(String(field(header, 'name'))),
  );
  const name = field(host, 'value');
  return httpUrl(`https://${isFilledString(name) ? name : 'har.invalid'}${address}`);
}

/** The text of a request's body: plain, in Base64, or split into `params`. */
function bodyOf(postData: unknown): string {
  const text = field(postData, 'text');
  if (isFilledString(text)) {
    const encoding = field(postData, 'encoding') ?? field(postData, '_encoding');
    return decodedBody(text, encoding).toString();
  }
  const params = field(postData, 'params');
  if (!Array.isArray(params) || params.length === 0) return '';
  const pairs = params.map((param: unknown) => {
    const value = field(param, 'value');
    return [String(field(param, 'name')), isString(value) ? value : ''] as const;
  });
  // A tool that takes JSON for a form splits it at its first equals sign and at each ampersand.
  const joined = pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&');
  if (isRecord(parseJson(joined))) return joined;
  return JSON.stringify(
    Object.fromEntries(pairs.map(([name, value]) => [name, parseJson(value) ?? value])),
  );
}

/** An object's own field; undefined for any other value. */
export function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
