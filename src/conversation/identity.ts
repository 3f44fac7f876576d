import { randomUUID } from 'node:crypto';
import { compact } from '../shared/compact.ts';
import type { ConversationRecord } from './storage/conversationRecord.ts';
import { ExchangeLog } from '../recordings/exchangeLog.ts';

/** What stays the same for the whole life of a conversation, whatever is said in it. */
export interface Identity extends Pick<ConversationRecord, 'id' | 'createdAt'> {
  /** The tester's own title. */
  readonly givenTitle?: string | undefined;
  readonly wire: ExchangeLog;
}

/** The identity of a new conversation; `now` is in milliseconds since the epoch. */
export function newIdentity(now: () => number): Identity {
  const createdAt = now();
  return { id: randomUUID(), createdAt, wire: new ExchangeLog({ createdAt, now }) };
}

/** The part of the identity that is saved on disk. */
export function keptFields(
  identity: Identity,
): Pick<ConversationRecord, 'id' | 'givenTitle' | 'createdAt' | 'entries'> {
  const { id, createdAt, givenTitle, wire } = identity;
  return compact({ id, createdAt, entries: wire.entries, givenTitle });
}

/** The identity of a saved conversation that continues. */
export function keptIdentity(record: ConversationRecord, now: () => number): Identity {
  const { id, givenTitle, createdAt, entries } = record;
  return { id, givenTitle, createdAt, wire: new ExchangeLog({ createdAt, entries, now }) };
}
