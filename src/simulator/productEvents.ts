import type { ShopProduct } from './shop/catalogue.ts';
import type { Step } from './responseEvents.ts';
import type { Said } from './turn.ts';
import {
  categoryWords,
  colourWords,
  featureWords,
  materialName,
  priceText,
  type ColourId,
} from './words/words.ts';

/** A recommendation of these products, with images in the colour that was asked for. */
export function recommendation(said: Said, shown: readonly ShopProduct[]): Step {
  const products = shown.map((product) => wireProduct(said, product));
  return { event: { recommendationEvent: { products } } };
}

function wireProduct(said: Said, product: ShopProduct): Readonly<Record<string, unknown>> {
  const { id, title, brand, price, stock, rating, category } = product;
  // Real shops' data has gaps: the gift card has no image, no price and no currency.
  const isPriced = price > 0;
  return {
    productId: id,
    title,
    description: productDescription(said, product),
    url: productUrl(said.origin, product),
    imageUrl: isPriced ? imageUrl(said.origin, product, said.memory.wishes.colour) : '',
    price,
    currency: isPriced ? 'USD' : '',
    facets: {
      brand: [brand],
      category: [categoryWords[category][said.language]],
      color: colourNames(said, product),
      ...(product.sizes.length > 0 && { size: product.sizes }),
      material: [materialName(product.material, said.language)],
    },
    metadata: { stock, rating },
  };
}

/** One sentence with the product's material and features. */
export function productDescription({ language, say }: Said, product: ShopProduct): string {
  const features = product.features.map((id) => featureWords[id][language]).join(', ');
  const material = say.madeOf(materialName(product.material, language));
  return features === '' ? `${material}.` : `${material}, ${say.withFeatures(features)}.`;
}

export function colourNames({ language }: Said, product: ShopProduct): readonly string[] {
  return product.colours.map((id) => colourWords[id][language]);
}

/** The price, or a text that says that the customer chooses the amount. */
export function productPrice({ language, say }: Said, { price }: ShopProduct): string {
  return price > 0 ? priceText(price, language) : say.anyAmount;
}

export function productUrl(origin: string, { id }: ShopProduct): string {
  return `${origin}/p/${id}`;
}

export function imageUrl(origin: string, product: ShopProduct, colour?: ColourId): string {
  const shown = colour && product.colours.includes(colour) ? colour : product.colours[0];
  return `${origin}/images/${product.id}.svg?color=${shown ?? 'grey'}`;
}
