import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from './dom.ts';

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
  const element = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  let waiting: readonly string[] = [];

  function sayAll(): void {
    element.replaceChildren(...waiting.map((text) => el('p', {}, visibleText(text))));
    waiting = [];
  }

  return {
    element,
    say(text) {
      if (waiting.length === 0) setTimeout(sayAll, gatherMs);
      waiting = [...waiting, text];
    },
  };
}
