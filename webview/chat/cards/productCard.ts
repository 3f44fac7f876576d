import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Product } from '../../../src/shared/model.ts';
import { clipboardLine } from '../../../src/shared/clipboardText.ts';
import { httpUrl } from '../../../src/shared/guards.ts';
import { digitsOf } from '../../../src/shared/format.ts';
import type { Actions } from '../hostActions.ts';
import { price } from '../../base/pageFormat.ts';
import { link } from '../../text/markdown.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { CardContext } from './cardContext.ts';
import { copyButton } from './foldedJson.ts';
import { line } from './line.ts';
import { mediaImage } from './media.ts';

/** Facets in the card; the others are in its details. */
const shownFacets = 3;

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
): TemplateResult {
  const title = visibleText(product.title?.trim() || t('Untitled product'));
  const url = httpUrl(product.url);
  const facets = Object.entries(product.facets);
  const cost = digitsOf(product) === undefined ? 'price missing' : 'price';
  return html`<li class="product">
    <span class="unseen">${t('Product {position} of {count}:', { position, count })}</span>
    ${mediaImage(product.imageUrl, context)}
    <div class="product-text">
      <p class="product-title" dir="auto" title=${title}>${url ? link(url, title) : title}</p>
      <p class=${cost}>${visibleText(price(product))}</p>
      ${facetList(facets.slice(0, shownFacets))}
      ${more(product, facets.slice(shownFacets), url, context.actions)}
    </div>
  </li>`;
}

type Facets = readonly (readonly [name: string, values: readonly string[]])[];

function facetList(facets: Facets): TemplateResult | typeof nothing {
  if (facets.length === 0) return nothing;
  return html`<dl class="facets">
    ${facets.map(
      ([name, values]) =>
        html`<dt>${visibleText(name)}</dt>
          <dd>${visibleText(values.join(', '))}</dd>`,
    )}
  </dl>`;
}

/** The folded details: the description, more facets, and values a tester may want to copy. */
function more(
  { description, productId: id, url: address }: Product,
  facets: Facets,
  url: URL | undefined,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (!description && !id && !address && facets.length === 0) return nothing;
  return html`<details class="fold">
    <summary>${strings.details}</summary>
    ${line(description, 'product-description')}${facetList(facets)}
    ${id ? html`<p class="kind">${visibleText(id)}</p>` : nothing}
    ${address && !url ? html`<p class="muted">${visibleText(address)}</p>` : nothing}
    <div class="row-actions">
      ${id ? copyButton(() => clipboardLine(id), actions, t('Copy ID')) : nothing}
      ${url ? copyButton(() => url.href, actions, t('Copy Link')) : nothing}
    </div>
  </details>`;
}
