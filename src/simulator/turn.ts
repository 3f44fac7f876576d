import type { ShopProduct } from './shop/catalogue.ts';
import type { Step } from './responseEvents.ts';
import type { Language } from './words/language.ts';
import type { Random } from './random.ts';
import type { SortOrder } from './shop/search.ts';
import type { Store } from './shop/stores.ts';
import type { Texts } from './texts/en.ts';
import type { Wishes } from './words/wishes.ts';

/** What Sofia remembers of one session; responses change it. */
export class Memory {
  language: Language = 'en';
  wishes: Wishes = {};
  order: SortOrder = 'best';
  /** Products of the last recommendation, which "the first one" refers to. */
  shown: readonly ShopProduct[] = [];
  /** The product mentioned last, which "it" refers to. */
  focus: ShopProduct | undefined;
  /** The product for which Sofia asked about gift wrap. */
  pending: ShopProduct | undefined;
  /** How many of the found products have been shown, for "show me more". */
  offset = 0;
  cart: ShopProduct[] = [];
  store: Store | undefined;
  /** The customer has been welcomed, by Sofia or by the caller's own greeting. */
  isGreeted = false;
  turns = 0;
}

/** What all responses of one turn share. */
export interface Scene {
  readonly memory: Memory;
  readonly random: Random;
  /** Origin of the simulator, for links and images. */
  readonly origin: string;
}

/** One thing the customer said, with everything that a response may need. */
export interface Said extends Scene {
  readonly text: string;
  /** Lower case, no accents. */
  readonly plain: string;
  readonly wishes: Wishes;
  readonly language: Language;
  readonly say: Texts;
}

/** Responds with lines, in order. */
export type Responder = (said: Said) => Iterable<Step>;
