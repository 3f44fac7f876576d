import { undocumentedFields } from '../agentGraph/documentedFields.ts';
import { openEnvelope } from '../agentGraph/envelope.ts';
import { decodeElement } from '../agentGraph/events.ts';
import { isTooDeep, mayBeTooDeep } from '../agentGraph/jsonDepth.ts';
import { parseWholeNdjson } from '../agentGraph/ndjson.ts';
import type { Endpoint } from '../shared/failure.ts';
import { isRecord, parseJson } from '../shared/guards.ts';
import type { AgentEvent } from '../shared/model.ts';
import type { Exchange } from './exchanges.ts';
import { isTurn } from './recordedTurn.ts';
import { lineBytes, type EndEntry, type LineEntry } from './recording.ts';

/** What is to be said of one line of a body. */
export interface InspectedRow {
  /** 1-based, blank lines counted. */
  readonly line: number;
  /** Milliseconds since the request was sent. */
  readonly atMs: number;
  /** Since the line before, or since the request for the first one. */
  readonly gapMs: number;
  /** As they came over the wire, the line break included. */
  readonly bytes: number;
  /** Event keys; `blank`, `malformed`, `error`, or `reply` where a line has no event. */
  readonly kinds: readonly string[];
}

/** What the documented contract does not know, or knows otherwise. */
export interface ContractFinding {
  readonly line: number;
  readonly finding: 'unknownEvent' | 'oddField' | 'undocumentedField' | 'malformedLine';
  /** The event's key, the field's path, or what is wrong with the line. */
  readonly subject: string;
}

/** What a line holds. */
export type LinePart =
  | { readonly type: 'event'; readonly event: AgentEvent }
  | { readonly type: 'error' | 'reply'; readonly value: unknown };

/** A line with everything that can be said of it. */
export interface InspectedLine {
  readonly row: InspectedRow;
  /** None for a line that is blank or malformed. */
  readonly parts: readonly LinePart[];
  readonly findings: readonly ContractFinding[];
}

/** One request with its figures. */
export interface InspectedExchange extends ExchangeFigures {
  readonly number: number;
  readonly endpoint: Endpoint;
  /** Missing when no response came. */
  readonly status?: number;
  readonly outcome: EndEntry['outcome'] | 'unfinished';
  readonly retries: number;
  readonly bytes: number;
  readonly rows: readonly InspectedRow[];
  readonly findings: readonly ContractFinding[];
}

/** Times of an exchange, in milliseconds since its request was sent. */
export interface ExchangeFigures {
  /** Missing when no byte came. */
  readonly firstByteMs?: number;
  /** Until the end, or until the last thing that came. */
  readonly totalMs: number;
}

/** Reads an exchange as the client would have, and says when each line came and what it is. */
export function inspectExchange(exchange: Exchange): InspectedExchange {
  const { number, request, response, retries, lines, end } = exchange;
  const inspected = lines.map((_, index) => inspectLine(exchange, index));
  return {
    number,
    endpoint: request.endpoint,
    ...(response && { status: response.status }),
    outcome: end?.outcome ?? 'unfinished',
    retries: retries.length,
    ...figuresOf(exchange),
    bytes: inspected.reduce((sum, { row }) => sum + row.bytes, 0),
    rows: inspected.map(({ row }) => row),
    findings: inspected.flatMap(({ findings }) => findings),
  };
}

export function figuresOf({ request, retries, response, lines, end }: Exchange): ExchangeFigures {
  const [first] = lines;
  const last = end ?? lines.at(-1) ?? response ?? retries.at(-1) ?? request;
  return {
    ...(first && { firstByteMs: first.startedMs - request.atMs }),
    totalMs: last.atMs - request.atMs,
  };
}

