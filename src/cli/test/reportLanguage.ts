import { Option } from 'commander';
import type { Variables } from '../../shared/variables.ts';
import es from '../../../l10n/bundle.l10n.es.json' with { type: 'json' };
import pt from '../../../l10n/bundle.l10n.pt-br.json' with { type: 'json' };
import { commandLineWords } from '../output/commandLineWords.ts';
import { useLanguage } from '../../shared/l10n.ts';

/** What the page of the HTML report can speak. */
export const pageLanguages = ['en', 'es', 'pt'] as const;

export type PageLanguage = (typeof pageLanguages)[number];

const spoken = {
  en: { locale: 'en', words: commandLineWords },
  es: { locale: 'es', words: es },
  pt: { locale: 'pt-BR', words: pt },
} as const;

/** The language that was given, else that of the environment (POSIX: LC_ALL, LC_MESSAGES, LANG), else English. */
export function pageLanguage(
  given: PageLanguage | undefined,
  env: Variables,
): (typeof spoken)[PageLanguage] {
  const name = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '';
  const [code = ''] = name.toLowerCase().split(/[_.@-]/);
  const known = pageLanguages.find((language) => language === code);
  return spoken[given ?? known ?? 'en'];
}

/**
 * Lets the program speak as its HTML report does, if it makes one. A sentence about an expectation is made
 * once, when it is judged: so the other reports of the run have it in that language, too.
 */
export function speakAsPage(
  {
    reporters,
    language,
  }: {
    readonly reporters: readonly { readonly name: string }[];
    readonly language?: PageLanguage;
  },
  env: Variables,
): void {
  if (!reporters.some(({ name }) => name === 'html')) return;
  const { locale, words } = pageLanguage(language, env);
  useLanguage(locale, words);
}

export function languageOption(): Option {
  const meaning = 'what the HTML report speaks (default: as LC_ALL or LANG say, else en)';
  return new Option('--language <code>', meaning).choices(pageLanguages);
}
