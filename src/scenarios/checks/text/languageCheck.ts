import { detectAll } from 'tinyld/light';
import { formatLocale, t } from '../../../shared/l10n.ts';
import { verdict, type Check } from '../check.ts';
import { Unjudgeable } from '../../judgement/unjudgeable.ts';
import { withoutTitles } from './languageWords.ts';

/** Guesses with at least this share of the best accuracy count: short texts are ambiguous. */
const nearlyBest = 0.7;

/** The language of the agent's texts. */
export const checkLanguage: Check<'language'> = (language, { answer }) => {
  const said = answer.texts.join('\n');
  const words = withoutTitles(said, answer.products);
  const [best] = detectAll(words);
  if (!best) throw new Unjudgeable(t('The response has too few words to identify the language.'));
  const isMet = isLanguageOf(language, words) ?? false;
  return [
    verdict(t('language is {0}', languageName(language)), isMet, () => ({
      message: t('The text looks like {0}.', languageName(best.lang)),
      expected: languageName(language),
      actual: `${languageName(best.lang)}: ${said}`,
    })),
  ];
};

/** Whether a text may be in a language; undefined if it has too few words to tell. */
export function isLanguageOf(language: string, text: string): boolean | undefined {
  const guesses = detectAll(text);
  const [best] = guesses;
  if (!best) return undefined;
  const guess = guesses.find(({ lang }) => lang === language);
  return guess !== undefined && guess.accuracy >= best.accuracy * nearlyBest;
}

/** The language's name in the user's language. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(formatLocale(), { type: 'language' }).of(code) ?? code;
}
