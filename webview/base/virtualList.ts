import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { ChildPart, DirectiveResult } from 'lit-html/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit-html/directive-helpers.js';
import { part } from './part.ts';

export interface VirtualListOptions<Item> {
  /** Prefix of the items' IDs; unique in the page. */
  readonly name: string;
  readonly className: string;
  /** Of the list, which has the focus instead of its items. */
  readonly role: string;
  readonly label: string;
  /** Role of the element between the list and its items. */
  readonly innerRole: string;
  /** Keeps the end in view while items are added, if it was in view. */
  readonly followsEnd?: boolean;
  /** Height of each item, in letters of the list's font, at this width of the list in pixels. */
  readonly heightEm: (widthPx: number) => number;
  /** Draws an item as exactly one element. */
  readonly view: (item: Item, index: number) => TemplateResult | DirectiveResult;
  /** Items that cannot be chosen. */
  readonly isSkipped?: (item: Item) => boolean;
  readonly onChoose: (item: Item) => void;
  /** Receives the keys that do not move the selection, with the chosen item. */
  readonly onKey: (event: KeyboardEvent, item: Item) => void;
  /** A press on an item, after it has been chosen. */
  readonly onPress: (item: Item, target: Element) => void;
}

export interface VirtualList<Item> {
  readonly element: HTMLElement;
  /** Index of the chosen item, or -1. */
  readonly chosen: number;
  setItems(items: readonly Item[]): void;
  /** Chooses an item without calling `onChoose`; -1 for none. */
  setChosen(index: number): void;
  /** Like `setChosen`, and scrolls as little as necessary to show the item. */
  show(index: number): void;
  /** Draws the items again, which depend on more than themselves. */
  draw(): void;
  /** Clears the choice and scrolls to the start, or to the end if the list follows it. */
  reset(): void;
}

/** Items drawn above and below the visible ones, so that fast scrolling shows no gaps. */
const overscan = 8;

