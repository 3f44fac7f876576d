import { catalogue, type ShopProduct } from './catalogue.ts';
import type { PriceBounds, Wishes } from '../words/wishes.ts';

/** How found products are sorted. */
export type SortOrder = 'best' | 'cheapest' | 'dearest';

const orders: Readonly<Record<SortOrder, (a: ShopProduct, b: ShopProduct) => number>> = {
  best: (a, b) => b.rating - a.rating || a.price - b.price,
  cheapest: (a, b) => a.price - b.price,
  dearest: (a, b) => b.price - a.price,
};

/** Products in stock that meet every wish, sorted by `order`. */
export function searchProducts(wishes: Wishes, order: SortOrder = 'best'): readonly ShopProduct[] {
  return catalogue.filter((product) => meets(product, wishes)).sort(orders[order]);
}

function meets(product: ShopProduct, wishes: Wishes): boolean {
  const { categories, price, colour, size, brand, feature } = wishes;
  if (product.stock === 0) return false;
  // Customers choose a gift card's amount, so it is only found when its category is asked for.
  if (!categories && product.category === 'gift-cards') return false;
  return (
    (!categories || categories.includes(product.category)) &&
    (!price || isWithin(product.price, price)) &&
    (!colour || product.colours.includes(colour)) &&
    (size === undefined || product.sizes.includes(size)) &&
    (brand === undefined || product.brand === brand) &&
    (!feature || product.features.includes(feature))
  );
}

function isWithin(price: number, bounds: PriceBounds): boolean {
  const { below = Infinity, atMost = Infinity, above = -Infinity, atLeast = -Infinity } = bounds;
  return price < below && price <= atMost && price > above && price >= atLeast;
}
