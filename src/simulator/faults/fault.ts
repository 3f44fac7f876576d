import { okReply, type PlannedAnswer } from '../server/plannedAnswer.ts';
import type { ServerReply, WireAction } from '../server/reply.ts';

/** What is sent instead of the right response. `amount` is the number after the fault's name. */
export type FaultReply = (answer: PlannedAnswer, amount?: number) => ServerReply;

/**
 * Things that can go wrong, by name. The description says in the words of `/help` what the client
 * sees; "N" in it is the amount.
 */
export type FaultTable = Readonly<Record<string, readonly [description: string, FaultReply]>>;

/** A 200 whose body is these actions. */
export function body(
  actions: (answer: PlannedAnswer, amount?: number) => Iterable<WireAction>,
): FaultReply {
  return (answer, amount) => okReply(actions(answer, amount));
}
