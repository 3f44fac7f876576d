import type { Markup } from '../agent.ts';

type KnownMarkup = Exclude<Markup, 'auto'>;

/** Signs that only Markdown gives, in order of how often they come. */
const markdownOnly: readonly RegExp[] = [
  /\*\*[^\s*]/,
  /\[[^\][\n]{1,500}\](?:\(|\[)/,
  /^#{1,6} \S/m,
  /(?:^|[^\w])__[^\s_]/,
  /~~[^\s~]/,
  /^\s{0,3}\|?(?:(?!---)[ :-])*---[ :-]*\|/m,
  /^```\w+$/m,
];

/** One star or tilde at the edges of words: bold and struck in WhatsApp. */
const whatsappOnly: readonly RegExp[] = [
  /(?:^|[^\w*])\*[^\s*][^*\n]{0,500}\*(?![\w*])/m,
  /(?:^|[^\w~])~[^\s~][^~\n]{0,500}~(?![\w~])/m,
];

/** Signs that both give, or that Markdown draws better: lists, quotes, code, one underscore. */
const either: readonly RegExp[] = [
  /^\s{0,3}(?:[-+*]|\d{1,3}[.)]) \S/m,
  /^\s{0,3}> ?\S/m,
  /`[^`\n]+`/,
  /^```/m,
  /(?:^|[^\w])_[^\s_][^_\n]{0,500}_(?!\w)/m,
];

/**
 * How a text is written, judged by its own signs (API notes, 5.24: nobody says): Markdown if it has
 * one that WhatsApp lacks, else WhatsApp if it has a single star or tilde around words, else
 * Markdown for what both draw alike. A text without any sign is plain.
 */
export function markupOf(text: string): KnownMarkup {
  const hasOneOf = (signs: readonly RegExp[]): boolean => signs.some((sign) => sign.test(text));
  if (hasOneOf(markdownOnly)) return 'markdown';
  if (hasOneOf(whatsappOnly)) return 'whatsapp';
  return hasOneOf(either) ? 'markdown' : 'plain';
}
