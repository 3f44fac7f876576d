import type { Endpoint, Failure } from '../../shared/failure/failure.ts';
import { parseJson } from '../../shared/guards.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import { openEnvelope } from './envelope.ts';
import { failureOfBody, failureOfError } from '../errors.ts';

/** A body up to the limit; the rest stays unread. */
export interface ReadBody {
  readonly bytes: Uint8Array;
  /** The error that ended the body early, if any. */
  readonly error?: Error;
}

/** Reads a body up to a limit. Never rejects: an error on the way is part of the result. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limitBytes) {
        return { bytes: Buffer.concat(chunks).subarray(0, limitBytes) };
      }
    }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { bytes: Buffer.concat(chunks), error };
  }
  return { bytes: Buffer.concat(chunks) };
}

function parseAll(texts: readonly string[]): readonly unknown[] | undefined {
  const values = texts.map(parseJson);
  return values.includes(undefined) ? undefined : values;
}

/** A unary response: its JSON values, usually one, or its failure. */
export type Reply =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly failure: Failure };

/** Reads a body that is one JSON document, several lines of them, or empty (API notes, 1.5). */
export function parseReply(
  endpoint: Endpoint,
  status: number,
  bytes: Uint8Array,
  secrets: SecretList,
): Reply {
  const text = new TextDecoder().decode(bytes).trim();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const whole = parseAll(text === '' ? [] : [text]);
  const values = whole ?? parseAll(lines);
  if (!values) return { ok: false, failure: failureOfBody(endpoint, status, bytes, secrets) };
  const documents = whole ? [text] : lines;
  const parts = values.length === 0 ? [] : documents.flatMap((one) => openEnvelope(one).parts);
  const error = parts.find(({ type }) => type === 'error');
  if (!error) return { ok: true, values };
  const said: unknown = JSON.parse(error.text);
  return { ok: false, failure: { ...failureOfError(endpoint, said, secrets), status } };
}

/**
 * The body of invoke_sync as NDJSON: a document over several lines becomes one line. A body whose
 * first line is a complete document stays as it is.
 */
export function joinLines(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes).trim();
  const end = text.indexOf('\n');
  if (end < 0 || parseJson(text.slice(0, end)) !== undefined) return bytes;
  // JSON strings contain no raw line breaks, so every one of these is white space.
  return bytes.map((byte) => (byte === 0x0a ? 0x20 : byte));
}
