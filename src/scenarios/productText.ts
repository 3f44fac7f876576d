import { formatPrice } from '../shared/format.ts';
import { formatLocale, t } from '../shared/l10n.ts';
import type { Product } from '../shared/model.ts';

export function nameOf({ title, productId }: Product): string {
  return title ?? productId ?? t('(no title)');
}

export function priceOf(product: Product): string {
  return formatPrice(product, formatLocale()) ?? t('no price');
}

export function withPrice(product: Product): string {
  return `${nameOf(product)}, ${priceOf(product)}`;
}
