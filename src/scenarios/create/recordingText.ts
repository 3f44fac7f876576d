import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { recordingOf } from '../../conversation/storage/recordingOf.ts';
import { entriesOf, ExchangeCollector, type Exchange } from '../../recordings/exchanges.ts';
import { isTurn } from '../../recordings/replay/recordedTurn.ts';
import { exchangesOf } from '../../recordings/import/fromTurns.ts';
import {
  recordingLine,
  type RecordingEntry,
  type RecordingHeader,
} from '../../recordings/recording.ts';
import type { Turn } from '../../shared/model.ts';

/** The contents of a recording's file. */
export function recordingText(header: RecordingHeader, entries: readonly RecordingEntry[]): string {
  return [header, ...entries].map(recordingLine).join('');
}

/**
 * The recording of these turns. If some were not recorded, it is rebuilt from the saved
 * conversation. `version` is the extension's version.
 */
export function recordingOfTurns(
  record: ConversationRecord,
  turns: readonly Turn[],
  version: string,
): { readonly header: RecordingHeader; readonly entries: readonly RecordingEntry[] } {
  const { header, entries } = recordingOf(record, version);
  const collector = new ExchangeCollector();
  for (const entry of entries) collector.add(entry);
  const recorded = turns.flatMap(
    ({ id }) => collector.exchanges.find((one) => one.request.turn === id && isTurn(one)) ?? [],
  );
  const isWhole =
    recorded.length === turns.length && recorded.every(({ end }) => end !== undefined);
  const exchanges = isWhole ? recorded : exchangesOf({ ...record, branches: [{ turns }] });
  return { header, entries: entriesOf(exchanges.map(numbered)) };
}

/** Numbered by turn, whatever other requests were in between. */
function numbered(exchange: Exchange, index: number): Exchange {
  const number = index + 1;
  const renumbered = <T extends RecordingEntry>(entry: T): T => ({ ...entry, exchange: number });
  const { request, retries, response, lines, end } = exchange;
  return {
    number,
    request: renumbered(request),
    retries: retries.map(renumbered),
    ...(response && { response: renumbered(response) }),
    lines: lines.map((line) => ({ ...renumbered(line), ...textOf(line) })),
    ...(end && { end: renumbered(end) }),
  };
}

/** `text` may not be an own property, so a spread copy would lose it. */
function textOf({ text }: Exchange['lines'][number]) {
  return text === undefined ? {} : { text };
}
