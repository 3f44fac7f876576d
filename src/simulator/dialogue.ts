import { fallback } from './answers/social.ts';
import type { Step } from './events.ts';
import { detectLanguage, languages, plainText } from './language.ts';
import type { Random } from './random.ts';
import { rules, search } from './rules.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { pt } from './texts/pt.ts';
import type { Memory, Said } from './turn.ts';
import { hasWishes, readWishes } from './wishes.ts';

const texts = { en, es, pt };

/** What is the same for everything said in one turn. */
export interface Scene {
  readonly memory: Memory;
  readonly random: Random;
  readonly origin: string;
}

/** Sofia's answer to a customer's text. */
export function answerText(text: string, scene: Scene): readonly Step[] {
  const { memory } = scene;
  const plain = plainText(text);
  const matched = rules
    .map((rule) => ({ rule, language: languages.find((known) => rule[known].test(plain)) }))
    .find(({ language }) => language);
  const guess = isFirst(memory) ? matched?.language : undefined;
  memory.language = detectLanguage(text) ?? guess ?? memory.language;
  const said = heard(text, scene);
  const answer = matched?.rule.answer ?? (hasWishes(said.wishes) ? search : fallback);
  const steps = answer(said);
  memory.isGreeted = true;
  return steps;
}

function isFirst(memory: Memory): boolean {
  return memory.turns <= 1;
}

/** The customer's words with what an answer needs. */
export function heard(text: string, { memory, random, origin }: Scene): Said {
  const { language } = memory;
  const plain = plainText(text);
  return {
    text,
    plain,
    wishes: readWishes(text),
    memory,
    language,
    say: texts[language],
    random,
    origin,
  };
}
