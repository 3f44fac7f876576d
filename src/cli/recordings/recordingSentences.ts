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
    'Unsupported file. Use a recording (made with ask-sofia record --out FILE), an exported conversation (JSON), a HAR file, or a saved response.',
  newerVersion: 'A newer version of Ask Sofia made this file. Update Ask Sofia to read it.',
  damaged: 'The file is damaged or incomplete. Copy it or export it again.',
  tooLarge: `The file is larger than ${maxMebibytes} MiB, the limit for files that aren't recordings. Export fewer requests.`,
  tooDeep: 'The JSON is nested too deeply. Export it again.',
  noRequests: 'The file has no Agent Graph requests. Export it again and include them.',
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
  'The file has only a response, so the request is unknown. Use a recording, or a HAR file with request bodies.';

/** The result of writing a file. Throws `CannotRun` with the reason and what to do. */
export async function written<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new CannotRun(`${file}: ${unwritableSentence(fileErrorCode(error))}`, { cause: error });
  }
}

function unwritableSentence(code: string): string {
  if (code === 'EEXIST') return 'The file already exists. Choose another name.';
  if (code === 'ENOENT') return "The folder doesn't exist.";
  return `Couldn't write the file (${code}).`;
}
