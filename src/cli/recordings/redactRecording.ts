import { open } from 'node:fs/promises';
import { entriesOf } from '../../recordings/exchanges.ts';
import type { ImportedRecording } from '../../recordings/import/importRecording.ts';
import { recordingFormat, recordingLine } from '../../recordings/recording.ts';
import { isCountry } from '../../recordings/redaction/finders/phones.ts';
import { Redaction } from '../../recordings/redaction.ts';
import { textLines } from '../../recordings/redaction/textLines.ts';
import { isRecord, parseJson } from '../../shared/guards.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import { CannotRun } from '../cannotRun.ts';
import type { FileCommandOf } from '../fileOptions.ts';
import type { Output } from '../output/output.ts';
import { written } from './recordingSentences.ts';
import { standardStream } from '../standardInput.ts';
import { environmentKeys } from '../targetOptions.ts';

type Loaded = Extract<ImportedRecording, { readonly type: 'loaded' }>;

/**
 * Writes the recording without personal data and lists each replacement; without an output file it
 * only lists them. `chunks` are the bytes of the file. In a recording, every byte that is not
 * replaced stays as it is, whatever the encoding; other formats become a recording in UTF-8. When
 * the output is standard output, the list goes to standard error. Throws `CannotRun` when writing
 * fails, or for an unknown country.
 */
export async function redactRecording(
  command: FileCommandOf<'redact'>,
  loaded: Loaded,
  chunks: readonly Uint8Array[],
  { write, writeError, writeExact }: Omit<Output, 'writeCommands'>,
): Promise<boolean> {
  const { out, name: names, pattern: patterns, keep: kept, country: countries, likely } = command;
  const unknown = countries.find((country) => !isCountry(country));
  if (unknown !== undefined)
    throw new CannotRun(`--country ${unknown}: use the two-letter code of a country, such as CL.`);
  const secrets = environmentKeys(process.env);
  const options = { names, patterns, kept, secrets, ...(countries.length > 0 && { countries }) };
  const redaction = new Redaction(
    { ...options, ...(likely && { taken: 'all' }) },
    loaded.header.agent.clientKey,
  );
  const isPiped = out === standardStream;
  const target =
    out === undefined || isPiped ? undefined : await written(out, open(out, 'wx', 0o600));
  const copy = async () => {
    // Without a target nothing is written, but everything is still searched.
    for (const { bytes, text } of safeLines(loaded, chunks, redaction)) {
      if (isPiped) writeExact(bytes, text);
      else await target?.write(bytes);
    }
  };
  await written(out ?? '', copy()).finally(() => target?.close());
  const list = isPiped ? writeError : write;
  for (const { placeholder, reason, original, count } of redaction.replacements)
    list(`${visibleLine(`${placeholder} (${reason}, ${often(count)}): ${original}`)}\n`);
  for (const { reason, original, count } of redaction.likely)
    list(`${visibleLine(`kept (possibly ${reason}, ${often(count)}): ${original}`)}\n`);
  if (redaction.likely.length > 0)
    writeError(
      'Text that is only likely to be personal was kept. To replace it too, use --likely.\n',
    );
  if (out === undefined)
    writeError(
      'Nothing was written. To write the copy, use --out FILE; to keep a text, --keep TEXT.\n',
    );
  return true;
}

/** The lines of the file, or of the recording made from it, with their line breaks. */
function* safeLines(
  { source, header, exchanges }: Loaded,
  chunks: readonly Uint8Array[],
  redaction: Redaction,
): Generator<{ readonly bytes: Buffer; readonly text: string }> {
  if (source !== 'recording') {
    for (const one of [header, ...entriesOf(exchanges)]) {
      const text = redaction.line(recordingLine(one));
      yield { bytes: Buffer.from(text), text };
    }
    return;
  }
  const { lines, bytesOf, rest } = textLines(chunks);
  let headers = 0;
  for (const line of lines) {
    // The reader, too, stops at a second header.
    if (isHeader(line) && ++headers > 1) return;
    const text = redaction.line(line);
    yield { bytes: bytesOf(text), text };
  }
  yield { bytes: rest, text: '' };
}

function isHeader(line: string): boolean {
  if (!line.includes(recordingFormat)) return false;
  const value = parseJson(line.replace(/^\ufeff/, ''));
  return isRecord(value) && value['format'] === recordingFormat;
}

function often(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
