import { buffer } from 'node:stream/consumers';
import { LineSplitter, maxKeptBytes, type RawLine } from '../recordings/lineSplitter.ts';
import { fileErrorCode, fileErrorSentence, readText } from '../recordings/readText.ts';
import { UndecodableError, utf8Chunks } from '../recordings/utf8Chunks.ts';
import { decodeText, textProblemSentence } from '../shared/decodeText.ts';
import { CannotRun } from './cannotRun.ts';

/** As a file name, it means standard input or output. */
export const standardStream = '-';

/** How sentences name an input. */
export function inputName(file: string): string {
  return file === standardStream ? 'Standard input' : file;
}

/** The bytes of standard input, until an abort. Rejects when it cannot be read. */
export async function* standardInput(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { stdin } = process;
  const stop = () => void stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stdin) yield chunk as Buffer;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The text of a file, or of standard input; `problem` is a sentence. */
export async function readInput(
  file: string,
  signal: AbortSignal,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (file !== standardStream) return readText(file);
  try {
    const decoded = decodeText(await buffer(standardInput(signal)));
    return 'text' in decoded ? decoded : { problem: textProblemSentence(decoded.problem) };
  } catch (error) {
    return { problem: inputProblem(error) };
  }
}

/**
 * The non-blank lines of standard input. Only a line feed ends a line; Node's own reader also
 * splits at U+2028, which people paste. Throws `CannotRun` when the input is not text or is empty:
 * Node reads a folder as empty.
 */
export async function* inputLines(signal: AbortSignal): AsyncGenerator<string> {
  const splitter = new LineSplitter(maxKeptBytes);
  let number = 0;
  let isEmpty = true;
  const textOf = (line: RawLine) => lineText(line, ++number);
  try {
    for await (const chunk of utf8Chunks(standardInput(signal))) {
      for (const line of splitter.push(chunk, 0)) {
        const text = textOf(line);
        if (text.trim() === '') continue;
        isEmpty = false;
        yield text;
      }
    }
    const rest = splitter.finish();
    const text = rest && !signal.aborted ? textOf(rest) : '';
    if (text.trim() !== '') yield text;
    else if (isEmpty && !signal.aborted && !process.stdin.isTTY)
      throw new CannotRun('Standard input is empty: there is nothing to send.');
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`${inputName(standardStream)}: ${inputProblem(error)}`, { cause: error });
  }
}

function lineText({ bytes, omittedBytes }: RawLine, number: number): string {
  const decoded = decodeText(bytes);
  if ('text' in decoded && omittedBytes === 0) return decoded.text.replace(/\r?\n$/, '');
  const reason = omittedBytes > 0 ? 'is too long' : "isn't UTF-8";
  throw new CannotRun(`${inputName(standardStream)}: Line ${number} ${reason}, so it wasn't sent.`);
}

function inputProblem(error: unknown): string {
  return error instanceof UndecodableError
    ? textProblemSentence(error.problem)
    : fileErrorSentence(fileErrorCode(error));
}
