import type { Duplex } from 'node:stream';
import type { SecretList } from '../shared/masking/secretRanges.ts';
import { pageTitle } from './pageTitle.ts';

/** A proxy's own page arrives within this time. */
const maxWaitMs = 1000;
const maxPageBytes = 64 * 1024;

/**
 * The title of the page that follows a proxy's refusal of a tunnel on the socket; undefined if
 * there is none. Nothing else may be read from the socket afterwards.
 */
export function refusalPage(
  socket: Duplex,
  headers: Readonly<Record<string, string>>,
  secrets: SecretList,
): Promise<string | undefined> {
  const type = headers['content-type'];
  const length = Number(headers['content-length'] ?? maxPageBytes);
  if (length === 0 || (type !== undefined && !/html/i.test(type)))
    return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let text = '';
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('data', read).off('end', settle).off('close', settle).off('error', settle);
      socket.pause();
      resolve(pageTitle(Buffer.from(text, 'latin1').toString(), secrets));
    };
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (/<\/title/i.test(text) || text.length >= Math.min(length, maxPageBytes)) settle();
    };
    const timer = setTimeout(settle, maxWaitMs);
    socket.on('data', read).once('end', settle).once('close', settle).once('error', settle);
    socket.resume();
  });
}
