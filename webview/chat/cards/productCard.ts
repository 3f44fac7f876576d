import type { Product } from '../../../src/shared/model.ts';
import { clipboardLine } from '../../../src/shared/clipboardText.ts';
import { httpUrl } from '../../../src/shared/guards.ts';
import { digitsOf } from '../../../src/shared/format.ts';
import type { Actions } from '../hostActions.ts';
import { el } from '../../base/dom.ts';
import { price } from '../../base/pageFormat.ts';
import { link } from '../../text/markdown.ts';
import { strings } from '../../strings/strings.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { CardContext } from './cardContext.ts';
import { copyButton } from './foldedJson.ts';
import { mediaImage } from './media.ts';

const maxFacets = 6;

/** A product's position in its recommendation. */
export interface ProductPlace {
  /** 1-based. */
  readonly position: number;
  readonly count: number;
}

/** One product: a summary, with more details folded. */
export function productCard(
  product: Product,
  { position, count }: ProductPlace,
  context: CardContext,
): HTMLElement {
  const title = visibleText(product.title?.trim() || strings.untitled);
  const url = httpUrl(product.url);
  return el(
    'li',
    { class: 'product' },
    el('span', { class: 'unseen' }, strings.productOf(position, count)),
    mediaImage(product.imageUrl, context),
    el(
      'div',
      { class: 'product-text' },
      el('p', { class: 'product-title', dir: 'auto', title }, url ? link(url, title) : title),
      el(
        'p',
        { class: digitsOf(product) === undefined ? 'price missing' : 'price' },
        visibleText(price(product)),
      ),
      facets(product),
      more(product, url, context.actions),
    ),
  );
}

function facets({ facets }: Product): HTMLElement | undefined {
  const entries = Object.entries(facets);
  if (entries.length === 0) return undefined;
  const left = entries.length - maxFacets;
  return el(
    'ul',
    { class: 'facets' },
    ...entries
      .slice(0, maxFacets)
      .map(([name, values]) =>
        el(
          'li',
          { class: 'tag facet' },
          el('span', { class: 'facet-name' }, `${visibleText(name)}: `),
          visibleText(values.join(', ')),
        ),
      ),
    left > 0 && el('li', { class: 'tag facet' }, strings.moreFacets(left)),
  );
}

/** The folded details: the description, and values a tester may want to copy. */
function more(
  { description, productId, url: address }: Product,
  url: URL | undefined,
  actions: Actions,
): HTMLElement | undefined {
  if (!description && !productId && !address) return undefined;
  return el(
    'details',
    { class: 'fold' },
    el('summary', {}, strings.details),
    description && el('p', { class: 'product-description', dir: 'auto' }, visibleText(description)),
    productId && el('p', { class: 'kind' }, visibleText(productId)),
    address && !url && el('p', { class: 'muted' }, visibleText(address)),
    el(
      'div',
      { class: 'row-actions' },
      productId && copyButton(() => clipboardLine(productId), actions, strings.copyId),
      url && copyButton(() => url.href, actions, strings.copyLink),
    ),
  );
}
