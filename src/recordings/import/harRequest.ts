import { apiPath } from '../../agentGraph/http/baseUrl.ts';
import type { Endpoint } from '../../shared/failure/failure.ts';
import { httpUrl, isFilledString, isRecord, isString, parseJson } from '../../shared/guards.ts';
import { decodedBody } from './harBody.ts';

const endpoints: readonly Endpoint[] = ['init', 'invoke', 'invoke_sync', 'close', 'health'];

/** A request to an agent in an archive. */
export interface Asked {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly endpoint: Endpoint;
  readonly url: URL;
  /** Empty where the archive has none. */
  readonly body: string;
  /** Milliseconds since the epoch; undefined where the archive has no time that can be read. */
  readonly startedAt: number | undefined;
}

/** The method of an entry that addresses an agent in another way than by POST; undefined of any other. */
export function otherMethod(entry: Readonly<Record<string, unknown>>): string | undefined {
  const request = field(entry, 'request');
  const method = String(field(request, 'method')).toUpperCase();
  const isAgent = addressOf(request)?.pathname.includes(apiPath) ?? false;
  if (!isAgent || method === 'POST') return undefined;
  return /^[A-Z]{1,16}$/.test(method) ? method : '?';
}

/** The request of an archive's entry; undefined where it is none to an agent. */
export function readRequest(entry: Readonly<Record<string, unknown>>): Asked | undefined {
  const request = field(entry, 'request');
  const url = addressOf(request);
  if (String(field(request, 'method')).toUpperCase() !== 'POST' || !url) return undefined;
  const path = url.pathname.replace(/\/{1,9}$/, '');
  const endpoint = endpoints.find((name) => path.endsWith(`/${name}`));
  const body = bodyOf(field(request, 'postData'));
  // A proxy may have given the API another path; then the body tells.
  const isAgent = path.includes(apiPath) || isFilledString(field(parseJson(body), 'clientKey'));
  if (!endpoint || !isAgent) return undefined;
  url.pathname = path;
  const started = Date.parse(String(field(entry, 'startedDateTime')));
  const startedAt = Number.isNaN(started) ? undefined : Math.max(0, started);
  return { entry, endpoint, url, body, startedAt };
}

/**
 * The requests in the order in which they were sent, which an archive need not keep. One without a
 * time stays behind the one before it, or before the first one that has a time.
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

/** Some tools leave the origin out, which the header `host` has. */
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

/** The text of a request's body: as it is, in Base64, or taken apart into `params`. */
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
  // A tool that takes JSON for a form cuts it at its first equals sign and at each ampersand.
  const joined = pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&');
  if (isRecord(parseJson(joined))) return joined;
  return JSON.stringify(
    Object.fromEntries(pairs.map(([name, value]) => [name, parseJson(value) ?? value])),
  );
}

/** An own field of an object; undefined of anything else. */
export function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