/** A list of any length with items of equal height; only visible items are in the document. */
export function virtualList<Item extends object>(
  options: VirtualListOptions<Item>,
): VirtualList<Item> {
  const { name, className, role, label, innerRole, view, isSkipped = () => false } = options;
  const inner = document.createElement('div');
  inner.className = 'virtual-inner';
  inner.role = innerRole;
  const { element } = part(
    () =>
      html`<div
        class="virtual-list ${className}"
        role=${role}
        tabindex="0"
        aria-label=${label}
        @scroll=${onScroll}
        @click=${onClick}
        @keydown=${onKeyDown}
      >
        ${inner}
      </div>`,
  );
  const root = render(nothing, inner);
  /** What is drawn, the last item first. */
  let parts: ReadonlyMap<number, ChildPart> = new Map();
  let items: readonly Item[] = [];
  let height = 24;
  let chosen = -1;
  let frame = 0;
  let isChosenSeen = false;
  /** Number of items that fit into the list. */
  let roomSeen = 0;
  let isAtEnd = true;
  new ResizeObserver(measure).observe(element);

  /** Draws in the new size; if the height of the items changes, the one at the top stays in place. */
  function measure(): void {
    const letterPx = parseFloat(getComputedStyle(element).fontSize);
    const next = Math.round(letterPx * options.heightEm(element.clientWidth));
    // Outside the page, a list has no font.
    if (next > 0 && next !== height) {
      const top = (element.scrollTop / height) * next;
      height = next;
      inner.style.height = `${items.length * height}px`;
      element.scrollTop = top;
    }
    draw();
  }

  function schedule(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  }

  function draw(): void {
    inner.style.height = `${items.length * height}px`;
    // A pane opening below the list must not hide the chosen item.
    const room = element.clientHeight / height;
    if (isChosenSeen && room !== roomSeen) scrollTo(chosen);
    roomSeen = room;
    if (options.followsEnd && isAtEnd) element.scrollTop = items.length * height;
    const first = Math.max(0, Math.floor(element.scrollTop / height) - overscan);
    const last = first + Math.ceil(room) + 2 * overscan;
    const drawn = items.slice(first, last).map((item, step) => ({ item, index: first + step }));
    // A screen reader reads the chosen item even when it is scrolled out of view.
    const held = items[chosen];
    if (held && chosen < first) drawn.unshift({ item: held, index: chosen });
    else if (held && chosen >= last) drawn.push({ item: held, index: chosen });
    fill(drawn);
    if (held) element.setAttribute('aria-activedescendant', `${name}-${chosen}`);
    else element.removeAttribute('aria-activedescendant');
    const top = chosen * height - element.scrollTop;
    isChosenSeen = chosen >= 0 && top > -height && top < element.clientHeight;
  }

  /** Elements of items that went out of view are used for those that came into view. */
  function fill(drawn: readonly { readonly item: Item; readonly index: number }[]): void {
    const wanted = new Set(drawn.map(({ index }) => index));
    const free = [...parts].filter(([index]) => !wanted.has(index)).map(([, one]) => one);
    const next = new Map<number, ChildPart>();
    let after: ChildPart | undefined;
    for (const { item, index } of drawn.toReversed()) {
      after = parts.get(index) ?? insertPart(root, after, free.shift());
      next.set(index, setChildPartValue(after, view(item, index)));
      const shown = after.startNode?.nextSibling;
      if (!(shown instanceof HTMLElement)) continue;
      shown.id = `${name}-${index}`;
      shown.dataset['index'] = String(index);
      shown.style.top = `${index * height}px`;
      shown.style.height = `${height}px`;
      if (!isSkipped(item)) shown.ariaSelected = String(index === chosen);
    }
    free.forEach(removePart);
    parts = next;
  }

  const isEndSeen = (): boolean =>
    element.scrollTop + element.clientHeight >= items.length * height - 1;

  function scrollTo(index: number): void {
    const top = index * height;
    const bottom = top + height - element.clientHeight;
    // The height must be set before scrolling to the position.
    inner.style.height = `${items.length * height}px`;
    if (element.scrollTop > top) element.scrollTop = top;
    else if (element.scrollTop < bottom) element.scrollTop = bottom;
    isAtEnd = isEndSeen();
  }

  function show(index: number): void {
    chosen = index;
    scrollTo(index);
    schedule();
  }

  function choose(index: number): void {
    const item = items[index];
    if (!item) return;
    show(index);
    draw();
    options.onChoose(item);
  }

  /** The nearest selectable item in the direction of `step`, or the chosen one if there is none. */
  function choosable(from: number, step: 1 | -1): number {
    let index = Math.max(0, Math.min(items.length - 1, from));
    for (let item = items[index]; item; item = items[(index += step)]) {
      if (!isSkipped(item)) return index;
    }
    return chosen;
  }

  function onScroll(): void {
    isAtEnd = isEndSeen();
    schedule();
  }

  function onClick({ target }: MouseEvent): void {
    if (!(target instanceof Element)) return;
    const drawn = target.closest<HTMLElement>('[data-index]');
    const index = Number(drawn?.dataset['index'] ?? -1);
    const item = items[index];
    if (!item || isSkipped(item)) return;
    choose(index);
    options.onPress(item, target);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!isPlain) return;
    const page = Math.max(1, Math.floor(element.clientHeight / height) - 1);
    const moves: Readonly<Record<string, readonly [number, 1 | -1]>> = {
      ArrowDown: [chosen + 1, 1],
      ArrowUp: [chosen < 0 ? 0 : chosen - 1, -1],
      PageDown: [chosen + page, 1],
      PageUp: [chosen - page, -1],
      Home: [0, 1],
      End: [items.length - 1, -1],
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    const item = items[chosen];
    if (move) {
      event.preventDefault();
      choose(choosable(...move));
    } else if (item) options.onKey(event, item);
  }

  return {
    element,
    get chosen() {
      return chosen;
    },
    setItems(next) {
      items = next;
      chosen = Math.min(chosen, items.length - 1);
      schedule();
    },
    setChosen(index) {
      chosen = index;
      schedule();
    },
    show,
    draw: schedule,
    reset() {
      chosen = -1;
      isAtEnd = true;
      element.scrollTop = 0;
      schedule();
    },
  };
}
