import { entriesOf, type Exchange } from '../recordings/exchanges.ts';
import { isTurn } from '../recordings/recordedTurn.ts';
import type { RecordingHeader } from '../recordings/recording.ts';
import { turnsOf } from '../recordings/turnsOf.ts';
import type { ConversationRecord } from './conversationRecord.ts';

export interface RecordedConversation {
  readonly record: ConversationRecord;
  /** Numbers of the requests whose input is no longer sound. */
  readonly leftOut: readonly Exchange['number'][];
}

/** A recording as a conversation with one branch, whose requests name its turns. */
export async function recordOf(
  header: RecordingHeader,
  exchanges: readonly Exchange[],
): Promise<RecordedConversation> {
  const { agent, createdAt } = header;
  const { turns, leftOut } = await turnsOf(header, exchanges);
  const sound = exchanges.filter((one) => isTurn(one) && !leftOut.includes(one.number));
  const named = exchanges.map(({ request: { turn: _, ...request }, ...exchange }) => {
    const index = sound.findIndex(({ number }) => number === exchange.number);
    const turn = turns[index]?.id;
    return { ...exchange, request: { ...request, ...(turn !== undefined && { turn }) } };
  });
  const record = {
    id: `recording-${createdAt}`,
    agent,
    createdAt: Date.parse(createdAt),
    branches: [{ id: 1, turns }],
    activeBranch: 1,
    entries: entriesOf(named),
  };
  return { record, leftOut };
}
