import type { Markup } from '../agent.ts';

type KnownMarkup = Exclude<Markup, 'auto'>;

/** Signs found only in Markdown, most frequent first. */
const markdownOnly: readonly RegExp[] = [
  /\*\*[^\s*]/,
  /\[[^\][\n]{1,500}\](?:\(|\[)/,
  /^#{1,6} \S/m,
  /(?:^|[^\w])__[^\s_]/,
  /~~[^\s~]/,
  /^\s{0,3}\|?(?:(?!---)[ :-])*---[ :-]*\|/m,
  /^```\w+$/m,
];

/** A single star or tilde at the edges of words: bold and struck in WhatsApp. */
const whatsappOnly: readonly RegExp[] = [
  /(?:^|[^\w*])\*[^\s*][^*\n]{0,500}\*(?![\w*])/m,
  /(?:^|[^\w~])~[^\s~][^~\n]{0,500}~(?![\w~])/m,
];

/** Signs in both, or better drawn by Markdown: lists, quotes, code, one underscore. */
const either: readonly RegExp[] = [
  /^\s{0,3}(?:[-+*]|\d{1,3}[.)]) \S/m,
  /^\s{0,3}> ?\S/m,
  /`[^`\n]+`/,
  /^```/m,
  /(?:^|[^\w])_[^\s_][^_\n]{0,500}_(?!\w)/m,
];

/**
 * Detects a text's markup from its own signs, because the API does not state it (API notes, 5.24):
 * Markdown with a sign that WhatsApp lacks, else WhatsApp with a single star or tilde around words,
 * else Markdown for signs that both share. A text without signs is plain.
 */
export function markupOf(text: string): KnownMarkup {
  const hasOneOf = (signs: readonly RegExp[]): boolean => signs.some((sign) => sign.test(text));
  if (hasOneOf(markdownOnly)) return 'markdown';
  if (hasOneOf(whatsappOnly)) return 'whatsapp';
  return hasOneOf(either) ? 'markdown' : 'plain';
}
