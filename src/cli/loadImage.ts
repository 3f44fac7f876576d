import type { LoadImage } from '../scenarios/reports/html/pictures.ts';

/** Of one picture, in milliseconds. */
const timeLimitMs = 10_000;
const maxBytes = 1024 * 1024;

/**
 * A product's picture for the report, whose address the agent named: nothing but the address is sent,
 * and it is not followed to anywhere else. Without the proxy that agents are asked through.
 */
export const loadImage: LoadImage = async (url) => {
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    const response = await fetch(url, { signal, redirect: 'error', credentials: 'omit' });
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    const bytes = response.ok ? await readBounded(response) : undefined;
    return bytes && { type: type.trim().toLowerCase(), bytes };
  } catch {
    return undefined;
  }
};

/** Undefined for more than anybody puts on a card. */
async function readBounded({ body }: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
