import type { RecommendationEvent } from '../../../src/shared/model.ts';
import { el, plainButton } from '../../base/dom.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { carouselSteps } from '../../components/carouselSteps.ts';
import { allowButton, blockedOrigins } from './media.ts';
import { productCard } from './productCard.ts';
import { entry } from './cardFooter.ts';

const maxShown = 50;

/** The recommended products side by side: to be scrolled, stepped through, or read as a list. */
export function productCards(event: RecommendationEvent, context: CardContext): HTMLElement {
  const { products } = event;
  if (products.length === 0) {
    return entry(event, context, el('div', { class: 'card muted' }, strings.noProducts));
  }
  const cards = (count: number): readonly HTMLElement[] =>
    products.slice(0, count).map((product, index) => {
      const place = { position: index + 1, count: products.length };
      return productCard(product, place, context);
    });
  const list = el(
    'ul',
    {
      class: products.length === 1 ? 'products single' : 'products',
      'aria-label': strings.products(products.length),
      tabindex: '0',
    },
    ...cards(maxShown),
  );
  const consent = blockedOrigins(
    products.map(({ imageUrl }) => imageUrl),
    context,
  ).map((url) => allowButton(url, strings.showImages(url.host), context));
  const showAll =
    products.length > maxShown &&
    plainButton(
      { class: 'quiet' },
      () => {
        list.append(...cards(products.length).slice(maxShown));
        if (showAll) showAll.remove();
      },
      strings.showAllProducts(products.length),
    );
  const card = el(
    'div',
    { class: 'carousel' },
    list,
    el(
      'div',
      { class: 'row-actions' },
      products.length > 1 && carouselSteps(list),
      ...consent,
      showAll,
    ),
  );
  return entry(event, context, card);
}
