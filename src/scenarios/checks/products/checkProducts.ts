import { t } from '../../../shared/l10n.ts';
import type { Product } from '../../../shared/model.ts';
import type { Answer } from '../../answer.ts';
import type { ProductsExpectation } from '../../file/scenario.ts';
import { either, plain, quoted } from '../../file/textPattern.ts';
import { nameOf, priceOf, withPrice } from '../../productText.ts';
import { type Check, listOf, quote, verdict, type Verdict } from '../check.ts';
import { countVerdict, rangeText } from '../eventChecks.ts';
import { plainWords } from '../text/saidText.ts';

type Field = keyof ProductsExpectation;
type Order = NonNullable<ProductsExpectation['sortedBy']>;
type Judge<F extends Field> = (
  value: NonNullable<ProductsExpectation[F]>,
  answer: Pick<Answer, 'products' | 'texts'>,
) => Verdict | readonly Verdict[];

const judges: { readonly [F in Field]: Judge<F> } = {
  count: (range, { products }) => countVerdict(range, products.length, t('products')),
  include: (ids, { products }) =>
    ids.map((id) => {
      const isIncluded = products.some(({ productId }) => productId === id);
      return verdict(t('product {0} is recommended', id), isIncluded, () => ({
        message: recommended(products),
        expected: id,
        actual: idsOf(products),
      }));
    }),
  only: (ids, { products }) => {
    const others = products.filter(({ productId }) => !ids.includes(productId ?? ''));
    const title = t('all recommended products are in the list of {0}', String(ids.length));
    return verdict(title, others.length === 0, () => ({
      message: t('Not in the list: {0}.', others.map(nameOf).join(', ')),
      expected: ids.join('\n'),
      actual: idsOf(products),
    }));
  },
  price: ({ min = -Infinity, max = Infinity }, { products }) => {
    const range = rangeText(min, max);
    // A product without a price cannot be within a budget.
    const wrong = products.filter(({ price }) => price === undefined || price < min || price > max);
    return verdict(t('every price is {0}', range), wrong.length === 0, () => ({
      message: t('Unexpected: {0}.', wrong.map(withPrice).join('; ')),
      expected: listed(products, (one) => (wrong.includes(one) ? range : priceOf(one))),
      actual: listed(products, priceOf),
    }));
  },
  currency: (currency, { products }) => {
    if (currency === 'any') return [];
    const codes = products.map((product) => product.currency);
    const isSame = currency === 'same';
    const wanted = isSame ? codes[0] : currency;
    const isMet = codes.every((code) => code !== undefined && code === wanted);
    const title = isSame
      ? t('all products have the same currency')
      : t('every price is in {0}', currency);
    const found = () => [...new Set(codes.map((code) => code ?? t('none')))].join(', ');
    return verdict(title, isMet, () => ({
      message: t('Currencies found: {0}.', found()),
      expected: listed(products, () => wanted ?? t('one currency')),
      actual: listed(products, (one) => one.currency ?? t('none')),
    }));
  },
  facets: (facets, { products }) =>
    Object.entries(facets).map(([facet, wanted]) => {
      const values = listOf(wanted);
      const wrong = products.filter((product) => !hasFacet(product, facet, values));
      const said = either(values.map(quote));
      const title = t('every product has {facet} {values}', { facet, values: said });
      return verdict(title, wrong.length === 0, () => ({
        message: t('Unexpected: {0}.', wrong.map(nameOf).join(', ')),
        expected: listed(products, (one) =>
          wrong.includes(one) ? either(values) : facetText(one, facet),
        ),
        actual: listed(products, (one) => facetText(one, facet)),
      }));
    }),
  sortedBy: (order, { products }) => {
    const sorted = products.toSorted(byField(order));
    const isSorted = sorted.every((product, index) => product === products[index]);
    return verdict(orderTitles[order](), isSorted, () => ({
      message: recommended(products),
      expected: sorted.map(withPrice).join('\n'),
      actual: products.map(withPrice).join('\n'),
    }));
  },
  unique: (isUnique, { products }) => {
    const keys = products.map((one) => one.productId ?? one.title);
    const twice = products.filter((_, index) => keys.indexOf(keys[index]) !== index);
    const title = isUnique
      ? t('there are no duplicate products')
      : t("there's a duplicate product");
    return verdict(title, (twice.length === 0) === isUnique, () => ({
      message: isUnique
        ? t('Duplicates: {0}.', twice.map(nameOf).join(', '))
        : t('There are no duplicates.'),
      expected: [...new Set(products.map(nameOf))].join('\n'),
      actual: products.map(nameOf).join('\n'),
    }));
  },
  titlesInText: (how, { products, texts }) => {
    const said = plainWords(texts);
    const isNamed = ({ title }: Product) => title !== undefined && said.includes(plain(title));
    const missing = products.filter((one) => !isNamed(one));
    const names = missing.map(nameOf).join(', ');
    const why = () => ({
      message:
        names === '' ? t('There are no products to mention.') : t('Not mentioned: {0}.', names),
      expected: products.map(nameOf).join('\n'),
      actual: texts.join('\n'),
    });
    return how === 'all'
      ? verdict(t('the text mentions every product'), missing.length === 0, why)
      : verdict(t('the text mentions at least one product'), missing.length < products.length, why);
  },
};

