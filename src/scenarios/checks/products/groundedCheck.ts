import { eventContents, isEcho } from '../../../shared/eventVisitor.ts';
import { isRecord } from '../../../shared/guards.ts';
import { t } from '../../../shared/l10n.ts';
import { readableText } from '../../../shared/markup/readableText.ts';
import type { Product } from '../../../shared/model.ts';
import type { Answer } from '../../answer.ts';
import { quoted, plain } from '../../file/textPattern.ts';
import { verdict, type Check } from '../check.ts';
import { productPrices } from './productPrices.ts';
import { numbersIn, priceMentions, type PriceMention } from './priceMentions.ts';
import { priceOf, withPrice } from '../../productText.ts';

type Scope = 'turn' | 'conversation';

/**
 * Every price in the agent's texts belongs to a card shown in the turn or so far, and a price next
 * to a title belongs to that product. With the scope `turn`, titles of earlier turns must not be
 * named again. Ignored are amounts that the customer named and those whose words say they are not a
 * product's price: a bound, delivery, a total, a discount (`otherAmounts.ts`).
 */
export const checkGrounded: Check<'grounded'> = (value, { answers, turns, isWhole }) => {
  const scope = value === true ? 'conversation' : value.scope;
  const inputs = turns.map((turn) => turn['inputs']);
  const judged = isWhole ? answers : answers.slice(-1);
  const before = answers.length - judged.length;
  const problems = judged.flatMap((_, index) => {
    const end = before + index + 1;
    return ungrounded(answers.slice(0, end), inputs.slice(0, end), scope);
  });
  const title =
    scope === 'turn'
      ? t('the text mentions only what the same response shows')
      : t('the text mentions only what was shown');
  return [
    verdict(title, problems.length === 0, () => ({
      message: shortList(problems),
      expected: shownIn(answers).map(withPrice).join('\n'),
      actual: judged.flatMap(saidIn).join('\n'),
    })),
  ];
};

/** What the last response's text names and no card shows, a sentence each. */
export function ungrounded(
  answers: readonly Answer[],
  inputs: readonly unknown[],
  scope: Scope,
): readonly string[] {
  const last = answers.at(-1);
  if (!last) return [];
  const inScope = scope === 'turn' ? [last] : answers;
  const shown = shownIn(inScope);
  const pressable = inScope.flatMap(pressableTexts);
  const said = inputs.flatMap(customerWords);
  const evidence: Evidence = {
    shown,
    pressable: pressable.flatMap(priceMentions),
    named: new Set(said.flatMap(numbersIn)),
  };
  const texts = saidIn(last).map((text) => readableText(text).text.normalize('NFC'));
  const prices = texts.flatMap((text) =>
    partsOf(text).flatMap((part) => wrongPrices(part, evidence)),
  );
  const known = new Set([...shown.flatMap(titleOf), ...pressable].map(plain));
  const words = plain(said.join('\n'));
  const earlier = [...new Set(shownIn(answers).flatMap(titleOf))].filter(
    (title) => !known.has(plain(title)) && !words.includes(plain(title)),
  );
  const titles = titlesIn(plain(texts.join('\n')), [...earlier, ...shown.flatMap(titleOf)])
    .filter((title) => earlier.includes(title))
    .map((title) => t('The text mentions "{0}", which this response doesn\'t show.', title));
  return [...new Set([...prices, ...titles])];
}

interface Evidence {
  readonly shown: readonly Product[];
  /** Prices on interactive messages, such as a single-product card. */
  readonly pressable: readonly PriceMention[];
  /** Numbers that the customer named. */
  readonly named: ReadonlySet<number>;
}

