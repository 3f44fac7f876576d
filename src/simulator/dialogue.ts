import { find } from './answers/find.ts';
import { describe } from './answers/products.ts';
import { runCommand } from './answers/runCommand.ts';
import { fallback } from './answers/social.ts';
import type { Step } from './responseEvents.ts';
import { buyingRules } from './rules/buyingRules.ts';
import { handoverRules } from './rules/handoverRules.ts';
import type { Rule } from './rules/rule.ts';
import { shopRules } from './rules/shopRules.ts';
import { talkRules } from './rules/talkRules.ts';
import { texts } from './texts/texts.ts';
import type { Said, Scene } from './turn.ts';
import { detectLanguage, type Language, languages, plainWords } from './words/language.ts';
import { byName } from './words/pointedAt.ts';
import { hasWishes, readWishes } from './words/wishes.ts';

/**
 * Only this many characters are read: matching the patterns against a megabyte would block the
 * server.
 */
const maxReadLength = 2000;

/** Sofia's response to a customer's text. */
export function answerText(wholeText: string, scene: Scene): Iterable<Step> {
  const text = wholeText.slice(0, maxReadLength);
  const { memory } = scene;
  if (text.trim().startsWith('/')) return runCommand(heard(text, scene));
  const [rule, language] = matchRule(plainWords(text)) ?? [];
  // A first word such as "hola" or "mochila" may be in a rule but in none of the language's
  // markers.
  const guess = memory.turns <= 1 ? language : undefined;
  memory.language = detectLanguage(text) ?? guess ?? memory.language;
  const steps = answerSaid(heard(text, scene), rule);
  memory.isGreeted = true;
  return steps;
}

function answerSaid(said: Said, rule: Rule | undefined): Iterable<Step> {
  if (rule) return rule.answer(said);
  const [named, another] = byName(said.plain);
  if (named && !another) return describe(said, named);
  return hasWishes(said.wishes) ? find(said) : fallback(said);
}

/** The first rule whose pattern matches in any language, and that language. */
export function matchRule(plain: string): readonly [Rule, Language] | undefined {
  for (const [, rule] of rules) {
    const language = languages.find((known) => rule[known].test(plain));
    if (language) return [rule, language];
  }
  return undefined;
}

/** The customer's words, with everything that a response needs. */
export function heard(text: string, scene: Scene): Said {
  const { language } = scene.memory;
  const say = texts[language];
  return { ...scene, text, plain: plainWords(text), wishes: readWishes(text), language, say };
}

/**
 * Everything Sofia reacts to; the first rule that matches wins. To teach her something, add a row
 * to one of the tables. A text that matches no row is a search when it names a product, price,
 * colour or size; otherwise it is out of scope.
 */
export const rules: readonly (readonly [name: string, rule: Rule])[] = [
  handoverRules,
  shopRules,
  buyingRules,
  talkRules,
].flatMap((table) => Object.entries(table));
