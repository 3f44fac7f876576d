import type { Language } from './language.ts';
import { categoryWords, colourWords, featureWords, priceText, shoeNames } from './words.ts';
import type { PriceBounds, Wishes } from './wishes.ts';

interface Joints {
  readonly products: string;
  readonly by: string;
  readonly inColour: string;
  readonly size: string;
  readonly with: string;
  readonly below: string;
  readonly atMost: string;
  readonly above: string;
  readonly and: string;
  readonly between: string;
}

const joints: Readonly<Record<Language, Joints>> = {
  en: {
    products: 'products',
    by: 'by',
    inColour: 'in',
    size: 'in size',
    with: 'with',
    below: 'under',
    atMost: 'up to',
    above: 'over',
    and: 'and',
    between: 'between',
  },
  es: {
    products: 'productos',
    by: 'de',
    inColour: 'en',
    size: 'en talla',
    with: 'con',
    below: 'por menos de',
    atMost: 'hasta',
    above: 'por más de',
    and: 'y',
    between: 'entre',
  },
  pt: {
    products: 'produtos',
    by: 'da',
    inColour: 'em',
    size: 'no tamanho',
    with: 'com',
    below: 'abaixo de',
    atMost: 'até',
    above: 'acima de',
    and: 'e',
    between: 'entre',
  },
};

/** The wishes as a phrase: "running shoes under $100.00 in blue". */
export function wishText(wishes: Wishes, language: Language): string {
  const { categories, price, colour, size, brand, feature } = wishes;
  const joint = joints[language];
  return [
    categories ? categoriesText(categories, language) : joint.products,
    brand && `${joint.by} ${brand}`,
    price && boundsText(price, language),
    colour && `${joint.inColour} ${colourWords[colour].names[language]}`,
    size && `${joint.size} ${size}`,
    feature && `${joint.with} ${featureWords[feature].names[language]}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function categoriesText(categories: NonNullable<Wishes['categories']>, language: Language): string {
  const [only, another] = categories;
  return only && !another ? categoryWords[only].names[language] : shoeNames[language];
}

function boundsText(bounds: PriceBounds, language: Language): string {
  const { below, atMost, above, atLeast } = bounds;
  const joint = joints[language];
  const money = (price: number) => priceText(price, language).replace(/[.,]00$/, '');
  const [lower, upper] = [above ?? atLeast, below ?? atMost];
  if (lower !== undefined && upper !== undefined) {
    return `${joint.between} ${money(lower)} ${joint.and} ${money(upper)}`;
  }
  const upperWord = below === undefined ? joint.atMost : joint.below;
  return [
    lower === undefined ? '' : `${joint.above} ${money(lower)}`,
    upper === undefined ? '' : `${upperWord} ${money(upper)}`,
  ]
    .filter(Boolean)
    .join(' ');
}
