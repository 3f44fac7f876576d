import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from './dom.ts';

export interface Announcer {
  readonly element: HTMLElement;
  readonly say: (text: string) => void;
}

/** What comes within this time is said in one go; screen readers drop what is replaced at once. */
const gatherMs = 250;

/** Tells screen readers what has come, politely. */
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
