import type { RecommendationEvent } from '../../../src/shared/model.ts';
import { el, iconElement, plainButton } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { entry } from './cardFooter.ts';
import { allowButton, blockedOrigins } from './media.ts';
import { productCard } from './productCard.ts';

const maxShown = 50;

/** The recommended products side by side, with scrolling and step buttons, or as a list. */
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

/** Buttons and arrow keys that move through the list's children. */
function carouselSteps(list: HTMLElement): HTMLElement {
  const previous = stepButton(cardIcons.previous, strings.previousProduct, () => step(-1));
  const next = stepButton(cardIcons.next, strings.nextProduct, () => step(1));
  const counter = el('span', { class: 'counter', 'aria-hidden': 'true' });
  const element = el('div', { class: 'steps-row' }, previous, counter, next);
  /** The index a running scroll will end at, so that quick presses add up. */
  let aim: number | undefined;
  let isFramePending = false;

  const isLeftToRight = (): boolean => getComputedStyle(list).direction === 'ltr';
  const isAtStart = (): boolean => Math.abs(list.scrollLeft) < 1;
  const isAtEnd = (): boolean =>
    Math.abs(list.scrollLeft) + list.clientWidth >= list.scrollWidth - 1;

  /** Distance from the list's start edge to a child's, in reading direction, in pixels. */
  function offsetOf(child: Element): number {
    const box = child.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    return isLeftToRight() ? box.left - frame.left : frame.right - box.right;
  }

  /** Index of the first child whose start is in view. */
  function current(): number {
    return Math.max(
      0,
      [...list.children].findIndex((child) => offsetOf(child) >= -1),
    );
  }

  function step(by: 1 | -1): void {
    if (by > 0 ? isAtEnd() : isAtStart()) return;
    const index = (aim ?? current()) + by;
    const target = list.children[index];
    if (!target) return;
    aim = index;
    list.scrollBy({ left: offsetOf(target) * (isLeftToRight() ? 1 : -1) });
  }

  function update(): void {
    counter.textContent = strings.countOf(current() + 1, list.children.length);
    previous.ariaDisabled = String(isAtStart());
    next.ariaDisabled = String(isAtEnd());
    element.hidden = isAtStart() && isAtEnd();
  }

  list.addEventListener('scrollend', () => (aim = undefined));
  list.addEventListener('scroll', () => {
    if (isFramePending) return;
    isFramePending = true;
    requestAnimationFrame(() => {
      isFramePending = false;
      update();
    });
  });
  list.addEventListener('keydown', (event) => {
    const forward = isLeftToRight() ? 'ArrowRight' : 'ArrowLeft';
    const isStep = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    if (!isStep || event.target !== list) return;
    event.preventDefault();
    step(event.key === forward ? 1 : -1);
  });
  // Sizes are only known once the card is in the page.
  new ResizeObserver(update).observe(list);
  return element;
}

function stepButton(path: string, label: string, onPress: () => void): HTMLButtonElement {
  return plainButton({ class: 'step', 'aria-label': label, title: label }, onPress, iconElement(path));
}
