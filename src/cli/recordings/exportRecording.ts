import { recordOf } from '../../conversation/storage/recordOf.ts';
import { requestCode } from '../../recordings/code/requestCode.ts';
import { leftOutSentence } from '../../recordings/damageSentence.ts';
import { toHar } from '../../recordings/toHar.ts';
import { isUnasked } from '../../recordings/import/rawAnswer.ts';
import type { Recording } from '../../recordings/loadRecording.ts';
import { isTurn } from '../../recordings/replay/recordedTurn.ts';
import { transcriptFormats } from '../../transcript/transcriptFormats.ts';
import type { FileCommandOf } from '../fileOptions.ts';
import { jsonText, safeJson, type Write } from '../output/output.ts';
import { nothingAskedSentence } from './recordingSentences.ts';

/** Writes a recording in another format. False when part of what was requested is missing. */
export async function exportRecording(
  { format, request: number }: FileCommandOf<'export'>,
  { header, exchanges }: Recording,
  write: Write,
  writeError: Write,
): Promise<boolean> {
  const chosen = exchanges.filter((one) => number === undefined || one.number === number);
  if (number !== undefined && chosen.length === 0) return isMissing(writeError);
  if (format === 'har') {
    write(`${jsonText(toHar(header, chosen), 2)}\n`);
    return true;
  }
  if (format === 'md' || format === 'html' || format === 'json') {
    const { record, leftOut } = await recordOf(header, chosen);
    if (number !== undefined && !chosen.some(isTurn)) return isMissing(writeError);
    const text = transcriptFormats[format](record, { branches: 'all' });
    write(format === 'json' ? safeJson(text) : text);
    for (const one of leftOut) writeError(`${leftOutSentence(one)}\n`);
    return leftOut.length === 0;
  }
  const exchange = chosen.findLast((one) => number !== undefined || isTurn(one));
  if (!exchange) return isMissing(writeError);
  const made = isUnasked(exchange)
    ? { problem: nothingAskedSentence }
    : requestCode(format, exchange.request);
  if ('code' in made) write(made.code);
  else writeError(`${made.problem}\n`);
  return 'code' in made;
}

function isMissing(writeError: Write): false {
  writeError('The recording has no such request. To list its requests, run ask-sofia inspect.\n');
  return false;
}
