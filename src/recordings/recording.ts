import type { HttpRequest, HttpResponse, RetryNotice } from '../agentGraph/http/transport.ts';
import type { Agent } from '../shared/agent.ts';
import type { Endpoint, Failure } from '../shared/failure/failure.ts';

/**
 * A recording is newline-delimited JSON: a header, then one entry per line in the order of events.
 * It can be written while a conversation goes on, and read while it is written.
 * `media/recording.schema.json` is the schema of a line.
 */
export const recordingFormat = 'ask-sofia-recording';
export const recordingVersion = 1;

/** The latest time that an entry can have, in milliseconds: 31 years. */
export const latestMs = 1e12;

/** The agent that the requests went to. A recording has no key. */
export type RecordedAgent = Pick<
  Agent,
  'name' | 'businessId' | 'agentId' | 'baseUrl' | 'clientKey'
>;

/** The first line. */
export interface RecordingHeader {
  readonly format: typeof recordingFormat;
  readonly version: typeof recordingVersion;
  /** RFC 3339, in UTC. */
  readonly createdAt: string;
  /** Program and version, for example `ask-sofia 0.4.0`. */
  readonly recordedBy: string;
  readonly agent: RecordedAgent;
}

/** A header with these facts; `createdAt` is in milliseconds since the epoch. */
export function recordingHeader(
  agent: RecordedAgent,
  createdAt: number,
  recordedBy: string,
): RecordingHeader {
  const facts = { createdAt: new Date(createdAt).toISOString(), recordedBy, agent };
  return { format: recordingFormat, version: recordingVersion, ...facts };
}

interface EntryBase {
  /** Number of the request that this belongs to, from 1. Requests may overlap. */
  readonly exchange: number;
  /** Milliseconds since the recording began, from a monotonic clock. */
  readonly atMs: number;
}

/** As it was sent, but only headers that cannot hold a secret keep their values. */
export interface RequestEntry
  extends EntryBase, Pick<HttpRequest, 'url' | 'headers' | 'body' | 'turn'> {
  readonly type: 'request';
  readonly endpoint: Endpoint;
  readonly method: 'POST';
}

/** The transport is about to retry the request. */
export interface RetryEntry extends EntryBase, RetryNotice {
  readonly type: 'retry';
}

export interface ResponseEntry extends EntryBase, Omit<HttpResponse, 'body'> {
  readonly type: 'response';
}

/** One line of the body as it arrived, including its line break. Blank and bad lines count too. */
export interface LineEntry extends EntryBase {
  readonly type: 'line';
  /** When the line's first byte arrived; `atMs` is when it was complete. */
  readonly startedMs: number;
  /** The line if it is UTF-8; otherwise it is in `base64`. */
  readonly text?: string;
  readonly base64?: string;
  /** Bytes left out at the end of a line that was too long to keep. */
  readonly omittedBytes?: number;
}

/** Nothing more came. `stopped`: the tester stopped it. */
export interface EndEntry extends EntryBase {
  readonly type: 'end';
  readonly outcome: 'complete' | 'stopped' | 'failed';
  readonly failure?: Failure;
}

export type RecordingEntry = RequestEntry | RetryEntry | ResponseEntry | LineEntry | EndEntry;

/** A header or an entry as a line of the file. */
export function recordingLine(value: RecordingHeader | RecordingEntry): string {
  return `${JSON.stringify(value)}\n`;
}

/** The original bytes of a line. */
export function lineBytes({ text, base64 }: Pick<LineEntry, 'text' | 'base64'>): Buffer {
  return text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
}

/** The endpoint: the last segment of an API URL. */
export function endpointOf(url: string): Endpoint {
  return url.slice(url.lastIndexOf('/') + 1) as Endpoint;
}
