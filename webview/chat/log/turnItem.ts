import { html, type TemplateResult } from 'lit-html';
import { visitEvent, type EventVisitor } from '../../../src/shared/eventVisitor.ts';
import type { SuggestionEvent, TurnItem } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { strings } from '../../strings.ts';
import type { CardContext } from '../cards/cardContext.ts';
import { entry } from '../cards/cardFooter.ts';
import { failureNotice } from '../cards/failureCard.ts';
import { genericCard } from '../cards/genericCard.ts';
import { handoverBanner } from '../cards/handoverBanner.ts';
import { interactiveCard } from '../cards/interactiveCard.ts';
import { messageBubble } from '../cards/messageBubble.ts';
import { productCards } from '../cards/productCards.ts';

/** The card for one item. */
export function turnItem(item: TurnItem, context: CardContext): TemplateResult {
  if (item.type === 'failure') return failureNotice(item.failure, context);
  return visitEvent(item.event, cards, context);
}

const cards: EventVisitor<TemplateResult, CardContext> = {
  message: messageBubble,
  recommendation: productCards,
  suggestions: suggestionTrace,
  handover: handoverBanner,
  interactive: interactiveCard,
  unknown: genericCard,
};

/** A suggestion event in the log: its position, questions and JSON. */
function suggestionTrace(event: SuggestionEvent, context: CardContext): TemplateResult {
  const questions = event.questions.map(
    (question) => html`<li dir="auto">${visibleText(question)}</li>`,
  );
  const trace = html`<details class="fold trace">
    <summary>${strings.suggested(event.questions.length)}</summary>
    <ul class="trace-list">
      ${questions}
    </ul>
  </details>`;
  return entry(event, context, trace);
}
