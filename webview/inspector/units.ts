import { formatNumber } from '../../src/shared/l10n.ts';
import { duration } from '../base/format.ts';

// The symbols of the units are the same in every language.

/** Milliseconds as they were measured, up to a minute: here every one of them counts. */
export function exactMs(ms: number): string {
  return ms < 60_000 ? `${formatNumber(Math.round(ms))} ms` : duration(ms);
}

/** Bytes in units of 1000. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${formatNumber(value, { maximumFractionDigits: 1 })} ${unit}`;
}
