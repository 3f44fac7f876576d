import { randomUUID } from 'node:crypto';
import type { ConversationRecord } from './storage/conversationRecord.ts';
import { ExchangeLog } from '../recordings/exchangeLog.ts';

/** What makes a conversation this one, whatever is said in it. */
export interface Identity {
  readonly id: string;
  /** The tester's own title. */
  readonly givenTitle?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly wire: ExchangeLog;
}

/** That of a conversation that begins now; `now` is in milliseconds since the epoch. */
export function newIdentity(now: () => number): Identity {
  const createdAt = now();
  return { id: randomUUID(), createdAt, wire: new ExchangeLog({ createdAt, now }) };
}

/** What is kept of it. */
export function keptFields({
  id,
  givenTitle,
  createdAt,
  wire,
}: Identity): Pick<ConversationRecord, 'id' | 'givenTitle' | 'createdAt' | 'entries'> {
  const { entries } = wire;
  return { id, createdAt, entries, ...(givenTitle !== undefined && { givenTitle }) };
}

/** That of a conversation that was kept and goes on. */
export function keptIdentity(record: ConversationRecord, now: () => number): Identity {
  const { id, givenTitle, createdAt, entries } = record;
  return { id, givenTitle, createdAt, wire: new ExchangeLog({ createdAt, entries, now }) };
}
