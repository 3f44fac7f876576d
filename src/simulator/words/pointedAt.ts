import { catalogue, type ShopProduct } from '../shop/catalogue.ts';
import { plainWords } from './language.ts';
import type { Said } from '../turn.ts';

/** Finds what "the first two", "it" and a product's name refer to. */

const several =
  /\bfirst (two|2|three|3)\b|\b(?:primer[oa]s|primeir[oa]s) (dos|dois|duas|2|tres|3)\b|\b(dos|dois|duas|2|tres|3) (?:primer[oa]s|primeir[oa]s)\b/;

const ordinals: readonly RegExp[] = [
  /\b(first|1st|primer[oa]?|primeir[oa])\b/,
  /\b(second|2nd|segund[oa])\b/,
  /\b(third|3rd|tercer[oa]?|terceir[oa])\b/,
  /\b(fourth|4th|cuart[oa]|quart[oa])\b/,
];
const last = /\b(last|ultim[oa])\b/;
const digits = /\b(?:number|numero|compare|compara|and|y|e) ([1-9])\b/g;

/** "Gift card" asks for a kind of product, not for one product. */
const named = catalogue
  .filter(({ category }) => category !== 'gift-cards')
  .map((product) => ({ product, name: plainWords(product.title) }))
  .sort((a, b) => b.name.length - a.name.length);

/**
 * The products that the text points at: by place, in the order shown, or else by name. Empty when
 * there are none.
 */
export function pointedAt({ plain, memory: { shown } }: Said): readonly ShopProduct[] {
  const group = several.exec(plain);
  if (group) {
    const isThree = group.slice(1).some((word) => /^(three|tres|3)$/.test(word));
    return shown.slice(0, isThree ? 3 : 2);
  }
  const indexes = new Set([...plain.matchAll(digits)].map(([, digit]) => Number(digit) - 1));
  ordinals.forEach((pattern, index) => pattern.test(plain) && indexes.add(index));
  if (last.test(plain)) indexes.add(shown.length - 1);
  const byPlace = shown.filter((_, index) => indexes.has(index));
  return byPlace.length > 0 ? byPlace : byName(plain);
}

/**
 * Products whose full name is in the text, in text order. A longer name hides a shorter one in it.
 */
export function byName(plain: string): readonly ShopProduct[] {
  let rest = plain;
  const found: ShopProduct[] = [];
  for (const { product, name } of named) {
    if (!rest.includes(name)) continue;
    found.push(product);
    rest = rest.replace(name, ' ');
  }
  return found.sort(
    (a, b) => plain.indexOf(plainWords(a.title)) - plain.indexOf(plainWords(b.title)),
  );
}

/** The one product meant: pointed at, else mentioned last, else shown first. */
export function theOneMeant(said: Said): ShopProduct | undefined {
  const { focus, shown } = said.memory;
  return pointedAt(said)[0] ?? focus ?? shown[0];
}
