import type { PlannedAnswer } from '../server/plannedAnswer.ts';
import type { ServerReply } from '../server/reply.ts';
import type { FaultTable } from './fault.ts';
import { lineFaults } from './lineFaults.ts';
import { statusFaults } from './statusFaults.ts';
import { streamFaults } from './streamFaults.ts';

const turnFaults: FaultTable = { ...statusFaults, ...streamFaults, ...lineFaults };

/** Faults that init can have too, as `init-…`. */
const initNames = (
  '401 403 404 429 429-bare 500 502 503 504 ' +
  'slow-first-byte silent cut reset empty redirect-away'
).split(' ');

/** Every name that `--fault` and `/fault` accept, with its description. */
export const faultNames: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(turnFaults).map(([name, [description]]) => [name, description] as const),
  ...initNames.map((name) => [`init-${name}`, `init: ${turnFaults[name]?.[0] ?? name}`] as const),
]);

/** A requested fault with its optional number. */
export interface FaultCall {
  readonly name: string;
  readonly at: 'init' | 'invoke';
  readonly amount?: number;
}

/** Reads "stall", "stall 3" or "init-429 1"; undefined when there is no such fault. */
export function parseFault(text: string): FaultCall | undefined {
  const [name = '', digits = ''] = text.trim().toLowerCase().split(/\s+/);
  if (!Object.hasOwn(faultNames, name)) return undefined;
  const at = name.startsWith('init-') ? 'init' : 'invoke';
  return { name, at, ...(/^\d{1,9}$/.test(digits) && { amount: Number(digits) }) };
}

/** The response with the fault in it. */
export function applyFault({ name, amount }: FaultCall, answer: PlannedAnswer): ServerReply {
  const [, reply] = turnFaults[name.replace(/^init-/, '')] ?? [];
  if (!reply) throw new RangeError(`No fault is called ${name}`);
  return reply(answer, amount);
}
