import { colourIds, featureIds, type ColourId, type FeatureId } from '../words/words.ts';
import { categoryIds, stockList, type CategoryId } from './catalogueData.ts';

/** A product of the demo shop. */
export interface ShopProduct {
  readonly id: string;
  readonly title: string;
  readonly brand: string;
  readonly category: CategoryId;
  /** USD; 0 when the customer chooses the amount. */
  readonly price: number;
  /** Out of 5. */
  readonly rating: number;
  /** Pieces in the warehouse. */
  readonly stock: number;
  readonly colours: readonly ColourId[];
  readonly sizes: readonly string[];
  readonly features: readonly FeatureId[];
  readonly material: string;
}

const shoeSizes = ['36', '37', '38', '39', '40', '41', '42', '43', '44', '45'];
const clothingSizes = ['XS', 'S', 'M', 'L', 'XL'];

const sizesOf: Partial<Readonly<Record<CategoryId, readonly string[]>>> = {
  'running-shoes': shoeSizes,
  'trail-shoes': shoeSizes,
  sneakers: shoeSizes,
  boots: shoeSizes,
  jackets: clothingSizes,
  't-shirts': clothingSizes,
  shorts: clothingSizes,
  leggings: clothingSizes,
  socks: ['S', 'M', 'L'],
};

/** The known words in a row's list. */
function among<T extends string>(known: readonly T[], words: string): readonly T[] {
  return words.split(' ').flatMap((word) => known.find((one) => one === word) ?? []);
}

/** Leaves out one size of every product, so that "do you have it in 42?" can get a no. */
function sizesInStock(category: CategoryId, index: number): readonly string[] {
  const sizes = sizesOf[category] ?? [];
  return sizes.filter((_, position) => position !== (index * 3 + 1) % sizes.length);
}

/** Every product of the shop, in the order of the stock list. */
export const catalogue: readonly ShopProduct[] = categoryIds.flatMap((category) =>
  stockList[category].map((row, index) => {
    const [title, price, rating, stock, colours, features, material] = row;
    return {
      id: title.toLowerCase().replaceAll(' ', '-'),
      title,
      brand: title.split(' ')[0] ?? title,
      category,
      price,
      rating,
      stock,
      colours: among(colourIds, colours),
      sizes: sizesInStock(category, index),
      features: among(featureIds, features),
      material,
    };
  }),
);

export function findProduct(id: string): ShopProduct | undefined {
  return catalogue.find((product) => product.id === id);
}

/** Brand names as the customer may type them; a gift card has none. */
export const brands: readonly string[] = [
  ...new Set(catalogue.filter(({ price }) => price > 0).map(({ brand }) => brand)),
];
