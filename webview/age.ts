import { formatNumber } from '../src/shared/l10n.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** How long something has lasted, in its largest unit and rounded down: 42 s, 3 min, 2 h. */
export function age(ms: number): string {
  const [unit, unitMs] = units.find(([, length]) => ms >= length) ?? ['second', 1000];
  return formatNumber(Math.floor(ms / unitMs), { style: 'unit', unit, unitDisplay: 'short' });
}
