import type { Product } from './model.ts';

/**
 * The price in the reader's way of writing it, undefined where none came. A currency that is not
 * an ISO 4217 code is shown as it came; without one only the number is.
 */
export function formatPrice(
  { price, currency }: Pick<Product, 'price' | 'currency'>,
  locale?: string,
): string | undefined {
  if (price === undefined) return undefined;
  const code = currency?.trim();
  if (!code) return formatNumber(price, locale);
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency: code }).format(price);
  } catch {
    return `${formatNumber(price, locale)} ${code}`;
  }
}

function formatNumber(value: number, locale: string | undefined): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
