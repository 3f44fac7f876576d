import { foldText } from '../foldText.ts';
import type { Finder, FindingReason } from '../foundDetail.ts';

/** Small words within a name that people leave out, as in João da Conceição. */
const particle = String.raw`(?:d[aeo]s?|del?|las?|los|y|e|v[ao]n)`;
const gap = String.raw`[\s+_.,-]{1,3}(?:${particle}[\s+_.,-]{1,3}){0,2}`;
const isParticle = new RegExp(`^${particle}$`, 'i');
const maxOrders = 6;
const minGluedLength = 8;

/** Finds a person's name, with its words in any order, with or without accents. */
export function nameFinder(name: string): Finder {
  const all = wordsOf(name, /[\s,-]/);
  const [first = '', ...others] = all;
  const full = [first, ...others.filter((word) => !isParticle.test(word))];
  const words = full.length > 1 ? full : all;
  const orders = ordersOf(words).map((order) => order.map(escaped));
  // User names have no gaps. A short one might be an ordinary word.
  const isLong = words.length > 1 && words.join('').length >= minGluedLength;
  const glued = isLong ? [...orders, all.map(escaped)].map((order) => order.join('')) : [];
  return patternFinder('name', [...new Set([...orders.map((order) => order.join(gap)), ...glued])]);
}

/** Finds the customer ID as it is, and as other spellings of the same phone number. */
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

/** The words in each rotation and in reverse; at most `maxOrders`. */
function ordersOf(words: readonly string[]): readonly (readonly string[])[] {
  const turned = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)]);
  return [...turned, words.toReversed()].slice(0, maxOrders);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
