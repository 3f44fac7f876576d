import { html, nothing, type TemplateResult } from 'lit-html';
import type { TextSpan } from '../../src/shared/compare/comparison.ts';
import { t } from '../../src/shared/l10n.ts';
import type { Mark, ShownText, Side } from '../../src/shared/compare/shownAnswer.ts';
import { type BoldPiece, boldPieces } from '../../src/shared/markup/boldPieces.ts';
import { visibleText } from '../../src/shared/visibleText.ts';

const maxTextLength = 20_000;

/** A sign and a word, readable without colour. */
export function signTag(
  sign: string,
  word: string,
  kind = 'mark',
  status?: string,
): TemplateResult {
  return html`<span class="tag ${kind}" data-status=${status ?? nothing}
    ><span aria-hidden="true">${`${sign} `}</span>${word}</span
  >`;
}

/** The tag of a mark; nothing if both sides are the same. */
export function markTag(mark: Mark, side: Side): TemplateResult | typeof nothing {
  if (mark === 'same') return nothing;
  // Changes are described from A to B: what only A has was removed, what only B has was added.
  const signs = { only: side === 'a' ? '−' : '+', changed: '≠', moved: '↕' };
  const words = { only: t('only here'), changed: t('changed'), moved: t('moved') };
  return signTag(signs[mark], words[mark]);
}

/** A message with the words highlighted that the other one does not have, and its bold text. */
export function markedText({ text, spans }: Pick<ShownText, 'text' | 'spans'>): TemplateResult {
  const all: readonly TextSpan[] = spans ?? [{ text: cut(text), change: 'same' }];
  const pieces = boldPieces(all.map((span) => span.text).join(''));
  let end = 0;
  const marked = all.map((span) => {
    const start = end;
    end += span.text.length;
    return markedSpan(span, start, pieces);
  });
  return html`<p class="plain" dir="auto">${marked}</p>`;
}

/** The span that begins at `start`, without the signs of bold. */
function markedSpan({ text, change }: TextSpan, start: number, pieces: readonly BoldPiece[]) {
  const shown = pieces.flatMap((piece) => {
    const from = Math.max(0, start - piece.start);
    const part = cut(piece.text.slice(from, Math.max(0, start + text.length - piece.start)));
    if (part === '') return [];
    return [piece.isBold ? html`<strong>${part}</strong>` : part];
  });
  if (change === 'same') return shown;
  return change === 'added' ? html`<ins>${shown}</ins>` : html`<del>${shown}</del>`;
}

/** A text shortened to the maximum length, with every character visible. */
export function cut(text: string): string {
  const shown = visibleText(text.slice(0, maxTextLength));
  return text.length > maxTextLength ? `${shown}…` : shown;
}
