import type { Variables } from '../../shared/variables.ts';
import { commandLineWords } from './commandLineWords.ts';
import { type Bundle, useLanguage } from '../../shared/l10n.ts';

/** Languages of HTML pages, and of the help about scenarios. */
export const pageLanguages = ['en', 'es', 'pt'] as const;

export type PageLanguage = (typeof pageLanguages)[number];

const locales: Readonly<Record<PageLanguage, string>> = { en: 'en', es: 'es', pt: 'pt-BR' };

const loadWords: Readonly<Record<PageLanguage, () => Promise<{ readonly default: Bundle }>>> = {
  en: () => Promise.resolve({ default: commandLineWords }),
  es: () => import('../../../l10n/bundle.l10n.es.json', { with: { type: 'json' } }),
  pt: () => import('../../../l10n/bundle.l10n.pt-br.json', { with: { type: 'json' } }),
};

/** The given language, else the environment's (POSIX: LC_ALL, LC_MESSAGES, LANG), else English. */
export function pageLanguage(given: PageLanguage | undefined, env: Variables): PageLanguage {
  const name = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '';
  const [code = ''] = name.toLowerCase().split(/[_.@-]/);
  return given ?? pageLanguages.find((language) => language === code) ?? 'en';
}

/**
 * The language of what is printed while the arguments are parsed: the help of scenario commands is
 * in the language of their reports, everything else in English.
 */
export function helpLanguage(argv: readonly string[], env: Variables): PageLanguage {
  const [first, second] = argv;
  const isHelp = first === 'help' || argv.includes('--help') || argv.includes('-h');
  const command = first === 'help' ? second : first;
  if (!isHelp || (command !== 'test' && command !== 'merge-reports')) return 'en';
  const [, code] = /^--language[=\n](\w+)$/m.exec(argv.join('\n')) ?? [];
  const given = pageLanguages.find((language) => language === code);
  return pageLanguage(given, env);
}

/**
 * Sets the program's language. For an HTML report this is the report's: sentences about expectations
 * are made once, when they are judged, so the run's other reports use the language as well.
 */
export async function speak(language: PageLanguage): Promise<void> {
  const { default: words } = await loadWords[language]();
  useLanguage(locales[language], words);
}
