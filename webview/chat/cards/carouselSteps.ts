import { html, type TemplateResult } from 'lit-html';
import { AsyncDirective, directive } from 'lit-html/async-directive.js';
import type { Ref } from 'lit-html/directives/ref.js';
import { cardIcons, icon } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';

class CarouselSteps extends AsyncDirective {
  #list: HTMLElement | undefined;
  /** The index a running scroll will end at, so that quick presses add up. */
  #aim: number | undefined;
  #isFramePending = false;
  #counter = '';
  #isAtStart = false;
  #isAtEnd = false;

  render(list: Ref<HTMLElement>): TemplateResult {
    if (!this.#list && list.value) this.#follow(list.value);
    return this.#draw();
  }

  #draw(): TemplateResult {
    const { previousProduct, nextProduct } = strings;
    return html`<div class="steps-row" ?hidden=${this.#isAtStart && this.#isAtEnd}>
      ${stepButton(cardIcons.previous, previousProduct, this.#isAtStart, () => this.#step(-1))}
      <span class="counter" aria-hidden="true">${this.#counter}</span>
      ${stepButton(cardIcons.next, nextProduct, this.#isAtEnd, () => this.#step(1))}
    </div>`;
  }

  #follow(list: HTMLElement): void {
    this.#list = list;
    list.addEventListener('scrollend', () => (this.#aim = undefined));
    list.addEventListener('scroll', () => {
      if (this.#isFramePending) return;
      this.#isFramePending = true;
      requestAnimationFrame(() => {
        this.#isFramePending = false;
        this.#measure(list);
      });
    });
    list.addEventListener('keydown', (event) => {
      const forward = isLeftToRight(list) ? 'ArrowRight' : 'ArrowLeft';
      const isStep = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
      if (!isStep || event.target !== list) return;
      event.preventDefault();
      this.#step(event.key === forward ? 1 : -1);
    });
    // Sizes are only known once the card is in the page.
    new ResizeObserver(() => this.#measure(list)).observe(list);
  }

  #measure(list: HTMLElement): void {
    this.#counter = strings.countOf(current(list) + 1, list.children.length);
    this.#isAtStart = isAtStart(list);
    this.#isAtEnd = isAtEnd(list);
    this.setValue(this.#draw());
  }

  #step(by: 1 | -1): void {
    const list = this.#list;
    if (!list || (by > 0 ? isAtEnd(list) : isAtStart(list))) return;
    const index = (this.#aim ?? current(list)) + by;
    const target = list.children[index];
    if (!target) return;
    this.#aim = index;
    list.scrollBy({ left: offsetIn(list, target) * (isLeftToRight(list) ? 1 : -1) });
  }
}

/** Buttons and arrow keys that move through the children of a list. */
export const carouselSteps = directive(CarouselSteps);

function isLeftToRight(list: HTMLElement): boolean {
  return getComputedStyle(list).direction === 'ltr';
}

function isAtStart({ scrollLeft }: HTMLElement): boolean {
  return Math.abs(scrollLeft) < 1;
}

function isAtEnd({ scrollLeft, clientWidth, scrollWidth }: HTMLElement): boolean {
  return Math.abs(scrollLeft) + clientWidth >= scrollWidth - 1;
}

/** Distance from the list's start edge to a child's, in reading direction, in pixels. */
function offsetIn(list: HTMLElement, child: Element): number {
  const box = child.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  return isLeftToRight(list) ? box.left - frame.left : frame.right - box.right;
}

/** Index of the first child whose start is in view. */
function current(list: HTMLElement): number {
  const index = [...list.children].findIndex((child) => offsetIn(list, child) >= -1);
  return Math.max(0, index);
}

function stepButton(
  path: string,
  label: string,
  isDisabled: boolean,
  onPress: () => void,
): TemplateResult {
  return html`<button
    type="button"
    class="step"
    aria-label=${label}
    title=${label}
    aria-disabled=${String(isDisabled)}
    @click=${onPress}
  >
    ${icon(path)}
  </button>`;
}
