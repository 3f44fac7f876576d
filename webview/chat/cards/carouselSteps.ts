import { t } from '../../../src/shared/l10n.ts';
import { html } from 'lit-html';
import { iconButton } from '../../base/nativeButtons.ts';
import { part } from '../../base/part.ts';

/** Buttons and arrow keys that move through the list's children. */
export function carouselSteps(list: HTMLElement): HTMLElement {
  /** The index a running scroll will end at, so that quick presses add up. */
  let aim: number | undefined;
  let isFramePending = false;
  let counter = '';
  let hasPrevious = true;
  let hasNext = true;
  const { element, draw } = part(
    () =>
      html`<div class="steps-row" ?hidden=${!hasPrevious && !hasNext}>
        ${iconButton('left', t('Previous Product'), () => step(-1), !hasPrevious)}
        <span class="counter" aria-hidden="true">${counter}</span>
        ${iconButton('right', t('Next Product'), () => step(1), !hasNext)}
      </div>`,
  );

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
    counter = t('{position} of {count}', { position: current() + 1, count: list.children.length });
    hasPrevious = !isAtStart();
    hasNext = !isAtEnd();
    draw();
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
