import { measureRedaction, shareOf, type Counted } from '../support/redaction/measureRedaction.ts';
import type { BenchOptions, Result } from './measure.ts';

/** How many of the seeded details are replaced, and how many innocent texts stay, by their kinds. */
export function run({ say }: BenchOptions): Promise<readonly Result[]> {
  const { details, innocents } = measureRedaction();
  const rows = (name: string, all: ReadonlyMap<string, Counted>, atLeast: number): Result[] => [
    { name, value: shareOf(all), unit: '', target: { atLeast } },
    ...[...all].map(([kind, one]) => ({
      name: `  ${kind} (${one.count})`,
      value: shareOf(new Map([[kind, one]])),
      unit: '',
    })),
  ];
  for (const [kind, { wrong }] of [...details, ...innocents])
    for (const text of wrong) say(`redaction: wrong, ${kind}: ${text}`);
  return Promise.resolve([
    ...rows('details replaced', details, 0.97),
    ...rows('innocent texts that stay', innocents, 0.99),
  ]);
}
