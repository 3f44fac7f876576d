import {
  maxImportBytes,
  type ImportedRecording,
  type ImportProblem,
} from '../recordings/importRecording.ts';
import type { ArchiveGap, RecordingDamage } from '../recordings/loadRecording.ts';
import { fileErrorCode, fileErrorSentence } from '../recordings/readText.ts';
import { textProblemSentence } from '../shared/decodeText.ts';
import type { DamageReason } from '../recordings/recordingFile.ts';

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

const lineReasons: Readonly<Record<Exclude<DamageReason, 'secondRecording'>, string>> = {
  notJson: 'is not JSON',
  invalidUtf8: 'is not UTF-8',
  notAnEntry: 'is not what a recording has',
  tooLong: 'is longer than can be read',
  tooDeep: 'is nested too deeply',
  cut: 'is cut off',
};

const archiveGaps: Readonly<Record<ArchiveGap, string>> = {
  noTime: 'The archive has no time that can be read; that of the request beside it was taken.',
  noQuestion:
    'The archive has no request body, so nobody knows what was asked; export it again with request bodies.',
  noAnswer: 'The archive has no body for this answer; export it again with content.',
  partOfAnswer:
    'The archive has only the beginning of this answer; export it again with all of its content.',
};

/** Why nothing of a file can be used, and what to do. */
export function unreadableSentence(
  file: string,
  loaded: Exclude<ImportedRecording, { readonly type: 'loaded' }>,
): string {
  if (loaded.type === 'unreadable') return `${file}: ${unreadable[loaded.reason]}`;
  if (loaded.type === 'undecodable') return `${file}: ${textProblemSentence(loaded.problem)}`;
  return `${file}: ${fileErrorSentence(loaded.code)}`;
}

/** What of a file could not be used. */
export function damageSentence(damage: RecordingDamage): string {
  switch (damage.type) {
    case 'line':
      if (damage.reason === 'secondRecording')
        return `Line ${damage.line} begins a second recording; from there on the file was left out. Cut it in two there to read both.`;
      return `Line ${damage.line} ${lineReasons[damage.reason]}; it was left out.`;
    case 'headerOnly':
      return 'The recording has nothing but its first line: nobody was asked anything. Record again.';
    case 'strays':
      return `${damage.count} lines belong to a request that is not in the file; they were left out.`;
    case 'repeated':
      return `${damage.count} lines repeat a request that is in the file already; they were left out.`;
    case 'unfinished':
      return `The end of request ${damage.exchanges.join(', ')} is missing: the recording was stopped or the file was cut.`;
    case 'archive':
      return `Request ${damage.exchanges.join(', ')}: ${archiveGaps[damage.gap]}`;
  }
}

export const nothingAskedSentence =
  'The file has an answer only, so nobody knows what was asked. Use a recording, or an HTTP Archive with request bodies.';

/** Why a request of the recording has no turn. */
export function leftOutSentence(exchange: number): string {
  return `Request ${exchange} cannot be sent again; it was left out.`;
}

/** Why a recording cannot be written, and what to do. */
export function unwritableSentence(file: string, error: unknown): string {
  const code = fileErrorCode(error);
  if (code === 'EEXIST') return `${file}: The file exists already. Choose another name.`;
  if (code === 'ENOENT') return `${file}: There is no such folder.`;
  return `${file}: The file could not be written (${code}).`;
}
