import { detectAll } from 'tinyld/light';
import { formatLocale, t } from '../../../shared/l10n.ts';
import type { Answer } from '../../answer.ts';
import { verdict, type Check } from '../check.ts';
import { Unjudgeable } from '../../judgement/unjudgeable.ts';

/** Guesses with at least this share of the best accuracy count: short texts are ambiguous. */
const nearlyBest = 0.7;

/** The language of the agent's texts. */
export const checkLanguage: Check<'language'> = (language, { answer }) => {
  const said = answer.texts.join('\n');
  const guesses = detectAll(withoutTitles(said, answer));
  const [best] = guesses;
  if (!best) throw new Unjudgeable(t('The response has too few words to identify the language.'));
  const guess = guesses.find(({ lang }) => lang === language);
  const isMet = guess !== undefined && guess.accuracy >= best.accuracy * nearlyBest;
  return [
    verdict(t('language is {0}', languageName(language)), isMet, () => ({
      message: t('The text looks like {0}.', languageName(best.lang)),
      expected: languageName(language),
      actual: `${languageName(best.lang)}: ${said}`,
    })),
  ];
};

/** Product titles are often in another language than the text about them. */
function withoutTitles(said: string, { products }: Answer): string {
  return products.reduce((text, { title }) => (title ? text.replaceAll(title, ' ') : text), said);
}

/** The language's name in the user's language. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(formatLocale(), { type: 'language' }).of(code) ?? code;
}
