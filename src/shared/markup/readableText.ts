import { lexer, type Token, type Tokens } from 'marked';
import { isTooMuch } from './isTooMuch.ts';
import { markupOf } from './markupOf.ts';
import { whatsappSpans, type Span } from './textSpans.ts';

/** A message as a customer reads it. */
export interface ReadableText {
  /** Its words without Markdown or WhatsApp marks. */
  readonly text: string;
  /** Targets of links whose words differ from their URL. */
  readonly addresses: readonly string[];
}

/** Reads a message as the chat draws it with the markup `auto`. */
export function readableText(sent: string): ReadableText {
  const markup = isTooMuch(sent) ? 'plain' : markupOf(sent);
  if (markup === 'plain') return { text: sent, addresses: [] };
  if (markup === 'whatsapp') return { text: wordsOf(whatsappSpans(sent)), addresses: [] };
  try {
    const addresses: string[] = [];
    return { text: blocksOf(lexer(sent, { gfm: true, breaks: true }), addresses), addresses };
  } catch {
    // Nested too deeply for the recursive lexer; the chat shows it unformatted.
    return { text: sent, addresses: [] };
  }
}

function wordsOf(spans: readonly Span[]): string {
  return spans.map((span) => ('spans' in span ? wordsOf(span.spans) : span.text)).join('');
}

/** Puts each block on its own line. */
function blocksOf(tokens: readonly Token[], addresses: string[]): string {
  return tokens
    .map((token) => blockOf(token, addresses))
    .filter((block) => block !== undefined)
    .join('\n');
}

function blockOf(token: Token, addresses: string[]): string | undefined {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'checkbox':
      return undefined;
    case 'def':
      addresses.push((token as Tokens.Def).href);
      return undefined;
    case 'blockquote':
      return blocksOf((token as Tokens.Blockquote).tokens, addresses);
    case 'list': {
      const { items, ordered, start } = token as Tokens.List;
      return items
        .map((item, index) => {
          const words = blocksOf(item.tokens, addresses);
          return ordered ? `${Number(start) + index}. ${words}` : words;
        })
        .join('\n');
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows]
        .map((cells) => cells.map(({ tokens }) => inlineOf(tokens, addresses)).join(' '))
        .join('\n');
    }
    default:
      return inlineOf([token], addresses);
  }
}

function inlineOf(tokens: readonly Token[], addresses: string[]): string {
  return tokens.map((token) => wordsOfToken(token, addresses)).join('');
}

function wordsOfToken(token: Token, addresses: string[]): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'link':
    case 'image': {
      const { href, text, tokens } = token as Tokens.Link | Tokens.Image;
      const words = token.type === 'link' && tokens ? inlineOf(tokens, addresses) : text;
      if (words !== href) addresses.push(href);
      return words;
    }
    default:
      if ('tokens' in token && token.tokens) return inlineOf(token.tokens, addresses);
      return 'text' in token ? String(token.text) : token.raw;
  }
}
