import type { Agent } from '../shared/agent.ts';
import type { Endpoint, Failure } from '../shared/failure/failure.ts';
import type { WireConnection } from '../shared/protocol/inspectorProtocol.ts';

/**
 * A recording is newline-delimited JSON: a header, then one entry a line in the order in which things
 * happened, so that it can be written while a conversation goes on and read while it is written.
 * `media/recording.schema.json` is the schema of a line.
 */
export const recordingFormat = 'ask-sofia-recording';
export const recordingVersion = 1;

/** The latest moment that an entry can have, in milliseconds: 31 years. */
export const latestMs = 1e12;

/** The agent that was asked. A recording has no key. */
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

interface EntryBase {
  /** Number of the request that this belongs to, from 1; requests may overlap. */
  readonly exchange: number;
  /** Milliseconds since the recording began, from a monotonic clock. */
  readonly atMs: number;
}

export interface RequestEntry extends EntryBase {
  readonly type: 'request';
  readonly endpoint: Endpoint;
  readonly method: 'POST';
  readonly url: string;
  /** Lower-case names; only the values of headers that can hold no secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent. */
  readonly body: string;
  /** The turn of the conversation that it belongs to, where that is known. */
  readonly turn?: number;
}

/** The transport is about to send the request again. */
export interface RetryEntry extends EntryBase {
  readonly type: 'retry';
  /** 1 for the first repetition. */
  readonly attempt: number;
  readonly waitMs: number;
  /** HTTP status or error code of the attempt that failed. */
  readonly reason: string;
}

export interface ResponseEntry extends EntryBase {
  readonly type: 'response';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Missing where the transport could not tell. */
  readonly connection?: WireConnection;
}

/** One line of the body as it came, its line break included; blank ones and bad ones too. */
export interface LineEntry extends EntryBase {
  readonly type: 'line';
  /** When the line's first byte came; `atMs` is when it was complete. */
  readonly startedMs: number;
  /** The line, where it is UTF-8; else `base64` has it. */
  readonly text?: string;
  readonly base64?: string;
  /** What was left out at the end of a line that was too long to keep. */
  readonly omittedBytes?: number;
}

/** Nothing more came. `stopped`: the tester did not want more. */
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

/** The bytes of a line as they came. */
export function lineBytes({ text, base64 }: Pick<LineEntry, 'text' | 'base64'>): Buffer {
  return text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
}

/** The endpoint that a URL of the API names with its last segment. */
export function endpointOf(url: string): Endpoint {
  return url.slice(url.lastIndexOf('/') + 1) as Endpoint;
}
