import type { ViewState } from '../../src/shared/model.ts';
import { announcer } from '../base/announcer.ts';
import { announcementsBetween } from './announcementsBetween.ts';

/** Says to screen readers what is new in the log: the log itself is silent. */
export function logAnnouncer(): { readonly element: HTMLElement; update(state: ViewState): void } {
  const { element, say } = announcer();
  let shown: ViewState | undefined;
  return {
    element,
    update(state) {
      if (shown) for (const text of announcementsBetween(shown, state)) say(text);
      shown = state;
    },
  };
}
