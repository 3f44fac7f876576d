import { priceMentions, type PriceMention } from './priceMentions.ts';

/**
 * Words that mark an amount as not a product's price, in English, Spanish and Portuguese, as parts
 * of regular expressions. They match lower-case text.
 */

/** Directly before an amount: a bound or a budget. */
const bounds = [
  ...['under', 'below', 'over', 'above', 'from', 'at least', 'at most', 'up to', 'less than'],
  ...['more than', 'within', 'between', 'starting at', 'cheaper than', 'budget of', 'menos de'],
  ...['más de', 'hasta', 'desde', 'a partir de', 'por debajo de', 'por encima de', 'entre'],
  ...['mínimo de', 'máximo de', 'superior a', 'superiores a', 'inferior a', 'inferiores a'],
  ...['presupuesto de', 'até', 'mais de', 'abaixo de', 'acima de', 'orçamento de', 'a partir dos'],
];

/** Directly after an amount. */
const openEnds = [
  ...['or less', 'or more', 'and up', 'and over', 'o menos', 'o más', 'ou menos', 'ou mais'],
];

/** In the same part of a sentence: extra charges, totals and installments. */
const matters = [
  ...['deliver(?:y|ed|s)?', 'shipping', 'ships?', 'express[ao]?', '(?:sub)?total', 'in all'],
  ...['altogether', 'discounts?', 'off', 'sav(?:e|es|ed|ing|ings)', 'coupons?', 'vouchers?'],
  ...['tax(?:es)?', 'fees?', 'installments?', 'instalments?', 'per month', 'a month', 'deposit'],
  ...['refund', 'gift cards?', 'credit', 'budget', 'envíos?', 'entrega', 'exprés', 'descuentos?'],
  ...['ahorr\\p{L}+', 'cupón', 'impuestos?', 'cuotas?', 'al mes', 'mensual(?:es)?', 'reembolso'],
  ...['tarjetas? de regalo', 'saldo', 'presupuesto', 'en todo', 'frete', 'envio', 'descontos?'],
  ...['economi\\p{L}+', 'cupom', 'impostos?', 'taxas?', 'parcelas?', 'vezes', 'por mês'],
  ...['cart(?:ão|ões)-presente', 'crédito', 'orçamento', 'ao todo'],
];

const before = new RegExp(String.raw`(?:(?<!\p{L})(?:${bounds.join('|')})|\d ?x(?: de)?)\s*$`, 'u');
const behind = new RegExp(String.raw`^\s*(?:${openEnds.join('|')})(?!\p{L})`, 'u');
const about = new RegExp(String.raw`(?<!\p{L})(?:${matters.join('|')})(?!\p{L})`, 'u');

/** The second of two bounds: "between $60 and ". */
const second =
  /(?<!\p{L})(?:between|from|entre|desde|de) [^.;]{1,16} (?:and|to|y|a|e|até|hasta)\s*$/u;

/** Length of the longest words looked for next to an amount, plus some room. */
const nearby = 40;

/** The amounts in a part of a sentence that are product prices, judging by its words. */
export function productPrices(part: string): readonly PriceMention[] {
  const mentions = priceMentions(part);
  if (mentions.length === 0 || about.test(part.toLowerCase())) return [];
  return mentions.filter(({ start, end }) => {
    const ahead = part.slice(Math.max(0, start - nearby), start).toLowerCase();
    const rest = part.slice(end, end + nearby).toLowerCase();
    return !before.test(ahead) && !second.test(ahead) && !behind.test(rest);
  });
}
