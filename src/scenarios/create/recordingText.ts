import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { recordingOf } from '../../conversation/storage/recordingOf.ts';
import { entriesOf, ExchangeCollector } from '../../recordings/exchanges.ts';
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
  // Numbered by turn, whatever other requests were in between.
  const numbers = new Map(exchanges.map(({ number }, index) => [number, index + 1]));
  const numbered = entriesOf(exchanges).map((entry) => {
    // `text` may not be an own property, so a spread copy would lose it.
    const text = entry.type === 'line' ? entry.text : undefined;
    const exchange = numbers.get(entry.exchange) ?? entry.exchange;
    return { ...entry, exchange, ...(text !== undefined && { text }) };
  });
  return { header, entries: numbered };
}
