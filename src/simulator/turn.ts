import type { ShopProduct } from './shop/catalogue.ts';
import type { Step } from './responseEvents.ts';
import type { Language } from './words/language.ts';
import type { Random } from './random.ts';
import type { SortOrder } from './shop/search.ts';
import type { Store } from './shop/stores.ts';
import type { Texts } from './texts/en.ts';
import type { Wishes } from './words/wishes.ts';

/** What Sofia remembers of one session; answers change it. */
export interface Memory {
  language: Language;
  wishes: Wishes;
  order: SortOrder;
  /** Products of the last recommendation: what "the first one" means. */
  shown: readonly ShopProduct[];
  /** The product spoken of last: what "it" means. */
  focus: ShopProduct | undefined;
  /** The product whose gift wrap was asked about. */
  pending: ShopProduct | undefined;
  /** How many of the found products were shown so far, for "show me more". */
  offset: number;
  cart: { readonly product: ShopProduct; readonly isWrapped: boolean }[];
  store: Store | undefined;
  /** The customer was welcomed, by Sofia or by the caller's own greeting. */
  isGreeted: boolean;
  turns: number;
}

export function newMemory(): Memory {
  return {
    language: 'en',
    wishes: {},
    order: 'best',
    shown: [],
    focus: undefined,
    pending: undefined,
    offset: 0,
    cart: [],
    store: undefined,
    isGreeted: false,
    turns: 0,
  };
}

/** One thing the customer said, with everything an answer may need. */
export interface Said {
  readonly text: string;
  /** Lower case, no accents. */
  readonly plain: string;
  readonly wishes: Wishes;
  readonly memory: Memory;
  readonly language: Language;
  readonly say: Texts;
  readonly random: Random;
  /** Origin of the simulator, for links and images. */
  readonly origin: string;
}

/** An answer is the lines that follow, in order. */
export type Responder = (said: Said) => Iterable<Step>;
