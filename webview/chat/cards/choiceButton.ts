import { html, nothing, type TemplateResult } from 'lit-html';
import type { Choice } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { firstPress } from '../../base/dom.ts';
import { cardIcons, icon } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import type { ChoicePlace } from '../hostActions.ts';
import type { CardContext } from './cardContext.ts';

/** A button or row that a customer can press. It is never `disabled`, so that it keeps the focus. */
export function choiceButton(
  { id, text, description }: Choice,
  place: ChoicePlace,
  { canChoose, isChosen, actions }: CardContext,
): TemplateResult {
  const title = text ?? id ?? strings.choiceWithoutText;
  return html`<button
    type="button"
    class="choice"
    aria-disabled=${String(!canChoose)}
    aria-pressed=${String(isChosen(place))}
    title=${id === undefined ? strings.choiceWithoutId : strings.choiceId(visibleText(id))}
    @click=${firstPress(() => {
      if (canChoose) actions.choose(place);
    })}
  >
    <span class="choice-text" dir="auto">
      <span class="choice-title">${visibleText(title)}</span>
      ${
        description
          ? html`<span class="choice-description">${visibleText(description)}</span>`
          : nothing
      }
    </span>
    ${icon(cardIcons.check)}
  </button>`;
}
