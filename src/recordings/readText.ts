import { readFile, stat } from 'node:fs/promises';
import { decodeText, textProblemSentence } from '../shared/decodeText.ts';
import { isRecord, isString } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';

/** Node's error code for a failed file operation, or `namedPipe`. */
export function fileErrorCode(error: unknown): string {
  return isRecord(error) && isString(error['code']) ? error['code'] : 'unknown';
}

/** Why a file cannot be read, and what to do about it. */
export function fileErrorSentence(code: string): string {
  if (code === 'ENOENT') return t("The file doesn't exist.");
  if (code === 'EISDIR') return t('This is a folder. Specify a file in it.');
  return code === 'namedPipe'
    ? t('This is a named pipe, which may never end. Save its output to a file first.')
    : t("The file can't be read ({0}).", code);
}

/**
 * Rejects for a named pipe, because opening it would wait for a writer that may never come. The
 * pipes of a shell's `<(…)` are under /dev or /proc and have a writer.
 */
export async function refuseNamedPipe(path: string): Promise<void> {
  const isPipe = (await stat(path)).isFIFO();
  if (isPipe && !/^\/(?:dev|proc)\//.test(path))
    throw Object.assign(new Error('A named pipe'), { code: 'namedPipe' });
}

/** The text of a file in UTF-8 or UTF-16; `problem` is a sentence. */
export async function readText(
  path: string,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const read = await readBytes(path);
  if ('problem' in read) return read;
  const decoded = decodeText(read.bytes);
  return 'text' in decoded ? decoded : { problem: textProblemSentence(decoded.problem) };
}

/** The bytes of a file; `problem` is a sentence. */
export async function readBytes(
  path: string,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  try {
    await refuseNamedPipe(path);
    return { bytes: await readFile(path) };
  } catch (error) {
    return { problem: fileErrorSentence(fileErrorCode(error)) };
  }
}
