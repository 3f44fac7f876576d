import type { IncomingMessage } from 'node:http';
import { isRecord } from '../../shared/guards.ts';

/** Requests above this are refused with 413. */
const maxBodyBytes = 4 * 1024 * 1024;

/** The request's body as text, or undefined when it is too long. The rest is read and dropped. */
export async function readRequestBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes > maxBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

/**
 * The JSON object of a request with camelCase keys, or undefined. Both spellings are accepted
 * (API notes, 1.2); what a customer typed into a form keeps its keys.
 */
export function parseBody(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = camelCased(JSON.parse(text), 0);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const maxDepth = 100;

function camelCased(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) return value.map((item) => camelCased(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      return [name, name === 'formData' ? item : camelCased(item, depth + 1)];
    }),
  );
}
