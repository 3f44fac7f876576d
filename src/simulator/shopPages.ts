import { bodyReply, type Reply } from './reply.ts';
import { catalogue, findProduct } from './catalogue.ts';

/** What the shop itself serves: pages, pictures and sounds. Undefined where there is nothing. */
export function shopPage(method: string, url: URL): Reply | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const product = findProduct(/^\/images\/([a-z0-9-]+)\.svg$/.exec(url.pathname)?.[1] ?? '');
  if (product) {
    return bodyReply(
      200,
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>',
    );
  }
  return url.pathname === '/' ? bodyReply(200, 'text/plain', String(catalogue.length)) : undefined;
}
