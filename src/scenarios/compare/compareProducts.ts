import { compact } from '../../shared/compact.ts';
import type { Difference, FieldChange } from '../../shared/compare/comparison.ts';
import { digitsOf, isSamePrice } from '../../shared/format.ts';
import type { Product } from '../../shared/model.ts';
import { sameText } from './wordDiff.ts';

interface Pair {
  /** Indices in their lists. */
  readonly before: number;
  readonly after: number;
}

/** The differences of two product lists. Products are matched by ID, else by title. */
export function compareProducts(
  before: readonly Product[],
  after: readonly Product[],
): readonly Difference[] {
  const pairs = pairsOf(before, after);
  const kept = new Set(longestInOrder(pairs));
  const unpaired = (
    side: keyof Pair,
    products: readonly Product[],
    change: 'removed' | 'added',
  ) => {
    const paired = new Set(pairs.map((pair) => pair[side]));
    return products.flatMap((product, index) =>
      paired.has(index) ? [] : [{ type: 'product', change, product, place: index + 1 } as const],
    );
  };
  return [
    ...unpaired('before', before, 'removed'),
    ...unpaired('after', after, 'added'),
    ...pairs.flatMap((pair): readonly Difference[] => {
      const [old, product] = [before[pair.before], after[pair.after]];
      if (!old || !product) return [];
      const [beforePlace, afterPlace] = [pair.before + 1, pair.after + 1];
      const places = { before: beforePlace, after: afterPlace };
      return [
        ...(kept.has(pair) ? [] : [{ type: 'productPlace', product, ...places } as const]),
        ...fieldChanges(old, product).map(
          (change) =>
            ({ type: 'productField', product, beforePlace, afterPlace, ...change }) as const,
        ),
      ];
    }),
  ];
}

/** Pairs in the order of the second list. */
function pairsOf(before: readonly Product[], after: readonly Product[]): readonly Pair[] {
  const byId = placesBy(before, ({ productId }) => productId);
  const byTitle = placesBy(before, ({ title }) => title);
  const taken = new Set<number>();
  const take = (index: number, places: readonly number[] = []): readonly Pair[] => {
    const place = places.find((one) => !taken.has(one));
    if (place === undefined) return [];
    taken.add(place);
    return [{ before: place, after: index }];
  };
  const found = after.map(({ productId }, index) =>
    productId ? take(index, byId.get(productId)) : [],
  );
  return after.flatMap((product, index) => {
    const [pair] = found[index] ?? [];
    if (pair) return [pair];
    // Different IDs are different products, even with the same title.
    const places = product.title ? byTitle.get(product.title) : undefined;
    return take(
      index,
      places?.filter((place) => !(before[place]?.productId && product.productId)),
    );
  });
}

function placesBy(products: readonly Product[], keyOf: (product: Product) => string | undefined) {
  const places = new Map<string, number[]>();
  for (const [place, product] of products.entries()) {
    const key = keyOf(product);
    if (!key) continue;
    const list = places.get(key);
    if (list) list.push(place);
    else places.set(key, [place]);
  }
  return places;
}

/** The longest series of pairs that kept their order; all other products have moved. */
function longestInOrder(pairs: readonly Pair[]): readonly Pair[] {
  const best: (readonly Pair[])[] = [];
  for (const pair of pairs) {
    let length = best.findIndex((run) => (run.at(-1)?.before ?? -1) > pair.before);
    if (length < 0) length = best.length;
    best[length] = [...(best[length - 1] ?? []), pair];
  }
  return best.at(-1) ?? [];
}

function fieldChanges(old: Product, product: Product): readonly FieldChange[] {
  const fields = [
    ...(['currency', 'title', 'description', 'url', 'imageUrl', 'productId'] as const).map(
      (field) => [field, old[field], product[field]] as const,
    ),
    ...[...new Set([...Object.keys(old.facets), ...Object.keys(product.facets)])].map(
      (facet) => [facet, facetOf(old, facet), facetOf(product, facet)] as const,
    ),
  ];
  const others = fields.filter(
    ([, before = '', after = '']) => sameText(before) !== sameText(after),
  );
  const prices = [['price', digitsOf(old), digitsOf(product)] as const];
  return [...(isSamePrice(old, product) ? [] : prices), ...others].map(([field, before, after]) =>
    compact({ field, before, after }),
  );
}

function facetOf({ facets }: Product, facet: string): string | undefined {
  return Object.hasOwn(facets, facet) ? facets[facet]?.join(', ') : undefined;
}
