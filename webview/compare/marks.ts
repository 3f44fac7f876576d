import type { Mark, ShownText, Side } from '../../src/shared/shownAnswer.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';

const maxTextLength = 20_000;

/** Changes are described from A to B: what only A has was removed, what only B has was added. */
const onlySigns: Readonly<Record<Side, string>> = { a: '−', b: '+' };

/** A mark as a sign and a word, readable without colour; undefined if both sides are the same. */
export function markTag(mark: Mark, side: Side): HTMLElement | undefined {
  if (mark === 'same') return undefined;
  const signs = { only: onlySigns[side], changed: '≠', moved: '↕' } as const;
  return el(
    'span',
    { class: 'tag mark', 'data-mark': mark },
    el('span', { 'aria-hidden': 'true' }, `${signs[mark]} `),
    strings[mark],
  );
}

/** A message with the words highlighted that the other one does not have. */
export function markedText({ text, spans }: ShownText): HTMLElement {
  if (!spans) return el('p', { class: 'plain', dir: 'auto' }, cut(text));
  return el(
    'p',
    { class: 'plain', dir: 'auto' },
    ...spans.map((span) => {
      const shown = cut(span.text);
      if (span.change === 'same') return shown;
      return el(span.change === 'added' ? 'ins' : 'del', {}, shown);
    }),
  );
}

/** A text shortened to the maximum length, with every character visible. */
export function cut(text: string): string {
  const shown = visibleText(text.slice(0, maxTextLength));
  return text.length > maxTextLength ? `${shown}…` : shown;
}
