import { gunzipSync } from 'node:zlib';
import { isFilledString, isRecord, isString, parseJson } from '../../shared/guards.ts';
import { maxKeptBytes } from '../lineSplitter.ts';

/**
 * The bytes of an archive's `content`; undefined where it has none. An empty response has an empty
 * text and size 0; a missing text only means that the body was not saved.
 */
export function answerBody(content: unknown): Buffer | undefined {
  if (!isRecord(content)) return undefined;
  const { text, size, encoding, _file: file } = content;
  if (!isString(text)) return undefined;
  if (text === '' && (Number(size) > 0 || isFilledString(file))) return undefined;
  return decodedBody(text, encoding);
}

/** True when the archive holds less of the response than arrived, and ends within a line. */
export function isCutShort(content: unknown): boolean {
  const bytes = answerBody(content);
  if (!bytes || !isRecord(content) || bytes.length >= Number(content['size'])) return false;
  const last = bytes.subarray(bytes.lastIndexOf('\n') + 1);
  return last.length > 0 && parseJson(last.toString()) === undefined;
}

/**
 * Decodes a body of an archive. Text labelled Base64 that is not Base64 is used as it is: Firefox
 * writes such archives. Base64 may hold bytes that are still gzipped.
 */
export function decodedBody(text: string, encoding: unknown): Buffer {
  if (encoding !== 'base64' || !isBase64(text)) return Buffer.from(text);
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxKeptBytes });
  } catch {
    return bytes;
  }
}

function isBase64(text: string): boolean {
  const plain = text.replace(/\s/g, '');
  return /^[\w+/-]*={0,2}$/.test(plain) && plain.replace(/=/g, '').length % 4 !== 1;
}
