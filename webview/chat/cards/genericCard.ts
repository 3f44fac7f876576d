import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import type { UnknownEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { cardIcons, icon } from '../../base/icons.ts';
import { strings } from '../../strings.ts';
import type { CardContext } from './cardContext.ts';
import { eventNotes, position } from './cardFooter.ts';
import { foldedText } from './foldedJson.ts';

/** A card for an event type unknown to this version: its name and its JSON. */
export function genericCard(event: UnknownEvent, context: CardContext): TemplateResult {
  const name = visibleText(event.kind);
  // The JSON is its only content, so it is in the card and not in the footer.
  return html`<section class="card unknown" aria-label=${name}>
      <header class="card-head">
        ${icon(cardIcons.unknown)}
        <span class="kind">${name}</span>
        <span class="tag">${strings.unknownEvent}</span>
      </header>
      ${eventNotes(event)}${foldedText(t('Raw JSON'), event.rawText, context.actions)}
    </section>
    <div class="trail">${position(context)}</div>`;
}
