import type { TurnItem } from '../../src/shared/model.ts';
import type { CardContext } from './cardContext.ts';
import { failureNotice } from './failureCard.ts';
import { genericCard } from './genericCard.ts';
import { messageBubble } from './messageBubble.ts';
import { productCards } from './productCards.ts';
import { suggestionTrace } from './suggestionRow.ts';

/** The card of one item; a kind without a card of its own gets the generic one. */
export function turnItem(item: TurnItem, { mediaOrigins, actions }: CardContext): HTMLElement {
  if (item.type === 'failure') return failureNotice(item.failure, actions);
  const { event } = item;
  switch (event.type) {
    case 'message': {
      const isTextOnly = !event.image && !event.audio && !event.location;
      return event.text !== undefined && event.text !== '' && isTextOnly
        ? messageBubble(event, event.text)
        : genericCard(event, actions);
    }
    case 'recommendation':
      return event.products.length > 0
        ? productCards(event, mediaOrigins, actions)
        : genericCard(event, actions);
    case 'suggestions':
      return suggestionTrace(event, actions);
    case 'handover':
    case 'interactive':
    case 'unknown':
      return genericCard(event, actions);
  }
}
