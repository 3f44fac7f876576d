import { randomUUID } from 'node:crypto';
import type { ConversationRecord } from './storage/conversationRecord.ts';
import { ExchangeLog } from '../recordings/exchangeLog.ts';

/** What stays the same for the whole life of a conversation, whatever is said in it. */
export interface Identity {
  readonly id: string;
  /** The tester's own title. */
  readonly givenTitle?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly wire: ExchangeLog;
}

/** The identity of a new conversation; `now` is in milliseconds since the epoch. */
export function newIdentity(now: () => number): Identity {
  const createdAt = now();
  return { id: randomUUID(), createdAt, wire: new ExchangeLog({ createdAt, now }) };
}

/** The part of the identity that is saved on disk. */
export function keptFields({
  id,
  givenTitle,
  createdAt,
  wire,
}: Identity): Pick<ConversationRecord, 'id' | 'givenTitle' | 'createdAt' | 'entries'> {
  const { entries } = wire;
  return { id, createdAt, entries, ...(givenTitle !== undefined && { givenTitle }) };
}

/** The identity of a saved conversation that continues. */
export function keptIdentity(record: ConversationRecord, now: () => number): Identity {
  const { id, givenTitle, createdAt, entries } = record;
  return { id, givenTitle, createdAt, wire: new ExchangeLog({ createdAt, entries, now }) };
}
