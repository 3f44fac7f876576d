import { undocumentedFields } from '../../agentGraph/wire/undocumentedFields.ts';
import { EnvelopeReader, type ReadEnvelope } from '../../agentGraph/wire/envelopeReader.ts';
import { decodeElement } from '../../agentGraph/wire/decodeElement.ts';
import { parseWholeNdjson } from '../../agentGraph/wire/ndjson.ts';
import type { Endpoint } from '../../shared/failure/failure.ts';
import type { AgentEvent } from '../../shared/model.ts';
import type { WireRow, WireTag } from '../../shared/protocol/inspectorProtocol.ts';
import type { Exchange } from '../exchanges.ts';
import { isTurn } from '../replay/recordedTurn.ts';
import { lineBytes, type EndEntry, type LineEntry } from '../recording.ts';

/** The facts about one line of a body; `bytes` is its size on the wire. */
export type InspectedRow = Pick<WireRow, 'line' | 'atMs' | 'gapMs' | 'bytes' | 'kinds'>;

/** Something that is not in the documented contract, or differs from it. */
export interface ContractFinding {
  readonly line: number;
  readonly finding: WireTag['type'];
  /** The event's key, the field's path, or the problem with the line. */
  readonly subject: string;
}

/** One part of a line's content. */
export type LinePart =
  | { readonly type: 'event'; readonly event: AgentEvent }
  | { readonly type: 'error' | 'reply'; readonly text: string };

/** A line with everything that is known about it. */
export interface InspectedLine {
  readonly row: InspectedRow;
  /** Empty for a blank or malformed line. */
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
  /** Until the end, or until the last thing that arrived. */
  readonly totalMs: number;
}

/**
 * Reads an exchange as the client would have, and lists when each line arrived and what it holds.
 */
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

/**
 * Reads one line of an exchange as the client would have. Throws a RangeError when there is no line
 * at that index.
 */
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

/** The line as text, without its line break. Bytes that are not UTF-8 become U+FFFD. */
export function lineText(entry: Pick<LineEntry, 'text' | 'base64'>): string {
  return (entry.text ?? lineBytes(entry).toString()).replace(/\r?\n$/, '');
}

/** Far below the length limit of the live reader. */
const maxPlainBytes = 1024 * 1024;

type ReadLine = Partial<InspectedLine> & Pick<InspectedRow, 'kinds'>;

function sizeOf(entry: LineEntry): number {
  return entry.text === undefined ? lineBytes(entry).length : Buffer.byteLength(entry.text);
}

/** Shared: the reader finds the text around the events once per response and then reuses it. */
const envelopes = new EnvelopeReader([]);

function readEnvelope(text: string): ReadEnvelope | undefined {
  try {
    return envelopes.read(text);
  } catch {
    return undefined;
  }
}

/** Classifies a line as the live reader does. */
function readLine(entry: LineEntry, length: number, line: number, hasEvents: boolean): ReadLine {
  // Fast path: most lines are JSON, which is read from the text without its bytes.
  const known = length <= maxPlainBytes ? readEnvelope(entry.text ?? '') : undefined;
  if (known !== undefined) return readParts(known, entry, line, hasEvents);
  const [parsed] = parseWholeNdjson(lineBytes(entry), { parse: (text) => envelopes.read(text) });
  if (!parsed) return { kinds: ['blank'] };
  if (parsed.ok) return readParts(parsed.value, entry, line, hasEvents);
  const { failure, misframed } = parsed;
  const { cause, kind } = failure;
  const bad = malformed(line, misframed?.framing ?? (cause?.type === 'line' ? cause.reason : kind));
  const read = misframed?.texts.map((text) =>
    readParts(envelopes.read(text), { text }, line, hasEvents),
  );
  if (!read || read.length === 0) return bad;
  return {
    kinds: read.flatMap(({ kinds }) => kinds),
    parts: read.flatMap(({ parts = [] }) => parts),
    findings: [bad, ...read].flatMap(({ findings = [] }) => findings),
  };
}

function malformed(line: number, subject: string): ReadLine {
  return { kinds: ['malformed'], findings: [{ line, finding: 'malformedLine', subject }] };
}

function readParts(
  { parts: found, values = [], repeatedNames }: ReadEnvelope,
  entry: Pick<LineEntry, 'text' | 'base64'>,
  line: number,
  hasEvents: boolean,
): ReadLine {
  const kinds: string[] = [];
  const parts: LinePart[] = [];
  const findings: ContractFinding[] = repeatedNames.map((place) => ({
    line,
    finding: 'repeatedName',
    subject: `$.${place}`,
  }));
  for (const [index, part] of found.entries()) {
    if (part.type === 'error') {
      kinds.push('error');
      parts.push({ type: 'error', text: part.text });
    }
    // Responses of other endpoints have plain fields, not events.
    else if (hasEvents) {
      const look = (event: AgentEvent, value: unknown) => {
        findings.push(...findingsOf(event, value));
      };
      const events = decodeElement(part.text, { line, look }, values[index]);
      for (const event of events ?? []) {
        kinds.push(event.kind);
        parts.push({ type: 'event', event });
      }
      if (events) continue;
      const bad = malformed(line, 'tooDeep');
      kinds.push(...bad.kinds);
      findings.push(...(bad.findings ?? []));
    }
  }
  if (kinds.length > 0) return { kinds, parts, findings };
  return { kinds: ['reply'], parts: [{ type: 'reply', text: lineText(entry) }], findings };
}

/** Findings about an event with that value. */
function findingsOf(event: AgentEvent, value: unknown): readonly ContractFinding[] {
  const { kind, line, oddFields = [], repeatedNames = [], inexactNumbers = [] } = event;
  const at = (finding: ContractFinding['finding'], paths: readonly string[]) =>
    paths.map((path) => ({
      line,
      finding,
      subject: path === '' || path === kind ? kind : `${kind}.${path}`,
    }));
  return [
    ...(event.type === 'unknown' ? at('unknownEvent', ['']) : []),
    ...at('oddField', oddFields),
    ...at('repeatedName', repeatedNames),
    ...at('inexactNumber', inexactNumbers),
    ...at('undocumentedField', undocumentedFields(kind, value)),
  ];
}
