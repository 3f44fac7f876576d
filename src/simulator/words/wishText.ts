import type { Language } from './language.ts';
import { categoryWords, colourWords, featureWords, names, priceText, shoeNames } from './words.ts';
import type { PriceBounds, Wishes } from './wishes.ts';

const joints = {
  products: names('products', 'productos', 'produtos'),
  by: names('by', 'de', 'da'),
  inColour: names('in', 'en', 'em'),
  size: names('in size', 'en talla', 'no tamanho'),
  with: names('with', 'con', 'com'),
  below: names('under', 'por menos de', 'abaixo de'),
  atMost: names('up to', 'hasta', 'até'),
  above: names('over', 'por más de', 'acima de'),
  and: names('and', 'y', 'e'),
  between: names('between', 'entre', 'entre'),
};

/** The wishes as a phrase: "running shoes under $100.00 in blue". */
export function wishText(wishes: Wishes, language: Language): string {
  const { categories, price, colour, size, brand, feature } = wishes;
  return [
    categories ? categoriesText(categories, language) : joints.products[language],
    brand && `${joints.by[language]} ${brand}`,
    price && boundsText(price, language),
    colour && `${joints.inColour[language]} ${colourWords[colour][language]}`,
    size && `${joints.size[language]} ${size}`,
    feature && `${joints.with[language]} ${featureWords[feature][language]}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function categoriesText(categories: NonNullable<Wishes['categories']>, language: Language): string {
  const [only, another] = categories;
  return only && !another ? categoryWords[only][language] : shoeNames[language];
}

function boundsText(bounds: PriceBounds, language: Language): string {
  const { below, atMost, above, atLeast } = bounds;
  const money = (price: number) => priceText(price, language).replace(/[.,]00$/, '');
  const [lower, upper] = [above ?? atLeast, below ?? atMost];
  if (lower !== undefined && upper !== undefined) {
    return `${joints.between[language]} ${money(lower)} ${joints.and[language]} ${money(upper)}`;
  }
  if (lower !== undefined) return `${joints.above[language]} ${money(lower)}`;
  const word = below === undefined ? joints.atMost : joints.below;
  return upper === undefined ? '' : `${word[language]} ${money(upper)}`;
}
