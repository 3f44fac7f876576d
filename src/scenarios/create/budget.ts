const limits = [
  'under',
  'below',
  'less than',
  'cheaper than',
  'up to',
  'at most',
  'max(?:imum)?',
  'budget (?:of|is)',
  'hasta',
  'menos de',
  'por debajo de',
  'máximo',
  'presupuesto (?:de|es)',
  'até',
  'abaixo de',
  'orçamento (?:de|é)',
].join('|');
const currency = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}\b|de\b)`;
const budget = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${limits})\.?\s*(?:${currency}\s*){0,2}(\d[\d.,]*)`,
  'iu',
);

/** The most that the customer wants to pay, as far as a text says it in so many words. */
export function budgetIn(text: string): number | undefined {
  const [, digits] = budget.exec(text) ?? [];
  return digits === undefined ? undefined : amountOf(digits.replace(/(?<![.,])[.,]+$/, ''));
}

/** The last point or comma divides, unless three digits follow it, or it stands there before. */
function amountOf(digits: string): number {
  const [, whole = digits, mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(digits) ?? [];
  const isDecimal = mark !== '' && rest.length !== 3 && !whole.includes(mark);
  const integer = (isDecimal ? whole : digits).replace(/[.,]/g, '');
  return Number(isDecimal ? `${integer}.${rest}` : integer);
}
