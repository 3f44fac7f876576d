import type { UnknownEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { position } from './cardFooter.ts';
import { eventNotes } from './eventNotes.ts';
import { foldedText } from './foldedJson.ts';

/** A card for an event type unknown to this version: its name and its JSON. */
export function genericCard(event: UnknownEvent, context: CardContext): HTMLElement {
  const name = visibleText(event.kind);
  const card = el(
    'section',
    { class: 'card unknown', 'aria-label': name },
    el(
      'header',
      { class: 'card-head' },
      iconElement(cardIcons.unknown),
      el('span', { class: 'kind' }, name),
      el('span', { class: 'tag' }, strings.unknownEvent),
    ),
    eventNotes(event),
    foldedText(strings.raw, event.rawText, context.actions),
  );
  // The JSON is its only content, so it is in the card and not in the footer.
  return el('div', { class: 'entry' }, card, el('div', { class: 'trail' }, position(context)));
}