/** Reads one line of an exchange, which has one at that index, as the client would have. */
export function inspectLine(exchange: Exchange, index: number): InspectedLine {
  const { request, lines } = exchange;
  const line = index + 1;
  const entry = lines[index];
  if (!entry) throw new RangeError(`The exchange has no line ${line}`);
  const length = sizeOf(entry);
  const { kinds, parts = [], findings = [] } = readLine(entry, length, line, isTurn(exchange));
  const row = {
    line,
    atMs: entry.atMs - request.atMs,
    gapMs: entry.atMs - (lines[index - 1]?.atMs ?? request.atMs),
    bytes: length + (entry.omittedBytes ?? 0),
    kinds,
  };
  return { row, parts, findings };
}

/** The line as text, without its break; where it is no UTF-8, U+FFFD stands for what is not. */
export function lineText(entry: LineEntry): string {
  return (entry.text ?? lineBytes(entry).toString()).replace(/\r?\n$/, '');
}

/** Far below what is too long for the reader of a live answer. */
const maxPlainBytes = 1024 * 1024;

type ReadLine = Partial<InspectedLine> & Pick<InspectedRow, 'kinds'>;

function sizeOf(entry: LineEntry): number {
  return entry.text === undefined ? lineBytes(entry).length : Buffer.byteLength(entry.text);
}

/** Says of a line what the reader of a live answer says. */
function readLine(entry: LineEntry, length: number, line: number, hasEvents: boolean): ReadLine {
  // Most lines are JSON, for which no bytes are needed.
  const known = length <= maxPlainBytes ? parseJson(entry.text ?? '') : undefined;
  if (known !== undefined) return readParsed(known, length, line, hasEvents);
  const [parsed] = parseWholeNdjson(lineBytes(entry));
  if (!parsed) return { kinds: ['blank'] };
  if (parsed.ok) return readParsed(parsed.value, parsed.bytes, line, hasEvents);
  const { failure, misframed } = parsed;
  const { cause, kind } = failure;
  const bad = malformed(line, misframed?.framing ?? (cause?.type === 'line' ? cause.reason : kind));
  const read = misframed?.values.map((value) => readParsed(value, length, line, hasEvents)) ?? [];
  if (read.length === 0) return bad;
  return {
    kinds: read.flatMap(({ kinds }) => kinds),
    parts: read.flatMap(({ parts = [] }) => parts),
    findings: [bad, ...read].flatMap(({ findings = [] }) => findings),
  };
}

function readParsed(value: unknown, bytes: number, line: number, hasEvents: boolean): ReadLine {
  if (mayBeTooDeep(bytes) && isTooDeep(value)) return malformed(line, 'tooDeep');
  return readValue(value, line, hasEvents);
}

function malformed(line: number, subject: string): ReadLine {
  return { kinds: ['malformed'], findings: [{ line, finding: 'malformedLine', subject }] };
}

function readValue(value: unknown, line: number, hasEvents: boolean): ReadLine {
  const parts: LinePart[] = [];
  for (const part of openEnvelope(value)) {
    if (part.type === 'error') parts.push({ type: 'error', value: part.value });
    // What other endpoints answer is told by their fields, not by events.
    else if (hasEvents) {
      for (const event of decodeElement(part.value, { line })) parts.push({ type: 'event', event });
    }
  }
  if (parts.length === 0) return { kinds: ['reply'], parts: [{ type: 'reply', value }] };
  return {
    kinds: parts.map((part) => (part.type === 'event' ? part.event.kind : part.type)),
    parts,
    findings: parts.flatMap((part) => (part.type === 'event' ? findingsOf(part.event) : [])),
  };
}

function findingsOf({ type, kind, line, raw, oddFields = [] }: AgentEvent) {
  const findings: ContractFinding[] = [];
  if (type === 'unknown') findings.push({ line, finding: 'unknownEvent', subject: kind });
  for (const path of oddFields)
    findings.push({ line, finding: 'oddField', subject: `${kind}.${path}` });
  const event = isRecord(raw) ? raw[kind] : undefined;
  for (const path of undocumentedFields(kind, event))
    findings.push({ line, finding: 'undocumentedField', subject: `${kind}.${path}` });
  return findings;
}
