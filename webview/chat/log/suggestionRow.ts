import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import type { ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { firstPress } from '../../base/dom.ts';
import type { Actions } from '../hostActions.ts';
import { currentSuggestions, sendObstacle } from '../viewModel.ts';

/** The last turn's suggested replies above the composer; a press sends one as text. */
export function suggestionRow(state: ViewState, actions: Actions): TemplateResult {
  const questions = currentSuggestions(state);
  const isDisabled = sendObstacle(state) !== undefined;
  return html`<div
    class="chip-row"
    role="group"
    aria-label=${t('Suggested replies')}
    ?hidden=${questions.length === 0}
  >
    <div class="chips">${questions.map((question) => chip(question, actions, isDisabled))}</div>
  </div>`;
}

/** A suggested reply; it is sent as received but shown with every character visible. */
export function chip(text: string, actions: Actions, isDisabled = false): TemplateResult {
  return html`<button
    type="button"
    class="chip"
    dir="auto"
    ?disabled=${isDisabled}
    .textContent=${visibleText(text)}
    @click=${firstPress(() => actions.sendText(text))}
  ></button>`;
}
