import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { createRef, ref } from 'lit-html/directives/ref.js';
import type { Product, RecommendationEvent } from '../../../src/shared/model.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { withFlag } from '../../base/withFlag.ts';
import { strings } from '../../strings.ts';
import type { CardContext } from './cardContext.ts';
import { entry } from './cardFooter.ts';
import { carouselSteps } from './carouselSteps.ts';
import { allowButton, blockedOrigins } from './media.ts';
import { productCard } from './productCard.ts';

const maxShown = 50;

/** The recommended products side by side, with buttons above that step through them. */
export function productCards(event: RecommendationEvent, context: CardContext): TemplateResult {
  const { products } = event;
  const count = products.length;
  if (count === 0) {
    return entry(
      event,
      context,
      html`<div class="card muted">${t("The agent didn't recommend any products.")}</div>`,
    );
  }
  const cardOf = (product: Product, index: number): TemplateResult =>
    productCard(product, { position: index + 1, count }, context);
  const first = products.slice(0, maxShown).map(cardOf);
  const consent = blockedOrigins(
    products.map(({ imageUrl }) => imageUrl),
    context,
  ).map((url) => allowButton(url, strings.showImages(url.host), context));
  const list = createRef<HTMLElement>();
  // Made once, for as long as the list is in the page.
  const steps = guard([], () => list.value && carouselSteps(list.value));
  const carousel = withFlag((isWhole, setWhole) => {
    const showAll = quietButton(t('Show All {count} Products', { count }), () => setWhole(true));
    return html`<div class="carousel">
      <ul
        class=${count === 1 ? 'products single' : 'products'}
        aria-label=${strings.products(count)}
        tabindex="0"
        ${ref(list)}
      >
        ${isWhole ? products.map(cardOf) : first}
      </ul>
      ${count > 1 ? steps : nothing}
      <div class="row-actions">${consent} ${count > maxShown && !isWhole ? showAll : nothing}</div>
    </div>`;
  });
  return entry(event, context, carousel);
}