function wrongPrices({ text, title }: Part, evidence: Evidence): readonly string[] {
  const mentions = productPrices(text).filter(({ amount }) => !evidence.named.has(amount));
  if (mentions.length === 0) return [];
  const { shown, pressable } = evidence;
  const [only = '', another] = titlesIn(plain(`${title}\n${text}`), shown.flatMap(titleOf));
  const isOwn = ({ title: name }: Product) => name !== undefined && plain(name) === plain(only);
  const own = only !== '' && another === undefined ? shown.filter(isOwn) : [];
  return mentions.flatMap((mention) => {
    const isShown =
      shown.some((one) => isPriceOf(one, mention)) ||
      pressable.some(({ amount }) => amount === mention.amount);
    if (!isShown)
      return [
        t("The text mentions {0}, which isn't the price of any product shown.", mention.text),
      ];
    const priced = own.filter(({ price }) => price !== undefined && price > 0);
    if (priced.length === 0 || priced.some((one) => isPriceOf(one, mention))) return [];
    const said = { price: mention.text, title: only, card: priced.map(priceOf).join(', ') };
    return [t('The text says {price} for "{title}", but its card says {card}.', said)];
  });
}

function isPriceOf({ price, currency }: Product, { amount, currencies }: PriceMention): boolean {
  const code = currency?.trim().toUpperCase();
  return price === amount && (!code || !currencies || currencies.includes(code));
}

interface Part {
  readonly text: string;
  /** The previous part, if this one begins with a price: "Boots, $20". */
  readonly title: string;
}

/** Splits text at commas, sentence ends and line ends, but not at separators within a number. */
function partsOf(text: string): readonly Part[] {
  return text.split('\n').flatMap((line) => {
    const parts = line.split(/(?<=[.!?;,])\s+/);
    return parts.map((part, index) => {
      const [first] = priceMentions(part);
      const isBare = first !== undefined && !/\p{L}/u.test(part.slice(0, first.start));
      return { text: part, title: isBare ? (parts[index - 1] ?? '') : '' };
    });
  });
}

/**
 * Titles of several words that a plain text names; a longer title hides a shorter one within it.
 * One-word titles such as "Boots" are skipped: they are ordinary words.
 */
function titlesIn(text: string, titles: readonly string[]): readonly string[] {
  let rest = text;
  const found: string[] = [];
  const known = [...new Set(titles)].map((title) => ({ title, name: plain(title) }));
  for (const { title, name } of known.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!name.includes(' ') || !rest.includes(name)) continue;
    found.push(title);
    rest = rest.replaceAll(name, '\n');
  }
  return found;
}

function titleOf({ title }: Product): readonly string[] {
  return title?.trim() ? [title] : [];
}

function shownIn(answers: readonly Answer[]): readonly Product[] {
  return answers.flatMap(({ products }) => products);
}

/** Plain messages only: interactive messages count as shown. */
function saidIn({ events }: Answer): readonly string[] {
  const own = events.filter((event) => !isEcho(event));
  return own.flatMap(eventContents).flatMap(({ text }) => text || []);
}

function pressableTexts({ events }: Answer): readonly string[] {
  return events
    .flatMap(eventContents)
    .flatMap(({ header, body, footer, sections = [] }) => [
      ...[header, body, footer],
      ...sections.flatMap(({ rows }) => rows.flatMap((row) => [row.text, row.description])),
    ])
    .filter((text) => text !== undefined);
}

/** What the customer said, typed or pressed. */
function customerWords(input: unknown): readonly string[] {
  if (Array.isArray(input)) return input.flatMap(customerWords);
  if (!isRecord(input)) return [];
  return Object.entries(input).flatMap(([key, value]) => {
    if (typeof value !== 'string') return customerWords(value);
    return /^(?:text|title|description|caption)$/.test(key) ? [value] : [];
  });
}

/** Readers skip longer lists. */
const maxProblems = 5;

function shortList(problems: readonly string[]): string {
  const shown = problems.slice(0, maxProblems).map(quoted).join(' ');
  const rest = problems.length - maxProblems;
  return rest > 0 ? `${shown} ${t('And {0} more.', String(rest))}` : shown;
}
