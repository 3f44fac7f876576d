import type { ViewState } from '../../src/shared/model.ts';
import { announcementsBetween } from '../chat/announcements.ts';
import { el } from './dom.ts';

export interface Announcer {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/** What comes within this time is said in one go; screen readers drop what is replaced at once. */
const gatherMs = 250;

/** Says to screen readers what is new in the log, politely: the log itself is silent. */
export function announcer(): Announcer {
  const element = el('div', { class: 'unseen', 'aria-live': 'polite', 'aria-atomic': 'true' });
  let shown: ViewState | undefined;
  let waiting: readonly string[] = [];

  function say(): void {
    element.replaceChildren(...waiting.map((text) => el('p', {}, text)));
    waiting = [];
  }

  return {
    element,
    update(state) {
      const news = shown ? announcementsBetween(shown, state) : [];
      shown = state;
      if (news.length === 0) return;
      if (waiting.length === 0) setTimeout(say, gatherMs);
      waiting = [...waiting, ...news];
    },
  };
}
