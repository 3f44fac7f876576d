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
type Judge<F extends Field> = (
  value: NonNullable<ProductsExpectation[F]>,
  answer: Pick<Answer, 'products' | 'texts'>,
) => Verdict | readonly Verdict[];

const judges: { readonly [F in Field]: Judge<F> } = {
  count: (range, { products }) => countVerdict(range, products.length, t('products'), 'count'),
  include: (ids, { products }) =>
    ids.map((id) =>
      verdict(
        t('product {0} is recommended', id),
        products.some(({ productId }) => productId === id),
        () => ({ message: recommended(products), expected: id, actual: idsOf(products) }),
        'include',
      ),
    ),
  only: (ids, { products }) => {
    const others = products.filter(({ productId }) => !ids.includes(productId ?? ''));
    return verdict(
      t('only products of the list of {0} are recommended', String(ids.length)),
      others.length === 0,
      () => ({
        message: t('Not in the list: {0}.', others.map(nameOf).join(', ')),
        expected: ids.join('\n'),
        actual: idsOf(products),
      }),
      'only',
    );
  },
  price: ({ min = -Infinity, max = Infinity }, { products }) => {
    const range = rangeText(min, max);
    // A product without a price cannot be within a budget.
    const wrong = products.filter(({ price }) => price === undefined || price < min || price > max);
    return verdict(
      t('every price is {0}', range),
      wrong.length === 0,
      () => ({
        message: t('Not so: {0}.', wrong.map(withPrice).join('; ')),
        expected: products
          .map((one) => `${nameOf(one)}: ${wrong.includes(one) ? range : priceOf(one)}`)
          .join('\n'),
        actual: products.map((one) => `${nameOf(one)}: ${priceOf(one)}`).join('\n'),
      }),
      'price',
    );
  },
  currency: (currency, { products }) => {
    if (currency === 'any') return [];
    const codes = products.map((product) => product.currency);
    const [first] = codes;
    const wanted = currency === 'same' ? first : currency;
    return verdict(
      currency === 'same'
        ? t('all products have the same currency')
        : t('every price is in {0}', currency),
      codes.every((code) => code !== undefined && code === wanted),
      () => ({
        message: t(
          'There are: {0}.',
          [...new Set(codes.map((code) => code ?? t('none')))].join(', '),
        ),
        expected: products
          .map((one) => `${nameOf(one)}: ${wanted ?? t('one currency')}`)
          .join('\n'),
        actual: products.map((one) => `${nameOf(one)}: ${one.currency ?? t('none')}`).join('\n'),
      }),
      'currency',
    );
  },
  facets: (facets, { products }) =>
    Object.entries(facets).map(([name, wanted]) => {
      const values = listOf(wanted);
      const wrong = products.filter((product) => !hasFacet(product, name, values));
      return verdict(
        t('every product has {facet} {values}', { facet: name, values: either(values.map(quote)) }),
        wrong.length === 0,
        () => ({
          message: t('Not so: {0}.', wrong.map(nameOf).join(', ')),
          expected: products
            .map(
              (one) =>
                `${nameOf(one)}: ${wrong.includes(one) ? either(values) : facetText(one, name)}`,
            )
            .join('\n'),
          actual: products.map((one) => `${nameOf(one)}: ${facetText(one, name)}`).join('\n'),
        }),
        'facets',
      );
    }),
  sortedBy: (order, { products }) => {
    const sorted = products.toSorted(byField(order));
    return verdict(
      orderTitle(order),
      sorted.every((product, index) => product === products[index]),
      () => ({
        message: recommended(products),
        expected: sorted.map(withPrice).join('\n'),
        actual: products.map(withPrice).join('\n'),
      }),
      'sortedBy',
    );
  },
  unique: (isUnique, { products }) => {
    const keys = products.map((one) => one.productId ?? one.title);
    const twice = products.filter((_, index) => keys.indexOf(keys[index]) !== index);
    return verdict(
      isUnique ? t('no product is there twice') : t('a product is there twice'),
      (twice.length === 0) === isUnique,
      () => ({
        message: isUnique
          ? t('There twice: {0}.', twice.map(nameOf).join(', '))
          : t('Each is there only once.'),
        actual: products.map(nameOf).join('\n'),
        expected: [...new Set(products.map(nameOf))].join('\n'),
      }),
      'unique',
    );
  },
  titlesInText: (how, { products, texts }) => {
    const said = plainWords(texts);
    const missing = products.filter(
      ({ title }) => title === undefined || !said.includes(plain(title)),
    );
    const names = missing.map(nameOf).join(', ');
    return verdict(
      how === 'all' ? t('the text names every product') : t('the text names one of the products'),
      how === 'all' ? missing.length === 0 : missing.length < products.length,
      () => ({
        message:
          names === '' ? t('Not named: there are no products.') : t('Not named: {0}.', names),
        expected: products.map(nameOf).join('\n'),
        actual: texts.join('\n'),
      }),
      'titlesInText',
    );
  },
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
  return listOf((judges[field] as Judge<F>)(expected, answer));
}

function hasFacet(product: Product, name: string, wanted: readonly string[]): boolean {
  const values = facetOf(product, name).map(plain);
  return wanted.some((value) => values.includes(plain(value)));
}

/** The values of a facet; its name matches in any case. */
function facetOf({ facets }: Product, name: string): readonly string[] {
  const key = Object.keys(facets).find((one) => plain(one) === plain(name));
  return key === undefined ? [] : (facets[key] ?? []);
}

function facetText(product: Product, name: string): string {
  return facetOf(product, name).join(', ') || t('none');
}

function orderTitle(order: NonNullable<ProductsExpectation['sortedBy']>): string {
  switch (order) {
    case 'price':
      return t('products are sorted by price');
    case '-price':
      return t('products are sorted by price, high to low');
    case 'title':
      return t('products are sorted by title');
    case '-title':
      return t('products are sorted by title, high to low');
  }
}

function byField(order: NonNullable<ProductsExpectation['sortedBy']>) {
  const sign = order.startsWith('-') ? -1 : 1;
  // Products without a price come last in either order.
  const last = sign * Infinity;
  return (a: Product, b: Product): number =>
    sign *
    (order.endsWith('price')
      ? (a.price ?? last) - (b.price ?? last) || 0
      : (a.title ?? '').localeCompare(b.title ?? '', 'en'));
}

function recommended(products: readonly Product[]): string {
  return t('The agent recommends: {0}.', quoted(products.map(named).join('; ')));
}

/** With the product ID, which expectations use. */
function named(product: Product): string {
  const { productId } = product;
  const name = withPrice(product);
  return productId === undefined ? name : `${productId} (${name})`;
}

function idsOf(products: readonly Product[]): string {
  return products.map(({ productId }) => productId ?? t('(no id)')).join('\n');
}
