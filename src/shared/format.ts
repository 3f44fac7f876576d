import { isExactNumber } from './json/exactJson.ts';
import { formatNumber, t } from './l10n.ts';
import type { Product, SessionStatus } from './model.ts';

/** What is told of a price. */
export type Price = Pick<Product, 'price' | 'priceText' | 'currency'>;

/** Intl writes no more digits behind the point in every version that we run in. */
const maxFraction = 20;
/** Nobody reads a longer number; the event's JSON has all of it. */
const maxDigits = 40;

/**
 * The price in the reader's way of writing it, undefined where none came: all digits behind the point
 * that were sent, and at least the currency's. What is no number that can be held is shown as it was
 * sent. A currency that is not an ISO 4217 code is shown as it came; without one only the number is.
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

/** The digits of the price as they were sent. */
export function digitsOf({ price, priceText }: Omit<Price, 'currency'>): string | undefined {
  return priceText ?? (price === undefined ? undefined : String(price));
}

/** True where both prices are the same number, however it is written. */
export function isSamePrice(one: Price, other: Price): boolean {
  const [a, b] = [one, other].map((price) => {
    const digits = digitsOf(price);
    return digits !== undefined && isExactNumber(digits) ? String(Number(digits)) : digits;
  });
  return a === b;
}

/** The number as Intl takes it, undefined for one that cannot be held. `-0` is none that was meant. */
function writable(digits: string): Intl.StringNumericLiteral | number | undefined {
  const plain = /^-?\d+(?:\.(\d+))?$/.exec(digits);
  const isZero = /^-[0.]+$/.test(digits);
  if (plain && !isZero && digits.length <= maxDigits && (plain[1]?.length ?? 0) <= maxFraction)
    return digits as Intl.StringNumericLiteral;
  const value = Number(digits);
  return isExactNumber(digits) && fractionOf(value) <= maxFraction ? value : undefined;
}

/** How many digits stand behind the point. */
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

const texts: Readonly<Record<SessionStatus, () => string>> = {
  noAgent: () => t('No agent'),
  noKey: () => t('No API key'),
  idle: () => t('Not started'),
  starting: () => t('Starting…'),
  ready: () => t('Ready'),
  responding: () => t('Answering…'),
  closing: () => t('Ending…'),
  expired: () => t('Session ended'),
  failed: () => t('Failed'),
};

/** A session's state in a word or two. */
export function statusText(status: SessionStatus): string {
  return texts[status]();
}

/** A duration in milliseconds as a person says it, for example "1.5 s". */
export function formatDuration(ms: number): string {
  // The symbols of the units are the same in every language.
  if (ms < 1000) return `${formatNumber(Math.round(ms))} ms`;
  if (ms < 120_000) return `${formatNumber(Math.round(ms / 100) / 10)} s`;
  return `${formatNumber(Math.round(ms / 60_000))} min`;
}
