import type { Product } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { plain } from '../file/textPattern.ts';
import { counted, possible, quoted, sensible, type ProposedExpectation } from './proposals.ts';

/** What can be expected of the products; `budget` is the most that the customer wants to pay. */
export function productProposals(
  { products, texts }: Answer,
  budget: number | undefined,
): readonly ProposedExpectation[] {
  const count = products.length;
  if (count === 0) return [];
  return [
    sensible('At least 1 product', { products: { count: { min: 1 } } }),
    possible(`Exactly ${counted(count, 'product')}`, { products: { count } }),
    ...priceProposals(products, budget),
    ...currencyProposals(products),
    ...idProposals(products),
    ...titleProposals(products, texts),
  ];
}

function priceProposals(
  products: readonly Product[],
  budget: number | undefined,
): readonly ProposedExpectation[] {
  const prices = products.flatMap(({ price }) => (price === undefined ? [] : [price]));
  if (prices.length < products.length) return [];
  const [min, max] = [Math.min(...prices), Math.max(...prices)];
  const isWithin = budget !== undefined && max <= budget;
  return [
    ...(isWithin
      ? [sensible(`Every price at most ${budget}`, { products: { price: { max: budget } } })]
      : []),
    possible(`Every price from ${min} to ${max}`, { products: { price: { min, max } } }),
  ];
}

function currencyProposals(products: readonly Product[]): readonly ProposedExpectation[] {
  const currency = products[0]?.currency ?? '';
  const isOne = products.every((product) => product.currency === currency);
  if (!isOne || !/^[A-Z]{3}$/.test(currency)) return [];
  return [sensible(`Every price in ${currency}`, { products: { currency } })];
}

function idProposals(products: readonly Product[]): readonly ProposedExpectation[] {
  const ids = products.flatMap(({ productId }) => (productId?.trim() ? [productId] : []));
  if (ids.length < products.length) return [];
  const isUnique = new Set(ids).size === ids.length;
  const different = [...new Set(ids)];
  return [
    ...(isUnique && ids.length > 1
      ? [possible('No product twice', { products: { unique: true } })]
      : []),
    possible(`The products ${quoted(different)} are among them`, {
      products: { include: different },
    }),
    possible(`No other products than ${quoted(different)}`, { products: { only: different } }),
  ];
}

function titleProposals(
  products: readonly Product[],
  texts: readonly string[],
): readonly ProposedExpectation[] {
  const said = plain(texts.join('\n'));
  const isNamed = ({ title = '' }: Product) => plain(title) !== '' && said.includes(plain(title));
  if (!products.some(isNamed)) return [];
  const any = sensible('The text names one of the products', { products: { titlesInText: 'any' } });
  return products.length > 1 && products.every(isNamed)
    ? [any, possible('The text names every product', { products: { titlesInText: 'all' } })]
    : [any];
}
