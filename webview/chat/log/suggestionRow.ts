import type { ViewState } from '../../../src/shared/model.ts';
import type { Actions } from '../hostActions.ts';
import { el, sendingButton } from '../../base/dom.ts';
import { strings } from '../../strings/strings.ts';
import { currentSuggestions, sendObstacle } from '../viewModel.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';

export interface SuggestionRow {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  /** Focuses the first suggested reply, if there is one that can be pressed. */
  focus(): void;
}

/** The last turn's suggested replies above the composer; a press sends one as text. */
export function suggestionRow(actions: Actions): SuggestionRow {
  const element = el('div', {
    class: 'suggestions',
    role: 'group',
    'aria-label': strings.suggestions,
    hidden: true,
  });
  let shown: readonly string[] = [];
  let chips: readonly HTMLButtonElement[] = [];
  return {
    element,
    update(state) {
      const questions = currentSuggestions(state);
      if (questions !== shown) {
        shown = questions;
        chips = questions.map((question) => chip(question, actions));
        element.replaceChildren(...chips);
        element.hidden = chips.length === 0;
      }
      const isDisabled = sendObstacle(state) !== undefined;
      for (const button of chips) button.disabled = isDisabled;
    },
    focus: () => chips[0]?.focus(),
  };
}

/** A suggested reply; it is sent as received but shown with every character visible. */
export function chip(text: string, actions: Actions): HTMLButtonElement {
  return sendingButton(
    { class: 'chip', dir: 'auto' },
    () => actions.sendText(text),
    visibleText(text),
  );
}
