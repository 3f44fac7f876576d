import { html } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { visibleText } from '../../src/shared/visibleText.ts';
import { part } from './part.ts';

export interface Announcer {
  readonly element: HTMLElement;
  readonly say: (text: string) => void;
}

/**
 * Texts arriving within this time are announced together, because screen readers skip text that is
 * replaced immediately. In milliseconds.
 */
const gatherMs = 250;

/** Announces new content to screen readers, politely. */
export function announcer(): Announcer {
  let waiting: readonly string[] = [];
  let said: readonly string[] = [];
  const { element, draw } = part(() => {
    const texts = said.map((text) => html`<p>${visibleText(text)}</p>`);
    // Keyed, because only new elements are announced, and the same text may be said again.
    const news = keyed(said, texts);
    return html`<div class="unseen" role="status" aria-live="polite">${news}</div>`;
  });

  function sayAll(): void {
    said = waiting;
    waiting = [];
    draw();
  }

  return {
    element,
    say(text) {
      if (waiting.length === 0) setTimeout(sayAll, gatherMs);
      waiting = [...waiting, text];
    },
  };
}
