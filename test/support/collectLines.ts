import {
  type NdjsonLine,
  type NdjsonOptions,
  parseNdjson,
} from '../../src/agentGraph/wire/ndjson.ts';
import { chunkSource } from './samples/everySplit.ts';

/** A parsed line without what a test of its content does not need. */
export type LineSummary =
  | { readonly line: number; readonly bytes: number; readonly value: unknown }
  | {
      readonly line: number;
      readonly bytes: number;
      readonly reason: string;
      readonly head: string;
    };

/** All lines of a stream that arrives in these chunks; each chunk is overwritten after its use. */
export async function collectLines(
  chunks: Iterable<Uint8Array>,
  options?: NdjsonOptions,
): Promise<readonly LineSummary[]> {
  const lines: LineSummary[] = [];
  for await (const batch of parseNdjson(chunkSource(chunks, true), options)) {
    for (const line of batch) lines.push(summarise(line));
  }
  return lines;
}

export function summarise(parsed: NdjsonLine): LineSummary {
  const { line, bytes } = parsed;
  if (parsed.ok) return { line, bytes, value: parsed.value };
  const { cause } = parsed.failure;
  if (cause?.type !== 'line' || cause.line !== line || cause.bytes !== bytes) {
    throw new Error(`The failure does not describe its line: ${JSON.stringify(parsed)}`);
  }
  return { line, bytes, reason: cause.reason, head: cause.head };
}
