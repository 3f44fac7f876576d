import { open, type FileHandle } from 'node:fs/promises';
import { entriesOf } from '../recordings/exchanges.ts';
import type { Recording } from '../recordings/loadRecording.ts';
import { recordingLine } from '../recordings/recording.ts';
import { Redaction } from '../recordings/redaction.ts';
import { visibleLine } from '../shared/visibleText.ts';
import { CannotRun } from './cannotRun.ts';
import type { FileCommand } from './fileOptions.ts';
import type { Write } from './printer.ts';
import { unwritableSentence } from './recordingSentences.ts';
import { standardStream } from './standardInput.ts';
import { environmentKeys } from './targetOptions.ts';

type RedactCommand = Extract<FileCommand, { readonly type: 'redact' }>;

/**
 * Writes the recording without what is personal, and lists each replacement; without a file to write
 * to it only lists them. With standard output as that file, the list goes to standard error. Throws
 * `CannotRun` when it could not be written.
 */
export async function redactRecording(
  { out, names, patterns, kept, countries, withLikely }: RedactCommand,
  { header, exchanges }: Recording,
  { write, writeError }: { readonly write: Write; readonly writeError: Write },
): Promise<boolean> {
  const secrets = environmentKeys(process.env);
  const options = { names, patterns, kept, secrets, ...(countries.length > 0 && { countries }) };
  const redaction = new Redaction(
    { ...options, ...(withLikely && { taken: 'all' }) },
    header.agent.clientKey,
  );
  const isPiped = out === standardStream;
  const target = out === undefined || isPiped ? undefined : await openNew(out);
  const writeLine = async (line: string) => {
    if (isPiped) write(line);
    else await target?.write(line);
  };
  try {
    // Without a target nothing is written, but all of it is looked through.
    await writeLine(recordingLine(redaction.header(header)));
    for (const entry of entriesOf(exchanges)) {
      await writeLine(recordingLine(redaction.entry(entry)));
    }
  } catch (error) {
    throw new CannotRun(unwritableSentence(out ?? '', error), { cause: error });
  } finally {
    await target?.close();
  }
  const list = isPiped ? writeError : write;
  for (const { placeholder, reason, original, count } of redaction.replacements)
    list(`${visibleLine(`${placeholder} (${reason}, ${count} times): ${original}`)}\n`);
  for (const { reason, original, count } of redaction.likely)
    list(`${visibleLine(`left (perhaps ${reason}, ${count} times): ${original}`)}\n`);
  if (redaction.likely.length > 0)
    writeError('What is only likely to be personal was left. Replace it too with --likely.\n');
  if (out === undefined)
    writeError('Nothing was written. Write it with --out FILE, leave a text with --keep TEXT.\n');
  return true;
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    throw new CannotRun(unwritableSentence(path, error), { cause: error });
  }
}
