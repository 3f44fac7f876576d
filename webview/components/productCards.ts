import type { Product, RecommendationEvent } from '../../src/shared/model.ts';
import { httpUrl } from '../../src/shared/guards.ts';
import type { Actions } from '../actions.ts';
import { el, plainButton } from '../dom.ts';
import { price } from '../format.ts';
import { link } from '../markdown.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { eventNotes } from './eventNotes.ts';
import { foldedJson } from './foldedJson.ts';
import { blockedOrigins, loadableOrigins, mediaImage } from './media.ts';

const maxShown = 50;
const maxFacets = 6;

/** The recommended products side by side, to be scrolled sideways. */
export function productCards(
  event: RecommendationEvent,
  mediaOrigins: readonly string[],
  actions: Actions,
): HTMLElement {
  const { products } = event;
  const loadable = loadableOrigins(mediaOrigins);
  const card = (product: Product): HTMLElement => productCard(product, loadable);
  const list = el(
    'ul',
    {
      class: products.length === 1 ? 'products single' : 'products',
      'aria-label': strings.products(products.length),
      tabindex: '0',
    },
    ...products.slice(0, maxShown).map(card),
  );
  const consent = blockedOrigins(
    products.map(({ imageUrl }) => imageUrl),
    loadable,
  ).map((url) =>
    plainButton(
      { class: 'quiet' },
      () => actions.allowMedia(url.origin),
      strings.showImages(url.host),
    ),
  );
  const showAll =
    products.length > maxShown &&
    plainButton(
      { class: 'quiet' },
      () => list.replaceChildren(...products.map(card)),
      strings.showAllProducts(products.length),
    );
  return el(
    'div',
    { class: 'recommendation' },
    list,
    eventNotes(event),
    el(
      'div',
      { class: 'row-actions' },
      ...consent,
      showAll,
      foldedJson(strings.raw, event.raw, actions),
    ),
  );
}

function productCard(product: Product, loadable: readonly string[]): HTMLElement {
  const title = visibleText(product.title?.trim() || strings.untitled);
  const url = httpUrl(product.url);
  const facets = Object.entries(product.facets).flatMap(([name, values]) =>
    values.map((value) => ({ name, value })),
  );
  return el(
    'li',
    { class: 'product' },
    mediaImage(product.imageUrl, loadable),
    el(
      'div',
      { class: 'product-text' },
      el('p', { class: 'product-title', dir: 'auto', title }, url ? link(url, title) : title),
      el(
        'p',
        { class: product.price === undefined ? 'price missing' : 'price' },
        visibleText(price(product)),
      ),
      product.description &&
        el('p', { class: 'product-description', dir: 'auto' }, visibleText(product.description)),
      facets.length > 0 &&
        el(
          'ul',
          { class: 'facets' },
          ...facets
            .slice(0, maxFacets)
            .map(({ name, value }) =>
              el('li', { class: 'tag', title: visibleText(name) }, visibleText(value)),
            ),
        ),
    ),
  );
}
