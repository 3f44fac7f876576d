import { setImmediate } from 'node:timers/promises';
import { entriesOf, type Exchange } from '../../recordings/exchanges.ts';
import type { RecordingHeader } from '../../recordings/recording.ts';
import { soundTurns, turnOf } from '../../recordings/replay/turnsOf.ts';
import type { Turn } from '../../shared/model.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/** A recording as a conversation whose responses are read one by one. */
export interface RecordedConversation {
  /** Has one branch, whose turns grow as they are read. */
  readonly record: ConversationRecord;
  /** How many turns there are in all. */
  readonly turnCount: number;
  /** Numbers of the requests whose input is no longer valid. */
  readonly leftOut: readonly Exchange['number'][];
  /** Reads the next turn, if there is one, and yields to the event loop afterwards. */
  readTurn(): Promise<void>;
}

/**
 * Takes the turns from the requests. Reads no response yet, because that takes a while in a large
 * recording.
 */
export function openRecorded(
  header: RecordingHeader,
  exchanges: readonly Exchange[],
): RecordedConversation {
  const { agent, createdAt } = header;
  const { sound, leftOut } = soundTurns(exchanges);
  const turnIds = new Map(sound.map(({ exchange }, index) => [exchange.number, index + 1]));
  const named = exchanges.map(({ request: { turn: _, ...request }, ...exchange }) => {
    const turn = turnIds.get(exchange.number);
    return { ...exchange, request: { ...request, ...(turn !== undefined && { turn }) } };
  });
  const turns: Turn[] = [];
  const record = {
    id: `recording-${createdAt}`,
    agent,
    createdAt: Date.parse(createdAt),
    branches: [{ id: 1, turns }],
    activeBranch: 1,
    entries: entriesOf(named),
  };
  let reading: Promise<void> | undefined;
  const readNext = async () => {
    const next = sound[turns.length];
    if (next) turns.push(await turnOf(header, next, turns.length + 1));
    await setImmediate();
    reading = undefined;
  };
  return { record, turnCount: sound.length, leftOut, readTurn: () => (reading ??= readNext()) };
}

/** A recording as a conversation, with every response. */
export async function recordOf(
  header: RecordingHeader,
  exchanges: readonly Exchange[],
): Promise<RecordedConversation> {
  const recorded = openRecorded(header, exchanges);
  for (let turn = 0; turn < recorded.turnCount; turn += 1) await recorded.readTurn();
  return recorded;
}
