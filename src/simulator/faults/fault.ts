import type { PlannedAnswer } from '../server/plannedAnswer.ts';
import type { ServerReply } from '../server/reply.ts';

/** One thing that can go wrong, in the words of `/help`. */
export interface Fault {
  /** What the client sees. "N" is the number that may follow the name. */
  readonly description: string;
  readonly reply: (answer: PlannedAnswer, amount: number | undefined) => ServerReply;
}

export type FaultTable = Readonly<Record<string, Fault>>;
