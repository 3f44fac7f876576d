import type { ShopProduct } from '../shop/catalogue.ts';
import { suggestions, textMessage, type Step } from '../responseEvents.ts';
import { productPrice, recommendation } from '../productEvents.ts';
import { theOneMeant } from '../words/pointedAt.ts';
import { searchProducts } from '../shop/search.ts';
import type { Responder, Said } from '../turn.ts';
import { wishText } from '../words/wishText.ts';
import type { PriceBounds, Wishes } from '../words/wishes.ts';
import { colourWords } from '../words/words.ts';

const pageSize = 4;
const superlative =
  /\bcheapest\b|\blowest price|\b(el|la|los|las|o|a|os|as|lo) ma?is? (barat|economic)|\bbaratas?\b|\bcheap\b/;

/** A search: new wishes are added to the earlier ones; a new category starts over. */
export const find = (said: Said): readonly Step[] => {
  const { memory, wishes, plain } = said;
  memory.wishes = wishes.categories ? wishes : mergeWishes(memory.wishes, wishes);
  if (superlative.test(plain)) memory.order = 'cheapest';
  else if (memory.order === 'dearest' || wishes.categories) memory.order = 'best';
  return showFound(said);
};

/** The best rated products that meet the wishes so far. */
export const findBest: Responder = (said) => {
  said.memory.order = 'best';
  return find(said);
};

/**
 * Products below the cheapest one shown if at least two remain, or else below the average price; if
 * there are none, the cheapest of the same search.
 */
export const findCheaper: Responder = (said) => {
  const { memory } = said;
  const shown = pricesShown(memory.shown);
  memory.order = 'cheapest';
  for (const [below, least] of [
    [Math.min(...shown), 2],
    [Math.floor(average(shown)), 1],
  ] as const) {
    const narrowed = mergeWishes(memory.wishes, { price: { below } });
    if (shown.length > 0 && searchProducts(narrowed).length >= least) {
      memory.wishes = narrowed;
      return showFound(said);
    }
  }
  return [textMessage(said.say.cheaperNone), ...showFound(said)];
};

/** Products above the dearest one shown, without the earlier price limits. */
export const findDearer: Responder = (said) => {
  const { memory } = said;
  const shown = pricesShown(memory.shown);
  const { price: _, ...others } = memory.wishes;
  const raised: Wishes = { ...others, price: { above: Math.max(0, ...shown) } };
  if (shown.length === 0 || searchProducts(raised).length === 0) {
    return [textMessage(said.say.dearerNone), chips(said)];
  }
  memory.wishes = raised;
  memory.order = 'dearest';
  return showFound(said);
};

/** The next page of the same search. */
export const findMore: Responder = (said) => {
  const { memory, say } = said;
  const found = searchProducts(memory.wishes, memory.order);
  const page = found.slice(memory.offset, memory.offset + pageSize);
  if (page.length === 0) return [textMessage(say.noMore), chips(said)];
  return showPage(said, page, memory.offset);
};

function showFound(said: Said): readonly Step[] {
  const { memory, language, say } = said;
  const found = searchProducts(memory.wishes, memory.order);
  if (found.length > 0) return showPage(said, found.slice(0, pageSize), 0);
  const what = wishText(memory.wishes, language);
  const relaxed = relax(memory.wishes);
  if (!relaxed) {
    return [textMessage(say.nothing(what)), suggestions(...say.chips.start)];
  }
  memory.wishes = relaxed;
  const closest = searchProducts(relaxed, memory.order).slice(0, pageSize);
  const intro = `${say.nothing(what)} ${say.closest(wishText(relaxed, language))}`;
  return showPage(said, closest, 0, intro);
}

/** Drops one wish, or else all of them, but never the price or the category. */
function relax(wishes: Wishes): Wishes | undefined {
  const { size, feature, brand, colour, ...core } = wishes;
  const optional = { size, feature, brand, colour };
  const without = Object.keys(optional).map((given) =>
    Object.fromEntries(Object.entries(wishes).filter(([name]) => name !== given)),
  );
  return [...without, core].find((choice) => searchProducts(choice).length > 0);
}

function showPage(
  said: Said,
  page: readonly ShopProduct[],
  offset: number,
  intro?: string,
): readonly Step[] {
  const { memory, say, language } = said;
  memory.shown = page;
  memory.focus = undefined;
  memory.offset = offset + page.length;
  const text = intro ?? say.found(page.length, wishText(memory.wishes, language));
  const best = page.reduce((a, b) => (b.rating > a.rating ? b : a), page[0] as ShopProduct);
  const cheapest = page.reduce((a, b) => (b.price < a.price ? b : a), best);
  const comment =
    memory.order === 'cheapest'
      ? say.cheapestPick(cheapest.title, productPrice(said, cheapest))
      : say.bestPick(best.title, best.rating);
  return [
    textMessage(text),
    recommendation(said, page),
    ...(page.length > 1 ? [textMessage(comment)] : []),
    chips(said),
  ];
}

function chips({ memory, say, language }: Said): Step {
  const { shown, wishes } = memory;
  if (shown.length === 0) return suggestions(...say.chips.start);
  const colours = wishes.colour ? [] : shown.flatMap((product) => product.colours);
  const colour = colours.find((id) => id !== 'black');
  return suggestions(
    say.chips.cheaper,
    ...(colour ? [say.chips.inColour(colourWords[colour][language])] : []),
    shown.length > 1 ? say.chips.compare : say.chips.first,
    say.chips.inStore,
  );
}

/** The later wish wins; price limits are merged separately for each side. */
function mergeWishes(earlier: Wishes, later: Wishes): Wishes {
  const price = mergeBounds(earlier.price, later.price);
  return { ...earlier, ...later, ...(Object.keys(price).length > 0 && { price }) };
}

function mergeBounds(earlier: PriceBounds = {}, later: PriceBounds = {}): PriceBounds {
  const { above, atLeast, ...upper } = earlier;
  const { below, atMost, ...lower } = earlier;
  const hasUpper = 'below' in later || 'atMost' in later;
  const hasLower = 'above' in later || 'atLeast' in later;
  return { ...(!hasUpper && upper), ...(!hasLower && lower), ...later };
}

/** Starts over with these wishes, as a choice from the list of categories does. */
export function findAnew(said: Said, wishes: Wishes): readonly Step[] {
  said.memory.wishes = wishes;
  said.memory.order = 'best';
  return showFound(said);
}

/** More products like the one that is meant. */
export const findLike: Responder = (said) => findSimilar(said, theOneMeant(said));

/**
 * Products of the same category, or else by the wishes in an image's caption, or the best sellers.
 */
export function findSimilar(said: Said, product?: ShopProduct): readonly Step[] {
  return findAnew(said, product ? { categories: [product.category] } : said.wishes);
}

function pricesShown(products: readonly ShopProduct[]): readonly number[] {
  return products.map(({ price }) => price).filter((price) => price > 0);
}

function average(prices: readonly number[]): number {
  return prices.reduce((sum, price) => sum + price, 0) / Math.max(1, prices.length);
}
