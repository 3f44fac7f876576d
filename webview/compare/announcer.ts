import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';

export interface Announcer {
  readonly element: HTMLElement;
  say(text: string): void;
}

/** Tells screen readers what has come, politely. */
export function announcer(): Announcer {
  const element = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  return {
    element,
    say(text) {
      element.replaceChildren(el('p', {}, visibleText(text)));
    },
  };
}
