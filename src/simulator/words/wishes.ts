import { compact } from '../../shared/compact.ts';
import { brands } from '../shop/catalogue.ts';
import type { CategoryId } from '../shop/catalogueData.ts';
import { plainWords } from './language.ts';
import {
  activities,
  categoryWords,
  colourIds,
  colourWords,
  featureIds,
  featureWords,
  shoeCategories,
  shoePattern,
  type ColourId,
  type FeatureId,
} from './words.ts';

/** Limits on a price in USD; several may apply together. */
export type PriceBounds = Readonly<
  Partial<Record<'below' | 'atMost' | 'above' | 'atLeast', number>>
>;

/** What a customer asks for, as far as it is understood. */
export interface Wishes {
  readonly categories?: readonly CategoryId[];
  readonly price?: PriceBounds;
  readonly colour?: ColourId;
  readonly size?: string;
  readonly brand?: string;
  readonly feature?: FeatureId;
}

/** Reads the wishes from a text in any of the languages; an empty object when there are none. */
export function readWishes(text: string): Wishes {
  const plain = plainWords(text);
  return compact({
    categories: readCategories(plain),
    price: readPrice(plain),
    colour: colourIds.find((id) => colourWords[id].pattern.test(plain)),
    size: readSize(plain),
    brand: brands.find((name) => plain.includes(plainWords(name))),
    feature: featureIds.find((id) => featureWords[id].pattern.test(plain)),
  });
}

export function hasWishes(wishes: Wishes): boolean {
  return Object.keys(wishes).length > 0;
}

function readCategories(plain: string): readonly CategoryId[] | undefined {
  const ids = Object.keys(categoryWords) as CategoryId[];
  const found = ids.find((id) => categoryWords[id].pattern.test(plain));
  const meant = found ?? activities.find(([pattern]) => pattern.test(plain))?.[1];
  if (meant) return [meant];
  return shoePattern.test(plain) ? shoeCategories : undefined;
}

const amount = String.raw`(?:(?:us\$|r\$|\$|usd|€) ?)?(\d+(?:[.,]\d{1,2})?)(?![\d%])`;

function pattern(words: string): RegExp {
  return new RegExp(String.raw`\b(?:${words}) ${amount}`);
}

const between = new RegExp(
  String.raw`(?:\b(?:between|from|entre|de) |\$ ?)${amount} ?(?:and|to|y|e|a|-|–) ?${amount}`,
);
const below = pattern(
  'under|below|less than|cheaper than|(?:por )?debajo de(?: los)?|(?:a )?menos (?:de|que)|inferior(?:es)? a|' +
    'mas barat[oa]s? que|abaixo de|mais barat[oa]s? (?:do )?que|menor(?:es)? (?:a|de|que)',
);
const atMost = pattern(
  'up to|at most|max(?:imum|imo)?(?: of| de)?|no more than|hasta|como maximo|ate|no maximo|' +
    '(?:my )?budget(?: is| of)?|presupuesto(?: es)?(?: de)?|orcamento(?: e)?(?: de)?',
);
const above = pattern(
  'over|above|more than|mas de|(?:por )?encima de|superior(?:es)? a|acima de|mais (?:de|que)',
);
const around = pattern('around|about|roughly|unos|alrededor de|cerca de|por volta de|uns');

function readPrice(plain: string): PriceBounds | undefined {
  const range = between.exec(plain);
  if (range) {
    const [first, second] = [toNumber(range[1]), toNumber(range[2])];
    return { atLeast: Math.min(first, second), atMost: Math.max(first, second) };
  }
  const lower = above.exec(plain);
  const upper = below.exec(plain);
  const most = atMost.exec(plain);
  const near = around.exec(plain);
  const bounds: PriceBounds = {
    ...(lower && { above: toNumber(lower[1]) }),
    ...(upper && { below: toNumber(upper[1]) }),
    ...(most && { atMost: toNumber(most[1]) }),
    ...(near && { atLeast: toNumber(near[1]) * 0.85, atMost: toNumber(near[1]) * 1.15 }),
  };
  return Object.keys(bounds).length > 0 ? bounds : undefined;
}

function toNumber(digits: string | undefined): number {
  return Number((digits ?? '').replace(',', '.'));
}

function readSize(plain: string): string | undefined {
  const named = /\b(?:size|talla|talle|tamanho|numero|number|eu)\s+(?:eu\s+)?(\d{2}|xs|s|m|l|xl)\b/;
  const bare = /\b(?:in|en|em|a|an)\s+(3[6-9]|4[0-5])\b(?! ?(?:dollars|dolar|usd|bucks))/;
  return (named.exec(plain) ?? bare.exec(plain))?.[1]?.toUpperCase();
}
