import { formatPrice } from '../../src/shared/format.ts';
import { httpUrl } from '../../src/shared/guards.ts';
import { formatLocale, formatNumber, t } from '../../src/shared/l10n.ts';
import type { Product } from '../../src/shared/model.ts';

/** A duration such as 380 ms, 3.4 s, 2 min 05 s. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${tenths(ms / 1000)} s`;
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

function tenths(value: number): string {
  return formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** The text of a running clock: tenths of a second up to ten seconds, then whole seconds. */
export function elapsed(ms: number): string {
  if (ms < 10_000) return `${tenths(ms / 1000)} s`;
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s` : duration(ms);
}

/** A price in the user's locale. 0 may mean unset (API notes, 5.25), so it is shown. */
export function price(product: Product, locale = formatLocale()): string {
  const text = formatPrice(product, locale);
  if (text === undefined) return t('No price');
  return product.currency?.trim() ? text : t('{price} (no currency)', { price: text });
}

/** Bytes of UTF-8 as KB or MB. */
export function size(characters: number): string {
  return characters < 1_000_000
    ? `${Math.ceil(characters / 1000)} KB`
    : `${tenths(characters / 1_000_000)} MB`;
}

/** The host of a base URL, as shown in the context line. */
export function hostOf(url: string): string {
  return httpUrl(url)?.host ?? url;
}

/** Indented JSON; values without a JSON form are shown as text. */
export function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? String(value);
}

/** The time of day in the user's locale. */
export function clockTime(moment: Date, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const locale = formatLocale();
  const key = `${precision} ${locale}`;
  const timeStyle = precision === 'seconds' ? 'medium' : 'short';
  const clock = clocks.get(key) ?? new Intl.DateTimeFormat(locale, { timeStyle });
  clocks.set(key, clock);
  return clock.format(moment);
}

/** Cached because every message shows its time and creating a formatter is slow. */
const clocks = new Map<string, Intl.DateTimeFormat>();

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A time span in its largest unit, rounded down: 42 s, 3 min, 2 h. */
export function age(ms: number): string {
  const [unit, unitMs] = units.find(([, length]) => ms >= length) ?? ['second', 1000];
  return formatNumber(Math.floor(ms / unitMs), { style: 'unit', unit, unitDisplay: 'short' });
}

// Unit symbols are the same in every language.

/** Exact milliseconds up to a minute, for places where each one matters. */
export function exactMs(ms: number): string {
  return ms < 60_000 ? `${formatNumber(Math.round(ms))} ms` : duration(ms);
}

/** A size in bytes, in units of 1000. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${formatNumber(value, { maximumFractionDigits: 1 })} ${unit}`;
}
