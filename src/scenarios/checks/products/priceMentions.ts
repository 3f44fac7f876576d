/** An amount of money in a text. */
export interface PriceMention {
  /** As written: "1.299,00 €". */
  readonly text: string;
  readonly amount: number;
  /** ISO 4217 codes that its sign can mean; undefined if it can be any. */
  readonly currencies: readonly string[] | undefined;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const pesos = ['MXN', 'COP', 'ARS', 'CLP', 'UYU', 'DOP', 'PHP'];
const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD'];

/** Deliberately few codes: ALL, TRY, TOP and CUP are both currencies and words. */
const codes = [...pesos, ...dollars, 'EUR', 'BRL', 'PEN', 'GBP', 'CHF', 'JPY', 'BOB', 'CRC', 'GTQ'];

/**
 * Signs and words in English, Spanish and Portuguese, lower case, with the currencies that they can
 * mean. `$` can be many.
 */
const signs: readonly (readonly [names: readonly string[], currencies: readonly string[]])[] = [
  ...codes.map((code) => [[code.toLowerCase()], [code]] as const),
  [['us$', 'u$s'], ['USD']],
  [['mx$'], ['MXN']],
  [['r$', 'real', 'reais'], ['BRL']],
  [['s/', 's/.', 'soles'], ['PEN']],
  [['€', 'euro', 'euros'], ['EUR']],
  [['£'], ['GBP']],
  [['peso', 'pesos'], pesos],
  [['dollar', 'dollars', 'dólar', 'dólares'], dollars],
];
const currenciesOf = new Map(
  signs.flatMap(([names, currencies]) => names.map((name) => [name, currencies])),
);

const sign = String.raw`[A-Z]{0,3}\$[Ss]?|S/\.?|\p{Sc}|(?:${codes.join('|')})(?![\p{L}\d])(?: ?\$)?`;
const unit = String.raw`\p{Sc}|(?:${codes.join('|')}|[Pp]esos?|[Ee]uros?|[Dd][oó]l(?:lars?|ar(?:es)?)|[Rr]ea(?:l|is)|[Ss]oles)(?![\p{L}\d])`;
const space = String.raw`[ \u00a0\u202f]?`;
/** A plain space between digits may separate two numbers, so such text is not an amount. */
const amount = String.raw`(?:\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?![.,]?\d| \d{3}(?!\d))`;
const thousand = String.raw`(?:${space}(k|K|mil)(?![\p{L}\d]))?`;

const mention = new RegExp(
  String.raw`(?<![\p{L}\d])(${sign})${space}(${amount})${thousand}|(?<![\p{L}$][.,]?|\d[.,'’\u00a0\u202f ]?)(${amount})${thousand}${space}(?:de )?(${unit})`,
  'gu',
);
const anyNumber = new RegExp(String.raw`(?<!\d[.,'’\u00a0\u202f]?)${amount}`, 'gu');

/**
 * The amounts of money in a text: a number with a currency sign, code or word before or after it,
 * as written in English, Spanish and Portuguese: $1,299.00, 1.299,00 €, R$ 89,90, MXN 1,299, 1299
 * pesos, R$ 2 mil. A bare number or a percentage does not count.
 */
export function priceMentions(text: string): readonly PriceMention[] {
  return [...text.matchAll(mention)].map((match) => {
    const [written, before, first, many, second, manyToo, behind] = match;
    const number = numberOf(first ?? second ?? '');
    const name = (before ?? behind ?? '').toLowerCase().replace(/(?<=[a-z]{3}) ?\$$/, '');
    return {
      text: written,
      amount: (many ?? manyToo) === undefined ? number : number * 1000,
      currencies: currenciesOf.get(name),
      start: match.index,
      end: match.index + written.length,
    };
  });
}

/** Every number in a text, whatever it counts. */
export function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(anyNumber)].map(([number]) => numberOf(number));
}

/** Three digits after the last separator are thousands; one or two are a fraction. */
function numberOf(text: string): number {
  const [, whole = text, part = '0'] = /^(.*)[.,](\d{1,2})$/.exec(text) ?? [];
  return Number(`${whole.replace(/\D/g, '')}.${part}`);
}
