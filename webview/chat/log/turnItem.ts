import type { TurnItem } from '../../../src/shared/model.ts';
import type { CardContext } from '../cards/cardContext.ts';
import { failureNotice } from '../cards/failureCard.ts';
import { genericCard } from '../cards/genericCard.ts';
import { handoverBanner } from '../cards/handoverBanner.ts';
import { interactiveCard } from '../cards/interactiveCard.ts';
import { messageBubble } from '../cards/messageBubble.ts';
import { productCards } from '../cards/productCards.ts';
import { suggestionTrace } from '../../components/suggestionTrace.ts';

/** The card of one item. */
export function turnItem(item: TurnItem, context: CardContext): HTMLElement {
  if (item.type === 'failure') return failureNotice(item.failure, context);
  const { event } = item;
  switch (event.type) {
    case 'message':
      return messageBubble(event, context);
    case 'recommendation':
      return productCards(event, context);
    case 'suggestions':
      return suggestionTrace(event, context);
    case 'handover':
      return handoverBanner(event, context);
    case 'interactive':
      return interactiveCard(event, context);
    case 'unknown':
      return genericCard(event, context);
  }
}
