import type { Random } from '../random.ts';

export const paceNames = ['instant', 'real', 'slow'] as const;

/** How fast Sofia responds: at once, like a real agent, or like a real agent on a bad day. */
export type Pace = (typeof paceNames)[number];

type Range = readonly [fromMs: number, toMs: number];

const ranges: Readonly<Record<Pace, { readonly first: Range; readonly next: Range }>> = {
  instant: { first: [0, 0], next: [0, 0] },
  real: { first: [600, 900], next: [150, 500] },
  slow: { first: [2500, 4000], next: [1200, 3500] },
};

/** Interval of the blank lines during a pause, in milliseconds. */
export const keepAliveMs = 1000;

/** Milliseconds before the line with this index (0 is the response's first byte). */
export function pauseBefore(pace: Pace, index: number, random: Random): number {
  const [from, to] = index === 0 ? ranges[pace].first : ranges[pace].next;
  return Math.round(from + random() * (to - from));
}
