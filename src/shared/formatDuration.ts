import { formatNumber } from './l10n.ts';

/** A duration in milliseconds as a person says it, for example "1.5 s". */
export function formatDuration(ms: number): string {
  // The symbols of the units are the same in every language.
  if (ms < 1000) return `${formatNumber(Math.round(ms))} ms`;
  if (ms < 120_000) return `${formatNumber(Math.round(ms / 100) / 10)} s`;
  return `${formatNumber(Math.round(ms / 60_000))} min`;
}
