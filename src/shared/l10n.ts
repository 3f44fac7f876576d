/** English sentence to its translation: the format of `vscode.l10n.bundle`. */
export type Bundle = Readonly<Record<string, string>>;

type Argument = string | number;
type NamedArguments = Readonly<Record<string, Argument>>;

interface Language {
  readonly words: Bundle;
  readonly locale: string;
  /** Creating a formatter takes a hundred times as long as using it. */
  readonly formats: Map<string, Intl.NumberFormat>;
}

// One language for the whole program, as in `vscode.l10n`; English without a bundle.
let language: Language = { words: {}, locale: 'en', formats: new Map() };

/**
 * Sets the translations, and the language (BCP 47) of numbers and dates. Call before the first
 * sentence is built. An invalid language tag counts as English.
 */
export function useLanguage(tag: string, bundle: Bundle = {}): void {
  const locale = isLanguage(tag) ? tag : 'en';
  language = { words: bundle, locale, formats: new Map() };
}

/** The language of numbers, dates and prices, for `Intl`. */
export function formatLocale(): string {
  return language.locale;
}

/**
 * The sentence in the user's language, or unchanged without a translation. `{name}` is a field of
 * the arguments' object, `{0}` the first of several arguments; numbers are formatted for the user.
 * The message is a literal at every call, so that a test can find it.
 */
export function t(message: string, ...args: readonly Argument[]): string;
export function t(message: string, args: NamedArguments): string;
export function t(message: string, ...args: readonly (Argument | NamedArguments)[]): string {
  const { words } = language;
  const text = Object.hasOwn(words, message) ? (words[message] ?? message) : message;
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = valueOf(name, args);
    return typeof value === 'number' ? formatNumber(value) : (value ?? placeholder);
  });
}

function valueOf(name: string, args: readonly (Argument | NamedArguments)[]): Argument | undefined {
  const [first] = args;
  const value = typeof first === 'object' ? first[name] : args[Number(name)];
  return typeof value === 'object' ? undefined : value;
}

/** A number in the user's format. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const { formats, locale } = language;
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format.format(value);
}

function isLanguage(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
