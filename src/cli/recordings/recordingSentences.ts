import {
  maxImportBytes,
  type ImportedRecording,
  type ImportProblem,
} from '../../recordings/import/importRecording.ts';
import { fileErrorCode, fileErrorSentence } from '../../recordings/readText.ts';
import { textProblemSentence } from '../../shared/decodeText.ts';
import { CannotRun } from '../cannotRun.ts';

const maxMebibytes = maxImportBytes / 1024 / 1024;

const unreadable: Readonly<Record<ImportProblem, string>> = {
  empty: 'The file is empty.',
  notARecording:
    'This is no recording of Ask Sofia, no conversation, no HTTP Archive and no answer of an agent. A recording is made with: ask-sofia record --out FILE',
  newerVersion: 'A later version of Ask Sofia made this file. Update Ask Sofia to read it.',
  damaged: 'The file is damaged or cut off. Copy it again, or export it again from where it came.',
  tooLarge: `The file is larger than ${maxMebibytes} MiB, which only recordings of Ask Sofia may be. Export less of it.`,
  tooDeep: 'The file is nested more deeply than any answer. Export it again from where it came.',
  noRequests:
    'Nobody asked an agent anything in this file. Export it again with the requests to Agent Graph in it.',
};

/** Why a file cannot be read at all, and what to do. */
export function unreadableSentence(
  file: string,
  loaded: Exclude<ImportedRecording, { readonly type: 'loaded' }>,
): string {
  if (loaded.type === 'unreadable') return `${file}: ${unreadable[loaded.reason]}`;
  if (loaded.type === 'undecodable') return `${file}: ${textProblemSentence(loaded.problem)}`;
  return `${file}: ${fileErrorSentence(loaded.code)}`;
}

export const nothingAskedSentence =
  'The file has an answer only, so nobody knows what was asked. Use a recording, or an HTTP Archive with request bodies.';

/** The result of writing a file. Throws `CannotRun` with the reason and what to do. */
export async function written<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new CannotRun(`${file}: ${unwritableSentence(fileErrorCode(error))}`, { cause: error });
  }
}

function unwritableSentence(code: string): string {
  if (code === 'EEXIST') return 'The file exists already. Choose another name.';
  if (code === 'ENOENT') return 'There is no such folder.';
  return `The file could not be written (${code}).`;
}
