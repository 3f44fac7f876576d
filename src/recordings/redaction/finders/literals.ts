import { foldText } from '../foldText.ts';
import type { Finder, FindingReason } from '../foundDetail.ts';

/** Between the words of a name, with the small words that people leave out: João da Conceição. */
const particle = String.raw`(?:d[aeo]s?|del?|las?|los|y|e|v[ao]n)`;
const gap = String.raw`[\s+_.,-]{1,3}(?:${particle}[\s+_.,-]{1,3}){0,2}`;
const isParticle = new RegExp(`^${particle}$`, 'i');
const maxOrders = 6;
const minGluedLength = 8;

/** Finds the names of people, in any order of their words, with or without accents. */
export function nameFinder(name: string): Finder {
  const all = wordsOf(name, /[\s,-]/);
  const [first = '', ...others] = all;
  const full = [first, ...others.filter((word) => !isParticle.test(word))];
  const words = full.length > 1 ? full : all;
  const orders = ordersOf(words).map((order) => order.map(escaped));
  // A user's name has no gaps; a shorter one may be another word.
  const isLong = words.length > 1 && words.join('').length >= minGluedLength;
  const glued = isLong ? [...orders, all.map(escaped)].map((order) => order.join('')) : [];
  return patternFinder('name', [...new Set([...orders.map((order) => order.join(gap)), ...glued])]);
}

/** Finds the customer's id as it is, and as another spelling of the same phone number. */
export function customerFinder(customer: string): Finder {
  const digits = customer.replace(/\D/g, '');
  const isPhone = /^[+\d ().-]{8,}$/.test(customer.trim()) && digits.length >= 8;
  const literal = wordsOf(customer)
    .map(escaped)
    .join(String.raw`(?:\s+|\+)`);
  const finder = patternFinder('customer', [literal]);
  if (!isPhone) return finder;
  const spelled = new RegExp(
    String.raw`(?<!\p{N})\+?\(?${[...digits].join(String.raw`[ ().-]{0,3}`)}(?!\p{N})`,
    'gu',
  );
  return function* (searched) {
    yield* finder(searched);
    yield* matches(searched.text, spelled, 'customer');
  };
}

function patternFinder(reason: FindingReason, alternatives: readonly string[]): Finder {
  const isNothing = alternatives.every((one) => one === '');
  const whole = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${alternatives.join('|')})(?![\p{L}\p{N}])`,
    'giu',
  );
  return (searched) => (isNothing ? [] : matches(searched.text, whole, reason));
}

function* matches(text: string, pattern: RegExp, reason: FindingReason) {
  for (const { 0: found, index } of text.matchAll(pattern))
    yield { start: index, end: index + found.length, reason, isSure: true };
}

function wordsOf(text: string, gaps = /[\s,]/): readonly string[] {
  return foldText(text.trim())
    .text.split(gaps)
    .filter((word) => word !== '');
}

/** The words as they are, turned around, and with each of the last ones put first. */
function ordersOf(words: readonly string[]): readonly (readonly string[])[] {
  const turned = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)]);
  return [...turned, words.toReversed()].slice(0, maxOrders);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
