import type { Exchange } from './exchanges.ts';
import { lineBytes, type RecordingHeader, type ResponseEntry } from './recording.ts';

type HarOrigin = Pick<RecordingHeader, 'createdAt' | 'recordedBy'>;

/**
 * The exchanges as an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), which
 * browsers' network tools open. Our own field `_lineTimesMs` holds each line's time in milliseconds
 * since the request was sent. Times that were not measured are -1, as the format requires.
 */
export function toHar(header: HarOrigin, exchanges: readonly Exchange[]) {
  const [creator = 'ask-sofia', version = ''] = header.recordedBy.split(' ');
  const startedAt = Date.parse(header.createdAt);
  return {
    log: {
      version: '1.2',
      creator: { name: creator, version },
      entries: exchanges.map((exchange) => harEntry(exchange, startedAt)),
    },
  };
}

function harEntry(exchange: Exchange, startedAt: number) {
  const { request, response, lines, end } = exchange;
  const headMs = response?.atMs ?? end?.atMs ?? request.atMs;
  const lastMs = end?.atMs ?? lines.at(-1)?.atMs ?? headMs;
  const mimeType = request.headers['content-type'] ?? 'application/json';
  return {
    startedDateTime: new Date(startedAt + request.atMs).toISOString(),
    time: lastMs - request.atMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: harHeaders(request.headers),
      queryString: [],
      postData: { mimeType, params: [], text: request.body },
      headersSize: -1,
      bodySize: Buffer.byteLength(request.body),
    },
    response: harResponse(exchange),
    cache: {},
    timings: {
      ...connectTimings(response?.connection, headMs - request.atMs),
      receive: lastMs - headMs,
    },
    _lineTimesMs: lines.map(({ atMs }) => atMs - request.atMs),
  };
}

/** All timings up to the response's head. In the format, `connect` includes TLS. */
function connectTimings(connection: ResponseEntry['connection'], headMs: number) {
  const { dnsMs = -1, connectMs = -1, tlsMs = -1 } = connection ?? {};
  const connect = connectMs < 0 ? -1 : connectMs + Math.max(0, tlsMs);
  const waited = headMs - Math.max(0, dnsMs) - Math.max(0, connect);
  return { blocked: -1, dns: dnsMs, connect, ssl: tlsMs, send: 0, wait: Math.max(0, waited) };
}

function harResponse({ response, lines, end }: Exchange) {
  const body = Buffer.concat(lines.map(lineBytes));
  const isText = lines.every(({ text }) => text !== undefined);
  const { failure } = end ?? {};
  const isKept = failure?.cause?.type !== 'noBody';
  return {
    // Browsers write 0 when no response came.
    status: response?.status ?? 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: harHeaders(response?.headers ?? {}),
    content: {
      size: body.length,
      mimeType: response?.headers['content-type'] ?? 'x-unknown',
      ...(isKept && { text: body.toString(isText ? 'utf8' : 'base64') }),
      ...(!isText && { encoding: 'base64' }),
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    ...(failure && isKept && { _error: failure.kind }),
  };
}

function harHeaders(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
