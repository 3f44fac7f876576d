import type { UnknownEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, icon } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { position } from './cardFooter.ts';
import { eventNotes } from './eventNotes.ts';
import { foldedText } from './foldedJson.ts';

/** An event that this version has no card for: its name, and all that came. */
export function genericCard(event: UnknownEvent, context: CardContext): HTMLElement {
  const name = visibleText(event.kind);
  const card = el(
    'section',
    { class: 'card unknown', 'aria-label': name },
    el(
      'header',
      { class: 'card-head' },
      icon(cardIcons.unknown),
      el('span', { class: 'kind' }, name),
      el('span', { class: 'tag' }, strings.unknownEvent),
    ),
    eventNotes(event),
    foldedText(strings.raw, event.rawText, context.actions),
  );
  // Its JSON is all it has, so it stands in the card and not below it.
  return el('div', { class: 'entry' }, card, el('div', { class: 'trail' }, position(context)));
}
