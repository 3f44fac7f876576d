import { t } from '../../shared/l10n.ts';
import type { Product } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { plainWords } from '../checks/text/saidText.ts';
import { plain } from '../file/textPattern.ts';
import { possible, quotedList, sensible, type Proposals } from './proposedExpectation.ts';

/** Possible expectations of the products; `budget` is the most the customer wants to pay. */
export function productProposals(
  { products, texts }: Answer,
  budget: number | undefined,
): Proposals {
  const count = products.length;
  if (count === 0) return [];
  const exactly = count === 1 ? t('Exactly 1 product') : t('Exactly {0} products', String(count));
  return [
    sensible(t('At least 1 product'), { products: { count: { min: 1 } } }),
    possible(exactly, { products: { count } }),
    ...priceProposals(products, budget),
    ...currencyProposals(products),
    ...idProposals(products),
    ...titleProposals(products, texts),
  ];
}

function priceProposals(products: readonly Product[], budget: number | undefined): Proposals {
  const prices = products.flatMap(({ price }) => (price === undefined ? [] : [price]));
  // A limit makes no sense across several currencies.
  const isOneCurrency = new Set(products.map(({ currency }) => currency)).size === 1;
  if (prices.length < products.length || !isOneCurrency) return [];
  const [min, max] = [Math.min(...prices), Math.max(...prices)];
  const words = t('Every price is from {min} to {max}', { min: String(min), max: String(max) });
  const range = possible(words, { products: { price: { min, max } } });
  if (budget === undefined || max > budget) return [range];
  const limit = t('Every price is at most {0}', String(budget));
  return [sensible(limit, { products: { price: { max: budget } } }), range];
}

function currencyProposals(products: readonly Product[]): Proposals {
  const currency = products[0]?.currency ?? '';
  const isOne = products.every((product) => product.currency === currency);
  if (!isOne || !/^[A-Z]{3}$/.test(currency)) return [];
  return [sensible(t('Every price is in {0}', currency), { products: { currency } })];
}

function idProposals(products: readonly Product[]): Proposals {
  const ids = products.flatMap(({ productId }) => (productId?.trim() ? [productId] : []));
  if (ids.length < products.length) return [];
  const different = [...new Set(ids)];
  const names = quotedList(different);
  const isUnique = ids.length > 1 && different.length === ids.length;
  return [
    ...(isUnique ? [possible(t('No duplicate products'), { products: { unique: true } })] : []),
    possible(t('Products include {0}', names), { products: { include: different } }),
    possible(t('No products other than {0}', names), { products: { only: different } }),
  ];
}

function titleProposals(products: readonly Product[], texts: readonly string[]): Proposals {
  const said = plainWords(texts);
  const isNamed = ({ title = '' }: Product) => plain(title) !== '' && said.includes(plain(title));
  if (!products.some(isNamed)) return [];
  const any = sensible(t('The text mentions at least one product'), {
    products: { titlesInText: 'any' },
  });
  return products.length > 1 && products.every(isNamed)
    ? [any, possible(t('The text mentions every product'), { products: { titlesInText: 'all' } })]
    : [any];
}
