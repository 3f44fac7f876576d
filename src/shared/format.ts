import { isExactNumber } from './json/exactJson.ts';
import { formatNumber } from './l10n.ts';
import type { Product } from './model.ts';

/** A share, 0 to 1, in percent with at most one fraction digit. */
export function formatPercent(share: number): string {
  return formatNumber(share, { style: 'percent', maximumFractionDigits: 1 });
}

/** The price fields of a product. */
export type Price = Pick<Product, 'price' | 'priceText' | 'currency'>;

/** Most fraction digits that Intl writes in every version that we run in. */
const maxFraction = 20;
/** Longer numbers are unreadable; the event's JSON has all digits. */
const maxDigits = 40;

/**
 * The price in the user's number format; undefined without one. Keeps all fraction digits that were
 * sent, and at least the currency's. A number that cannot be held is shown as sent. A currency that
 * is not an ISO 4217 code is shown as sent; without a currency, only the number is shown.
 */
export function formatPrice(product: Price, locale?: string): string | undefined {
  const digits = digitsOf(product);
  if (digits === undefined) return undefined;
  const code = product.currency?.trim();
  const value = writable(digits);
  if (value === undefined) {
    const sent = digits.length > maxDigits ? `${digits.slice(0, maxDigits)}…` : digits;
    return code ? `${sent} ${code}` : sent;
  }
  if (!code) return format(value, locale, {});
  try {
    return format(value, locale, { style: 'currency', currency: code });
  } catch {
    return `${format(value, locale, {})} ${code}`;
  }
}

/** The digits of the price as sent. */
export function digitsOf({ price, priceText }: Omit<Price, 'currency'>): string | undefined {
  return priceText ?? (price === undefined ? undefined : String(price));
}

/** True if both prices are the same number, however written. */
export function isSamePrice(one: Price, other: Price): boolean {
  const [a, b] = [one, other].map((price) => {
    const digits = digitsOf(price);
    return digits !== undefined && isExactNumber(digits) ? String(Number(digits)) : digits;
  });
  return a === b;
}

/** The number for Intl; undefined if it cannot be held, and for `-0`. */
function writable(digits: string): Intl.StringNumericLiteral | number | undefined {
  const plain = /^-?\d+(?:\.(\d+))?$/.exec(digits);
  const isZero = /^-[0.]+$/.test(digits);
  if (plain && !isZero && digits.length <= maxDigits && (plain[1]?.length ?? 0) <= maxFraction)
    return digits as Intl.StringNumericLiteral;
  const value = Number(digits);
  return isExactNumber(digits) && fractionOf(value) <= maxFraction ? value : undefined;
}

/** The number of fraction digits. */
function fractionOf(value: Intl.StringNumericLiteral | number): number {
  const [, fraction = '', power = '0'] = /^[^.e]*(?:\.(\d+))?(?:e(.*))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(power));
}

function format(
  value: Intl.StringNumericLiteral | number,
  locale: string | undefined,
  style: Intl.NumberFormatOptions,
): string {
  const fraction = fractionOf(value);
  const { minimumFractionDigits: least = 0 } = new Intl.NumberFormat(
    locale,
    style,
  ).resolvedOptions();
  const digits = style.currency === undefined ? fraction : Math.max(least, fraction);
  return new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A duration in milliseconds for people, for example "1.5 s". */
export function formatDuration(ms: number): string {
  // Unit symbols are the same in every language.
  if (ms < 1000) return `${formatNumber(Math.round(ms))} ms`;
  if (ms < 120_000) return `${formatNumber(Math.round(ms / 100) / 10)} s`;
  return `${formatNumber(Math.round(ms / 60_000))} min`;
}
