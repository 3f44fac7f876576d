import { apiPath } from '../agentGraph/baseUrl.ts';
import { failureKinds, type Endpoint, type Failure } from '../shared/failure.ts';
import { httpUrl, isFilledString, isRecord, isString, parseJson } from '../shared/guards.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';
import { isAmount } from '../shared/storedFailure.ts';
import type { Exchange } from './exchanges.ts';
import { harSecrets, safeHeaders } from './harSecrets.ts';
import { linesOfBody } from './lineSplitter.ts';
import { maskEntry } from './maskEntry.ts';
import { lineEntry } from './recordExchanges.ts';
import {
  latestMs,
  recordingFormat,
  recordingVersion,
  type LineEntry,
  type RecordingEntry,
  type RecordingHeader,
} from './recording.ts';

const endpoints: readonly Endpoint[] = ['init', 'invoke', 'invoke_sync', 'close', 'health'];

type Json = Readonly<Record<string, unknown>>;

export interface ImportedHar {
  readonly header: RecordingHeader;
  /** None: nothing in the archive was sent to an agent. */
  readonly exchanges: readonly Exchange[];
}

/** True for a value that wants to be an HTTP Archive. */
export function isHar(value: unknown): boolean {
  return isRecord(value) && isRecord(value['log']) && Array.isArray(value['log']['entries']);
}

/**
 * The requests to an agent in an HTTP Archive 1.2, ours or a browser's; all others are left out.
 * Values of headers and cookies are masked, and keys and passwords wherever they come again. Without a
 * time of its own (`_lineTimesMs`) a line came with the response's head.
 */
export function fromHar(value: unknown): ImportedHar {
  const log = field(value, 'log');
  const entries = list(field(log, 'entries')).filter(isRecord);
  const asked = entries.flatMap((entry) => readRequest(entry) ?? []);
  const secrets = harSecrets(asked.map(({ entry }) => entry));
  const startedAt = Math.min(...asked.map(({ sentAt }) => sentAt), Number.MAX_SAFE_INTEGER);
  const exchanges = asked.map((one, index) => exchangeOf(one, index + 1, startedAt, secrets));
  const { origin = 'https://har.invalid' } = asked[0]?.url ?? {};
  const sent = asked.map(({ body }) => parseJson(body));
  const known = (name: string) =>
    sent.map((body) => field(body, name)).find(isFilledString) ?? 'unknown';
  const creator = field(log, 'creator');
  const program = [field(creator, 'name'), field(creator, 'version')].filter(isFilledString);
  return {
    header: {
      format: recordingFormat,
      version: recordingVersion,
      createdAt: new Date(asked.length > 0 ? startedAt : 0).toISOString(),
      recordedBy: program.join(' ').slice(0, 200) || 'unknown',
      agent: {
        name: 'HTTP Archive',
        businessId: known('businessId'),
        agentId: known('agentId'),
        clientKey: known('clientKey'),
        baseUrl: origin,
      },
    },
    exchanges,
  };
}

interface Asked {
  readonly entry: Json;
  readonly endpoint: Endpoint;
  readonly url: URL;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
}

function readRequest(entry: Json): Asked | undefined {
  const request = field(entry, 'request');
  const url = httpUrl(field(request, 'url'));
  if (field(request, 'method') !== 'POST' || !url) return undefined;
  const endpoint = endpoints.find((name) => url.pathname.endsWith(`/${name}`));
  const text = field(field(request, 'postData'), 'text');
  const body = isString(text) ? text : '';
  // A proxy may have given the API another path; then the body tells.
  const isAgent =
    url.pathname.includes(apiPath) || isFilledString(field(parseJson(body), 'clientKey'));
  if (!endpoint || !isAgent) return undefined;
  const started = Date.parse(String(field(entry, 'startedDateTime')));
  return { entry, endpoint, url, body, sentAt: Number.isNaN(started) ? 0 : Math.max(0, started) };
}

function exchangeOf(
  { entry, endpoint, url, body, sentAt }: Asked,
  number: number,
  startedAt: number,
  secrets: SecretList,
): Exchange {
  const safe = <T extends RecordingEntry>(one: T) => maskEntry(one, secrets) as T;
  const atMs = Math.min(sentAt - startedAt, latestMs / 4);
  const response = field(entry, 'response');
  const status = Number(field(response, 'status'));
  const isAnswered = Number.isInteger(status) && status >= 100 && status <= 599;
  const { headMs, lastMs } = timesOf(entry);
  const headAt = atMs + headMs;
  const lines = isAnswered ? readLines(entry, number, atMs, headAt) : [];
  const endAt = Math.max(atMs + lastMs, ...lines.slice(-1).map((line) => line.atMs));
  const failure = failureOf(field(response, '_error'), isAnswered);
  return {
    number,
    request: safe({
      type: 'request',
      exchange: number,
      atMs,
      endpoint,
      method: 'POST',
      // What stands in a query is no part of the API, and may be a key.
      url: `${url.origin}${url.pathname}`,
      headers: safeHeaders(field(field(entry, 'request'), 'headers')),
      body,
    }),
    retries: [],
    ...(isAnswered && {
      response: safe({
        type: 'response',
        exchange: number,
        atMs: headAt,
        status,
        headers: safeHeaders(field(response, 'headers')),
      }),
    }),
    lines: lines.map(safe),
    end: safe({
      type: 'end',
      exchange: number,
      atMs: endAt,
      outcome: failure ? 'failed' : 'complete',
      ...(failure && { failure }),
    }),
  };
}

/** Milliseconds from the request to the response's head and to its end. */
function timesOf(entry: Json): { readonly headMs: number; readonly lastMs: number } {
  const timings = field(entry, 'timings');
  const headMs = ['blocked', 'dns', 'connect', 'send', 'wait']
    .map((name) => amount(field(timings, name)))
    .reduce((sum, ms) => sum + ms, 0);
  return { headMs, lastMs: Math.max(headMs, amount(field(entry, 'time'))) };
}

function readLines(
  entry: Json,
  exchange: number,
  sentMs: number,
  headMs: number,
): readonly LineEntry[] {
  const content = field(field(entry, 'response'), 'content');
  const text = field(content, 'text');
  if (!isString(text)) return [];
  const bytes = Buffer.from(text, field(content, 'encoding') === 'base64' ? 'base64' : 'utf8');
  const times = list(field(entry, '_lineTimesMs'));
  return linesOfBody(bytes).map((line, index) => {
    const ownMs = times[index];
    const atMs = isAmount(ownMs) ? sentMs + Math.min(ownMs, latestMs / 4) : headMs;
    return lineEntry(exchange, { ...line, startedMs: atMs }, atMs);
  });
}

function failureOf(error: unknown, isAnswered: boolean): Failure | undefined {
  if (error === undefined && isAnswered) return undefined;
  const kind = failureKinds.find((name) => name === error) ?? 'network';
  return { kind, retryable: false };
}

/** A time as a recording can hold it; 0 where the archive has none, which it writes as -1. */
function amount(value: unknown): number {
  return isAmount(value) ? Math.min(value, latestMs / 10) : 0;
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
