import { failureKinds, type Failure } from '../../shared/failure/failure.ts';
import { isFilledString, isNonNegative, isRecord, parseJson } from '../../shared/guards.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { Exchange } from '../exchanges.ts';
import { answerBody, isCutShort } from './harBody.ts';
import { field, inOrderOfSending, otherMethod, readRequest, type Asked } from './harRequest.ts';
import { harSecrets, safeHeaders } from './harSecrets.ts';
import { linesOfBody } from '../lineSplitter.ts';
import type { ArchiveGap, Recording, RecordingDamage } from '../loadRecording.ts';
import { maskEntry } from '../maskEntry.ts';
import { unknownTurn } from './rawAnswer.ts';
import { lineEntry } from '../recordExchanges.ts';
import { isTurn } from '../replay/recordedTurn.ts';
import { latestMs, recordingHeader, type LineEntry, type RecordingEntry } from '../recording.ts';

/** True for a value that has the outline of an HTTP Archive. */
export function isHar(value: unknown): boolean {
  return isRecord(value) && isRecord(value['log']) && Array.isArray(value['log']['entries']);
}

/**
 * The requests to an agent in an HTTP Archive 1.2, ours or a browser's, in the order in which they
 * were sent; other requests are left out. Values of headers and cookies are masked, and so are keys
 * and passwords wherever they occur again. A line without its own time (`_lineTimesMs`) gets the
 * time of the response's head. `createdAt`, in milliseconds since the epoch, is used where the
 * archive has no time. `damage` is what the archive lacks.
 */
export function fromHar(value: unknown, createdAt = 0): Recording {
  const log = field(value, 'log');
  const entries = list(field(log, 'entries')).filter(isRecord);
  const asked = inOrderOfSending(
    entries.flatMap((entry) => readRequest(entry) ?? []),
    createdAt,
  );
  const secrets = harSecrets(asked.map(({ entry }) => entry));
  const startedAt = Math.min(...asked.map(({ sentAt }) => sentAt), Number.MAX_SAFE_INTEGER);
  const exchanges = asked.map((one, index) => exchangeOf(one, index + 1, startedAt, secrets));
  const { origin = 'https://har.invalid' } = asked[0]?.url ?? {};
  const sent = asked.map(({ body }) => parseJson(body));
  const known = (name: string) =>
    sent.map((body) => field(body, name)).find(isFilledString) ?? 'unknown';
  const creator = field(log, 'creator');
  const program = [field(creator, 'name'), field(creator, 'version')].filter(isFilledString);
  const agent = {
    name: 'HTTP Archive',
    businessId: known('businessId'),
    agentId: known('agentId'),
    clientKey: known('clientKey'),
    baseUrl: origin,
  };
  const recordedBy = program.join(' ').slice(0, 200) || 'unknown';
  return {
    header: recordingHeader(agent, asked.length > 0 ? startedAt : 0, recordedBy),
    exchanges,
    damage: [...otherMethods(entries), ...gapsOf(asked, exchanges)],
  };
}

function otherMethods(
  entries: readonly Readonly<Record<string, unknown>>[],
): readonly RecordingDamage[] {
  const methods = entries.flatMap((entry) => otherMethod(entry) ?? []);
  const count = methods.length;
  return count === 0 ? [] : [{ type: 'methods', methods: [...new Set(methods)], count }];
}

function gapsOf(
  asked: readonly Asked[],
  exchanges: readonly Exchange[],
): readonly RecordingDamage[] {
  return (Object.keys(gaps) as ArchiveGap[]).flatMap((gap) => {
    const found = asked.flatMap((one, index) => {
      const exchange = exchanges[index];
      return exchange && gaps[gap](one, exchange) ? [exchange.number] : [];
    });
    return found.length > 0 ? [{ type: 'archive', gap, exchanges: found } as const] : [];
  });
}

const gaps: Readonly<Record<ArchiveGap, (asked: Asked, exchange: Exchange) => boolean>> = {
  noTime: ({ startedAt }) => startedAt === undefined,
  noQuestion: ({ body }, exchange) => body === '' && isTurn(exchange),
  noAnswer: (_, { end }) => end?.failure?.cause?.type === 'noBody',
  partOfAnswer: ({ entry }) => isCutShort(contentOf(entry)),
};

function exchangeOf(
  { entry, endpoint, url, body, sentAt }: Asked & { readonly sentAt: number },
  number: number,
  startedAt: number,
  secrets: SecretList,
): Exchange {
  const safe = <T extends RecordingEntry>(one: T) => maskEntry(one, secrets) as T;
  const atMs = Math.min(sentAt - startedAt, latestMs / 4);
  const response = field(entry, 'response');
  const status = Number(field(response, 'status'));
  const isAnswered = Number.isInteger(status) && status >= 100 && status <= 599;
  const timings = field(entry, 'timings');
  const headMs = ['blocked', 'dns', 'connect', 'send', 'wait']
    .map((name) => amount(field(timings, name)))
    .reduce((sum, ms) => sum + ms, 0);
  const headAt = atMs + headMs;
  const bytes = answerBody(contentOf(entry));
  const lines = isAnswered && bytes ? readLines(entry, bytes, number, atMs, headAt) : [];
  const lastMs = Math.max(headMs, amount(field(entry, 'time')));
  const endAt = Math.max(atMs + lastMs, lines.at(-1)?.atMs ?? 0);
  const isKept = bytes !== undefined || status < 200 || status > 299;
  const failure = failureOf(field(response, '_error'), isAnswered) ?? (isKept ? undefined : noBody);
  const replied = parseJson(lines[0]?.text ?? '');
  const isUnasked = body === '' && endpoint.startsWith('invoke');
  return {
    number,
    request: safe({
      type: 'request',
      exchange: number,
      atMs,
      endpoint,
      method: 'POST',
      // The API has no query; one in the archive may be a key.
      url: `${url.origin}${url.pathname}`,
      headers: safeHeaders(field(field(entry, 'request'), 'headers')),
      body: isUnasked ? unknownTurn(replied) : body,
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

function readLines(
  entry: unknown,
  bytes: Buffer,
  exchange: number,
  sentMs: number,
  headMs: number,
): readonly LineEntry[] {
  const times = list(field(entry, '_lineTimesMs'));
  return linesOfBody(bytes).map((line, index) => {
    const ownMs = times[index];
    const atMs = isNonNegative(ownMs) ? sentMs + Math.min(ownMs, latestMs / 4) : headMs;
    return lineEntry(exchange, { ...line, startedMs: atMs }, atMs);
  });
}

function contentOf(entry: unknown): unknown {
  return field(field(entry, 'response'), 'content');
}

const noBody: Failure = { kind: 'protocol', cause: { type: 'noBody' }, retryable: false };

function failureOf(error: unknown, isAnswered: boolean): Failure | undefined {
  if (error === undefined && isAnswered) return undefined;
  const kind = failureKinds.find((name) => name === error) ?? 'network';
  return { kind, retryable: false };
}

/** A time within a recording's limits; 0 where the archive has none, which it writes as -1. */
function amount(value: unknown): number {
  return isNonNegative(value) ? Math.min(value, latestMs / 10) : 0;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
