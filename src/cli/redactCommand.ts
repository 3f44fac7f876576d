import { open, type FileHandle } from 'node:fs/promises';
import { entriesOf } from '../recordings/exchanges.ts';
import type { Recording } from '../recordings/loadRecording.ts';
import { recordingLine } from '../recordings/recording.ts';
import { Redaction } from '../recordings/redaction.ts';
import { visibleLine } from '../shared/visibleText.ts';
import type { FileCommand } from './fileOptions.ts';
import type { Write } from './printer.ts';
import { unwritableSentence } from './recordingSentences.ts';

type RedactCommand = Extract<FileCommand, { readonly type: 'redact' }>;

/**
 * Writes the recording without what is personal, and lists each replacement; without a file to write
 * to it only lists them. True when it could be written.
 */
export async function redactRecording(
  { out, names, patterns, kept, countries, withLikely }: RedactCommand,
  { header, exchanges }: Recording,
  { write, writeError }: { readonly write: Write; readonly writeError: Write },
): Promise<boolean> {
  const { SOFIA_API_KEY: key = '' } = process.env;
  const secrets = key === '' ? [] : [key];
  const options = { names, patterns, kept, secrets, ...(countries.length > 0 && { countries }) };
  const redaction = new Redaction(
    { ...options, ...(withLikely && { taken: 'all' }) },
    header.agent.clientKey,
  );
  const target = out === undefined ? undefined : await openNew(out, writeError);
  if (out !== undefined && !target) return false;
  try {
    // Without a target nothing is written, but all of it is looked through.
    const first = recordingLine(redaction.header(header));
    await target?.write(first);
    for (const entry of entriesOf(exchanges)) {
      const line = recordingLine(redaction.entry(entry));
      await target?.write(line);
    }
  } catch (error) {
    writeError(`${unwritableSentence(out ?? '', error)}\n`);
    return false;
  } finally {
    await target?.close();
  }
  for (const { placeholder, reason, original, count } of redaction.replacements)
    write(`${visibleLine(`${placeholder} (${reason}, ${count} times): ${original}`)}\n`);
  for (const { reason, original, count } of redaction.likely)
    write(`${visibleLine(`left (perhaps ${reason}, ${count} times): ${original}`)}\n`);
  if (redaction.likely.length > 0)
    writeError('What is only likely to be personal was left. Replace it too with --likely.\n');
  if (out === undefined)
    writeError('Nothing was written. Write it with --out FILE, leave a text with --keep TEXT.\n');
  return true;
}

async function openNew(path: string, writeError: Write): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    writeError(`${unwritableSentence(path, error)}\n`);
    return undefined;
  }
}