const orderTitles: Readonly<Record<Order, () => string>> = {
  price: () => t('products are sorted by price'),
  '-price': () => t('products are sorted by price, high to low'),
  title: () => t('products are sorted by title'),
  '-title': () => t('products are sorted by title, Z to A'),
};

/** Judges the recommended products. There must be at least one, unless `count` says otherwise. */
export const checkProducts: Check<'products'> = (value, { answer }) => {
  const fields = Object.keys(value) as Field[];
  if (answer.products.length > 0)
    return [
      ...fields.flatMap((field) => judge(field, value, answer)),
      ...oneCurrency(value, answer),
    ];
  // Required products are missing even if the count allows none.
  if (value.count !== undefined)
    return [...judge('count', value, answer), ...judge('include', value, answer)];
  return [countVerdict({ min: 1 }, 0, t('products'))];
};

/** Amounts in different currencies cannot be compared. Reported only when currencies differ. */
function oneCurrency(
  { price, sortedBy, currency }: ProductsExpectation,
  answer: Answer,
): readonly Verdict[] {
  const isOfAmounts = price !== undefined || sortedBy?.endsWith('price');
  if (!isOfAmounts || currency !== undefined) return [];
  const priced = answer.products.filter(({ price: amount }) => amount !== undefined);
  const codes = new Set(priced.map((product) => product.currency));
  return codes.size > 1 ? judge('currency', { currency: 'same' }, answer) : [];
}

function judge<F extends Field>(
  field: F,
  value: ProductsExpectation,
  answer: Pick<Answer, 'products' | 'texts'>,
): readonly Verdict[] {
  const expected = value[field];
  if (expected === undefined) return [];
  const verdicts = listOf((judges[field] as Judge<F>)(expected, answer));
  return verdicts.map((one) => ({ ...one, field }));
}

function hasFacet(product: Product, name: string, wanted: readonly string[]): boolean {
  const values = facetOf(product, name).map(plain);
  return wanted.some((value) => values.includes(plain(value)));
}

/** The values of a facet; its name matches in any case. */
function facetOf({ facets }: Product, name: string): readonly string[] {
  return Object.entries(facets).find(([one]) => plain(one) === plain(name))?.[1] ?? [];
}

function facetText(product: Product, name: string): string {
  return facetOf(product, name).join(', ') || t('none');
}

function byField(order: Order) {
  const sign = order.startsWith('-') ? -1 : 1;
  // Products without a price come last in either order.
  const last = sign * Infinity;
  return (a: Product, b: Product): number =>
    sign *
    (order.endsWith('price')
      ? (a.price ?? last) - (b.price ?? last) || 0
      : (a.title ?? '').localeCompare(b.title ?? '', 'en'));
}

/** Names the product IDs too, which expectations use. */
function recommended(products: readonly Product[]): string {
  const names = products.map((product) => {
    const name = withPrice(product);
    return product.productId === undefined ? name : `${product.productId} (${name})`;
  });
  return t('The agent recommended: {0}.', quoted(names.join('; ')));
}

/** A line for each product, with a value of it. */
function listed(products: readonly Product[], valueOf: (product: Product) => string): string {
  return products.map((one) => `${nameOf(one)}: ${valueOf(one)}`).join('\n');
}

function idsOf(products: readonly Product[]): string {
  return products.map(({ productId }) => productId ?? t('(no ID)')).join('\n');
}
