/** A piece of text and its style. */
export type Span =
  | { readonly type: 'text' | 'link' | 'code' | 'block'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly spans: readonly Span[] };

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

type Marker = keyof typeof styles;

const fence = '```';

/** A plain text with its web URLs as links. */
export function plainSpans(text: string): readonly Span[] {
  return inlineSpans(text, '');
}

/**
 * WhatsApp's own markup: `*bold*`, `_italic_`, `~strike~`, a backtick for code, three for a block.
 * A marker counts at the edge of a word and on one line; an unclosed one is text.
 */
export function whatsappSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  while (from < text.length) {
    const open = text.indexOf(fence, from);
    const close = open < 0 ? -1 : text.indexOf(fence, open + fence.length);
    if (close < 0) break;
    const block = text.slice(open + fence.length, close).replace(/^\n|\n$/g, '');
    spans.push(...inlineSpans(text.slice(from, open), '*_~`'), { type: 'block', text: block });
    from = close + fence.length;
  }
  return [...spans, ...inlineSpans(text.slice(from), '*_~`')];
}

function inlineSpans(text: string, markers: string): readonly Span[] {
  const spans: Span[] = [];
  let plainFrom = 0;
  let index = 0;
  while (index < text.length) {
    const found = spanAt(text, index, markers);
    if (!found) {
      index++;
      continue;
    }
    if (index > plainFrom) spans.push({ type: 'text', text: text.slice(plainFrom, index) });
    spans.push(found.span);
    index = plainFrom = found.end;
  }
  if (plainFrom < text.length) spans.push({ type: 'text', text: text.slice(plainFrom) });
  return spans;
}

function spanAt(
  text: string,
  index: number,
  markers: string,
): { readonly span: Span; readonly end: number } | undefined {
  const character = text.charAt(index);
  if (character === 'h' || character === 'H') {
    const address = addressAt(text, index);
    if (address === undefined) return undefined;
    return { span: { type: 'link', text: address }, end: index + address.length };
  }
  if (!markers.includes(character) || !isEdge(text, index, 1)) return undefined;
  const close = closerOf(text, index);
  if (close < 0) return undefined;
  const inner = text.slice(index + 1, close);
  const span: Span =
    character === '`'
      ? { type: 'code', text: inner }
      : {
          type: styles[character as Marker],
          spans: inlineSpans(inner, markers.replace(character, '')),
        };
  return { span, end: close + 1 };
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** True for a single marker at the edge of a word, with its inside in that direction. */
function isEdge(text: string, index: number, inward: 1 | -1): boolean {
  const outside = text.charAt(index - inward);
  const inside = text.charAt(index + inward);
  const isDoubled = [outside, inside].includes(text.charAt(index));
  return !isDoubled && !wordCharacter.test(outside) && /^\S$/.test(inside);
}

/** Where the marker at `index` closes on the same line; -1 if it does not. */
function closerOf(text: string, index: number): number {
  const marker = text.charAt(index);
  for (let end = index + 2; end < text.length; end++) {
    const character = text.charAt(end);
    if (character === '\n') return -1;
    if (character === marker && isEdge(text, end, -1)) return end;
  }
  return -1;
}

/** The http(s) URL at `index`, without the punctuation of the sentence around it. */
function addressAt(text: string, index: number): string | undefined {
  const address = /https?:\/\/[^\s<>"'`]+/iy;
  address.lastIndex = index;
  const [found] = address.exec(text) ?? [];
  if (found === undefined || wordCharacter.test(text.charAt(index - 1))) return undefined;
  let end = found.length;
  while (/[.,;:!?)\]}*_~]/.test(found.charAt(end - 1))) end--;
  return found.slice(0, end);
}
