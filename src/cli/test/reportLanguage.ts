import type { Variables } from '../../shared/variables.ts';
import es from '../../../l10n/bundle.l10n.es.json' with { type: 'json' };
import pt from '../../../l10n/bundle.l10n.pt-br.json' with { type: 'json' };
import { commandLineWords } from '../output/commandLineWords.ts';
import { useLanguage } from '../../shared/l10n.ts';

/** Languages of the HTML report. */
export const pageLanguages = ['en', 'es', 'pt'] as const;

export type PageLanguage = (typeof pageLanguages)[number];

const spoken = {
  en: { locale: 'en', words: commandLineWords },
  es: { locale: 'es', words: es },
  pt: { locale: 'pt-BR', words: pt },
} as const;

/** The given language, else the environment's (POSIX: LC_ALL, LC_MESSAGES, LANG), else English. */
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
 * Sets the program's language to that of the HTML report. Sentences about expectations are made
 * once, when they are judged, so the run's other reports use the language as well.
 */
export function speakAsPage(given: PageLanguage | undefined, env: Variables): void {
  const { locale, words } = pageLanguage(given, env);
  useLanguage(locale, words);
}
