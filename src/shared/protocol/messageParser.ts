import { isRecord, type Guard } from '../guards.ts';

/** Checks what a page posts. A page may run anybody's code, so each field has a guard of its own. */

interface Message {
  readonly type: string;
}

/** The message of that type. */
export type MessageOf<M extends Message, K extends M['type']> = Extract<M, { readonly type: K }>;

/** A guard for each field of each message; one that is forgotten does not compile. */
export type MessageGuards<M extends Message> = {
  readonly [K in M['type']]: {
    readonly [F in Exclude<keyof MessageOf<M, K>, 'type'>]-?: Guard<MessageOf<M, K>[F]>;
  };
};

/**
 * Longest text that a page can hand over, in UTF-16 code units: twice the longest line of an answer,
 * for the tester may copy one. What is too long for the agent, the host refuses in words.
 */
export const maxTextLength = 64 * 1024 * 1024;

/**
 * Makes a function that gives back a message when it is one of these and whole, else undefined. Every
 * field passes its guard, as the message's own: nothing is inherited. No other field is there.
 */
export function messageParser<M extends Message>(
  guards: MessageGuards<M>,
): (value: unknown) => M | undefined {
  const tables: ReadonlyMap<unknown, ReadonlyMap<string, Guard<unknown>>> = new Map(
    Object.entries<Readonly<Record<string, Guard<unknown>>>>(guards).map(([type, fields]) => [
      type,
      new Map(Object.entries(fields)),
    ]),
  );
  return (value) => {
    if (!isRecord(value)) return undefined;
    const fields = new Map(Object.entries(value));
    const table = tables.get(fields.get('type'));
    fields.delete('type');
    if (!table || ![...fields.keys()].every((name) => table.has(name))) return undefined;
    const isWhole = [...table].every(([name, guard]) => guard(fields.get(name)));
    return isWhole ? (value as unknown as M) : undefined;
  };
}
