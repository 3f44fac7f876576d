import { writeFile } from 'node:fs/promises';
import { readConversation } from '../../conversation/storage/readConversation.ts';
import { damageSentence } from '../../recordings/damageSentence.ts';
import {
  type ImportedRecording,
  importFrom,
  importRecording,
  seen,
} from '../../recordings/import/importRecording.ts';
import { isUnasked } from '../../recordings/import/rawAnswer.ts';
import { type InspectedExchange, inspectExchange } from '../../recordings/inspect/inspection.ts';
import { isLoss } from '../../recordings/loadRecording.ts';
import { fileErrorCode } from '../../recordings/readText.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { CannotRun } from '../cannotRun.ts';
import type { FileCommand, FileCommandOf } from '../fileOptions.ts';
import { jsonText, type Write } from '../output/output.ts';
import type { CommandRun } from '../commandRun.ts';
import { inputName, standardInput, standardStream } from '../standardInput.ts';
import { exportRecording } from './exportRecording.ts';
import { nothingAskedSentence, unreadableSentence, written } from './recordingSentences.ts';
import { redactRecording } from './redactRecording.ts';

/** Runs a command that reads a recording. True when all of it was read and done. */
export function runFileCommand(command: FileCommand, run: CommandRun): Promise<boolean> {
  switch (command.type) {
    case 'replay':
      return replayRecording(command, run);
    case 'inspect':
      return inspectRecording(command, run);
    case 'export':
      return exportFile(command, run);
    case 'redact':
      return redactFile(command, run);
  }
}

type Loaded = Extract<ImportedRecording, { readonly type: 'loaded' }>;

/**
 * Reads the recording for `use`, which returns whether it did everything, and reports damage in the
 * file. True when nothing is lost and all was done. Throws `CannotRun` when nothing can be read.
 */
async function withRecording(
  { file }: FileCommand,
  { writeError, signal }: CommandRun,
  use: (recording: Loaded) => boolean | Promise<boolean>,
  keep?: (chunk: Uint8Array) => void,
): Promise<boolean> {
  const loaded =
    file === standardStream
      ? await importInput(signal, keep)
      : await importRecording(file, readConversation, keep);
  if (loaded.type !== 'loaded') throw new CannotRun(unreadableSentence(inputName(file), loaded));
  const isDone = await use(loaded);
  // A copied recording loses only what follows a second header.
  const isCopied = keep !== undefined && loaded.source === 'recording';
  const damages = loaded.damage.filter(
    (one) => !isCopied || (one.type === 'line' && one.reason === 'secondRecording'),
  );
  for (const damage of damages) writeError(`${damageSentence(damage)}\n`);
  return isDone && !damages.some(isLoss);
}

async function importInput(
  signal: AbortSignal,
  keep: (chunk: Uint8Array) => void = () => undefined,
): Promise<ImportedRecording> {
  try {
    return await importFrom(seen(standardInput(signal), keep), Date.now(), readConversation);
  } catch (error) {
    return { type: 'noFile', code: fileErrorCode(error) };
  }
}

/** Keeps the bytes, because a recording is redacted byte for byte. */
function redactFile(command: FileCommandOf<'redact'>, run: CommandRun): Promise<boolean> {
  const chunks: Uint8Array[] = [];
  return withRecording(
    command,
    run,
    (recording) => redactRecording(command, recording, chunks, run),
    (chunk) => chunks.push(chunk),
  );
}

/** A file gets the same bytes as standard output would. */
function exportFile(command: FileCommandOf<'export'>, run: CommandRun): Promise<boolean> {
  const { out = standardStream } = command;
  return withRecording(command, run, async (recording) => {
    if (out === standardStream)
      return exportRecording(command, recording, run.write, run.writeError);
    let text = '';
    const keep: Write = (part) => void (text += part);
    const isDone = await exportRecording(command, recording, keep, run.writeError);
    if (text === '') return isDone;
    await written(out, writeFile(out, text, { flag: 'wx', mode: 0o600 }));
    return isDone;
  });
}

/** Prints each request with its lines: time, gap to the previous line, size, contents. */
function inspectRecording(command: FileCommandOf<'inspect'>, run: CommandRun): Promise<boolean> {
  return withRecording(command, run, ({ exchanges }) => {
    for (const exchange of exchanges) {
      const inspected = inspectExchange(exchange);
      run.write(command.json ? `${jsonText(inspected)}\n` : inspectionText(inspected));
    }
    return true;
  });
}

function inspectionText(inspected: InspectedExchange): string {
  const { number, endpoint, status, outcome, retries, firstByteMs, totalMs, bytes } = inspected;
  const facts = [
    status === undefined ? 'no response' : `status ${status}`,
    ...(outcome === 'complete' ? [] : [outcome]),
    ...(retries > 0 ? [`${retries} retries`] : []),
    ...(firstByteMs === undefined ? [] : [`first byte ${tenths(firstByteMs)} ms`]),
    `total ${tenths(totalMs)} ms`,
    `${bytes} bytes`,
  ];
  const rows = inspected.rows.map(
    ({ line, atMs, gapMs, bytes: size, kinds }) =>
      `${String(line).padStart(6)} ${tenths(atMs).padStart(10)} ms ${`+${tenths(gapMs)}`.padStart(10)} ms ${String(size).padStart(9)} B  ${kinds.join(', ')}`,
  );
  const findings = inspected.findings.map(
    ({ line, finding, subject }) => `     ! line ${line}: ${findingNames[finding]} (${subject})`,
  );
  const lines = [`${number} ${endpoint}: ${facts.join(', ')}`, ...rows, ...findings];
  return `${lines.map((line) => visibleText(line).replaceAll('\n', ' ')).join('\n')}\n`;
}

const findingNames: Readonly<Record<InspectedExchange['findings'][number]['finding'], string>> = {
  unknownEvent: 'undocumented event',
  oddField: 'field with an undocumented type',
  undocumentedField: 'undocumented field',
  repeatedName: 'repeated name; most programs use only its last value',
  inexactNumber: "number that programs can't hold exactly",
  malformedLine: 'invalid JSON',
};

function tenths(ms: number): string {
  return ms.toFixed(1);
}

/** Replays the recorded turns offline, or sends them to an agent. */
function replayRecording(command: FileCommandOf<'replay'>, run: CommandRun): Promise<boolean> {
  return withRecording(command, run, async ({ exchanges }) => {
    if (!command.live) {
      const { replayOffline } = await import('./replayOffline.ts');
      return replayOffline(command, exchanges, run);
    }
    if (!exchanges.some(isUnasked)) {
      const { replayLive } = await import('./replayLive.ts');
      return replayLive(command, command.live, exchanges, run);
    }
    // The placeholder for the unknown request would be sent.
    run.writeError(`${nothingAskedSentence}\n`);
    return false;
  });
}
