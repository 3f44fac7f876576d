import { lookup } from 'node:dns';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { LoadImage } from '../scenarios/reports/html/pictures.ts';
import { reachableFrom, type Resolve } from '../scenarios/run/reachableFrom.ts';
import { mayReach, hostPlace, type HostPlace } from '../shared/privateHost.ts';

/** Limit for one image, in milliseconds. */
const timeLimitMs = 10_000;
const maxBytes = 1024 * 1024;

export interface ImageLoaderOptions {
  /** Where the agents are that name the images. */
  readonly agentPlace: () => HostPlace;
  readonly resolve?: Resolve;
}

/**
 * Loads a product's image for the report. The agent supplied the URL, so the request sends nothing
 * else and follows no redirect. It does not use the agents' proxy.
 */
export function imageLoader({ agentPlace, resolve = lookup }: ImageLoaderOptions): LoadImage {
  return async (text) => {
    const url = new URL(text);
    const place = agentPlace();
    if (!mayReach(hostPlace(url), place)) return undefined;
    try {
      const response = await get(url, reachableFrom(place, resolve));
      const { statusCode = 0, headers } = response;
      const [type = ''] = (headers['content-type'] ?? '').split(';');
      const isPicture = statusCode === 200 && headers['content-encoding'] === undefined;
      const bytes = isPicture ? await readBounded(response) : undefined;
      response.destroy();
      return bytes && { type: type.trim().toLowerCase(), bytes };
    } catch {
      return undefined;
    }
  };
}

async function get(url: URL, lookup: LookupFunction): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const sent = request(url, {
    // A new connection: a pooled one may have been resolved without our address check.
    agent: false,
    headers: { accept: 'image/*', 'accept-encoding': 'identity' },
    rejectUnauthorized: true,
    signal: AbortSignal.timeout(timeLimitMs),
    lookup,
  });
  // Once there is a response, its reader gets the error as well.
  sent.on('error', () => undefined).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** Undefined when the image is larger than `maxBytes`. */
async function readBounded(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
