import { isUtf8 } from 'node:buffer';
import { ownHeaderSecrets } from '../agentGraph/headerSecrets.ts';
import type { HttpRequest, HttpResponse, HttpTransport } from '../agentGraph/http/transport.ts';
import { FailureError, type Failure, type Outcome } from '../shared/failure/failure.ts';
import { hidden, type SecretList } from '../shared/masking/secretRanges.ts';
import { LineSplitter, maxKeptBytes, type RawLine } from './lineSplitter.ts';
import { maskEntry } from './maskEntry.ts';
import { endpointOf, type EndEntry, type LineEntry, type RecordingEntry } from './recording.ts';

/** Receives a recording. */
export interface Recorder {
  /** Gets each entry in order, free of secrets. Must not throw. */
  readonly write: (entry: RecordingEntry) => void;
  /**
   * Milliseconds since the recording began, from a monotonic clock. By default, since the recorder
   * was set up.
   */
  readonly elapsedMs?: () => number;
  /** The number of the next request; by default counts from 1. */
  readonly nextExchange?: () => number;
  /**
   * Runs work that must not delay a response; by default at once. Runs each task once, in order,
   * and before anything that is written later.
   */
  readonly later?: (task: () => void) => void;
}

export interface RecorderOptions extends Recorder {
  /** Sends the requests. */
  readonly transport: HttpTransport;
  /** Longer lines are cut off at this size, in bytes. */
  readonly maxLineBytes?: number;
}

/** The only request headers whose values are recorded: they never hold a secret. */
const plainHeaders: readonly string[] = ['content-type', 'accept'];

/** The same transport, with all its traffic recorded. */
export function recordExchanges(options: RecorderOptions): HttpTransport {
  const startedAt = performance.now();
  let exchanges = 0;
  const defaults = {
    elapsedMs: () => performance.now() - startedAt,
    nextExchange: () => ++exchanges,
    later: doNow,
    maxLineBytes: maxKeptBytes,
  };
  const recorder = { ...defaults, ...options };
  return {
    post: (request) => record(request, { ...recorder, exchange: recorder.nextExchange() }),
    dispose: () => options.transport.dispose(),
  };
}

const doNow = (task: () => void): void => task();

interface Sink extends Required<RecorderOptions> {
  readonly exchange: number;
}

/** Records how an exchange ended; `atMs` is now by default. */
type WriteEnd = (outcome: EndEntry['outcome'], failure?: Failure, atMs?: number) => void;

async function record(request: HttpRequest, sink: Sink): Promise<Outcome<HttpResponse>> {
  const { exchange, elapsedMs, transport } = sink;
  const secrets = secretsOf(request);
  const write = (entry: RecordingEntry) => sink.write(maskEntry(entry, secrets));
  const end: WriteEnd = (outcome, failure, atMs = elapsedMs()) =>
    write({ type: 'end', exchange, atMs, outcome, ...(failure && { failure }) });
  const { url, body, turn } = request;
  const endpoint = endpointOf(url);
  write({
    type: 'request',
    exchange,
    atMs: elapsedMs(),
    endpoint,
    method: 'POST',
    url,
    headers: plainRequestHeaders(request),
    body,
    ...(turn !== undefined && { turn }),
  });
  const sent = await transport.post({
    ...request,
    onRetry: (notice) => {
      write({ type: 'retry', exchange, atMs: elapsedMs(), ...notice });
      request.onRetry?.(notice);
    },
  });
  if (sent.type === 'failed') end('failed', sent.failure);
  if (sent.type === 'aborted') end('stopped');
  if (sent.type !== 'done') return sent;
  const { status, headers, connection } = sent.value;
  write({
    type: 'response',
    exchange,
    atMs: elapsedMs(),
    status,
    headers: withoutCookies(headers),
    ...(connection && { connection }),
  });
  // Other responses are short, and nothing waits for them.
  const later = endpoint.startsWith('invoke') ? sink.later : doNow;
  const recorded = recordBody(sent.value.body, { ...sink, write, later }, end, request.signal);
  return { type: 'done', value: { ...sent.value, body: recorded } };
}

/**
 * The same bytes, with every line recorded. Not a generator: each of its steps would take as long
 * as reading a line.
 */
function recordBody(
  body: AsyncIterable<Uint8Array>,
  { exchange, write, elapsedMs, later, maxLineBytes }: Sink,
  end: WriteEnd,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const splitter = new LineSplitter(maxLineBytes);
  const writeLine = (line: RawLine, atMs: number) => write(lineEntry(exchange, line, atMs));
  let chunks: Uint8Array[] = [];
  let timesMs: number[] = [];
  let isOver = false;

  function writeArrived(): void {
    const [arrived, arrivedMs] = [chunks, timesMs];
    [chunks, timesMs] = [[], []];
    for (const [index, chunk] of arrived.entries()) {
      const atMs = arrivedMs[index] ?? 0;
      for (const line of splitter.push(chunk, atMs)) writeLine(line, atMs);
    }
  }

  function finish(outcome: EndEntry['outcome'], failure?: Failure): void {
    if (isOver) return;
    isOver = true;
    const atMs = elapsedMs();
    later(() => {
      writeArrived();
      const rest = splitter.finish();
      if (rest) writeLine(rest, atMs);
      end(outcome, failure, atMs);
    });
  }

  function onStep(step: IteratorResult<Uint8Array>): IteratorResult<Uint8Array> {
    if (step.done === true) finish(signal.aborted ? 'stopped' : 'complete');
    else {
      timesMs.push(elapsedMs());
      if (chunks.push(step.value) === 1) later(writeArrived);
    }
    return step;
  }

  function onError(error: unknown): never {
    const internal: Failure = { kind: 'internal', retryable: false };
    finish('failed', error instanceof FailureError ? error.failure : internal);
    throw error;
  }

  return {
    [Symbol.asyncIterator]() {
      const steps = body[Symbol.asyncIterator]();
      return {
        next: () => steps.next().then(onStep, onError),
        async return() {
          await steps.return?.();
          finish('stopped');
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** A line of a body as a recording's entry. */
export function lineEntry(exchange: number, line: RawLine, atMs: number): LineEntry {
  const { bytes, startedMs, omittedBytes } = line;
  return {
    type: 'line',
    exchange,
    atMs,
    startedMs,
    ...(isUtf8(bytes) ? { text: bytes.toString() } : { base64: bytes.toString('base64') }),
    ...(omittedBytes > 0 && { omittedBytes }),
  };
}

/** The names of all headers, with the values of those that are known to be harmless. */
function plainRequestHeaders({ headers }: HttpRequest): Readonly<Record<string, string>> {
  const plain = (name: string, value: string) => (plainHeaders.includes(name) ? value : hidden);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, plain(name, value)]),
  );
}

/** Anyone who has a cookie can act as the tester. */
function withoutCookies(headers: HttpResponse['headers']): HttpResponse['headers'] {
  return 'set-cookie' in headers ? { ...headers, 'set-cookie': hidden } : headers;
}

/** Secrets that a server might echo: the key, and the agent's own headers, which may be keys. */
function secretsOf({ headers }: HttpRequest): SecretList {
  return Object.entries(headers)
    .filter(([name]) => !plainHeaders.includes(name))
    .flatMap(([name, value]) => ownHeaderSecrets(name, value));
}
