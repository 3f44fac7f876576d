import { type AnyGuard, isRecord, type Shape, type Typed } from '../guards.ts';

/**
 * Checks the messages of a page. A page may run untrusted code, so each field has its own guard.
 */

/** A guard for each field of each message. The types of the messages follow from it. */
export type MessageGuards = Readonly<Record<string, Shape>>;

/** The message of that type. */
export type MessageOf<M extends { readonly type: string }, K extends M['type']> = Extract<
  M,
  { readonly type: K }
>;

/**
 * Longest text that a page can send, in UTF-16 code units: twice the longest line of a response,
 * because the user may copy one. The host refuses in words what is too long for the agent.
 */
export const maxTextLength = 64 * 1024 * 1024;

/**
 * Creates a parser that returns a valid and complete message, else undefined. Every field must be
 * the message's own (not inherited) and pass its guard; other fields are refused.
 */
export function messageParser<G extends MessageGuards>(
  guards: G,
): (value: unknown) => Typed<G> | undefined {
  const tables: ReadonlyMap<unknown, ReadonlyMap<string, AnyGuard>> = new Map(
    Object.entries(guards).map(([type, fields]) => [type, new Map(Object.entries(fields))]),
  );
  return (value) => {
    if (!isRecord(value)) return undefined;
    const fields = new Map(Object.entries(value));
    const table = tables.get(fields.get('type'));
    fields.delete('type');
    if (!table || ![...fields.keys()].every((name) => table.has(name))) return undefined;
    const isWhole = [...table].every(([name, guard]) => guard(fields.get(name)));
    return isWhole ? (value as unknown as Typed<G>) : undefined;
  };
}
