import type { Choice } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, sendingButton } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import { placeKey } from '../chosenPlaces.ts';
import type { ChoicePlace } from '../hostActions.ts';
import type { CardContext } from './cardContext.ts';

/**
 * A button or row that a customer can press. `cardRefresh` updates whether it can be pressed and
 * whether it was. It is never `disabled`, so that it keeps the focus.
 */
export function choiceButton(
  { id, text, description }: Choice,
  place: ChoicePlace,
  { actions }: CardContext,
): HTMLElement {
  const title = text ?? id;
  const button = sendingButton(
    {
      class: 'choice',
      'data-choice': placeKey(place),
      'aria-pressed': 'false',
      title: id === undefined ? strings.choiceWithoutId : strings.choiceId(visibleText(id)),
    },
    () => {
      if (button.ariaDisabled !== 'true') actions.choose(place);
    },
    el(
      'span',
      { class: 'choice-text', dir: 'auto' },
      el('span', { class: 'choice-title' }, visibleText(title ?? strings.choiceWithoutText)),
      description && el('span', { class: 'choice-description' }, visibleText(description)),
    ),
    iconElement(cardIcons.check),
  );
  return button;
}
