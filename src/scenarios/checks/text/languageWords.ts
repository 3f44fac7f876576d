import type { Product } from '../../../shared/model.ts';

/** `**bold**`, `__bold__` and WhatsApp's `*bold*`: names, as a rule. */
const bold = /\*{1,2}[^\s*][^*\n]*\*{1,2}|__[^\s_][^_\n]*__/g;

/**
 * The words that tell a text's language: without product titles and without what is bold, because
 * both are often in another one.
 */
export function languageWords(texts: readonly string[], products: readonly Product[]): string {
  return withoutTitles(texts.join('\n').replace(bold, ' '), products);
}

export function withoutTitles(text: string, products: readonly Product[]): string {
  return products.reduce((rest, { title }) => (title ? rest.replaceAll(title, ' ') : rest), text);
}

/** The number of words, in any script. */
export function wordCount(text: string): number {
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  return segments.filter(({ isWordLike }) => isWordLike).length;
}
