import { buyingRules } from './buyingRules.ts';
import { handoverRules } from './handoverRules.ts';
import type { Rule } from './rule.ts';
import { shopRules } from './shopRules.ts';
import { talkRules } from './talkRules.ts';

/**
 * Everything Sofia reacts to; the first rule that matches wins. To teach her something, add a row
 * to one of the tables. Whatever no row takes is a search when it names a product, price, colour
 * or size, else out of scope.
 */
export const rules: readonly Rule[] = [
  ...handoverRules,
  ...shopRules,
  ...buyingRules,
  ...talkRules,
];
