import { el, type Attributes } from './dom.ts';

export interface VirtualListOptions {
  /** Prefix of the items' IDs; unique in the page. */
  readonly name: string;
  /** Role and name of the list, which has the focus instead of its items. */
  readonly attributes: Attributes;
  /** Role of the element between the list and its items. */
  readonly innerRole: string;
  /** Keeps the end in view while items are added, if it was in view. */
  readonly followsEnd?: boolean;
  /** An item's element is reused as long as this value stays the same. */
  readonly sourceOf: (index: number) => unknown;
  readonly draw: (index: number) => HTMLElement;
  /** Updates a drawn element with state that its source does not include. */
  readonly refresh?: (element: HTMLElement, index: number) => void;
  /** Items that cannot be chosen. */
  readonly isSkipped?: (index: number) => boolean;
  readonly onChoose: (index: number) => void;
  /** Receives the keys that do not move the selection. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** A press on an item, after it has been chosen. */
  readonly onPress: (index: number, target: Element) => void;
}

export interface VirtualList {
  readonly element: HTMLElement;
  /** Index of the chosen item, or -1. */
  readonly chosen: number;
  setCount(count: number): void;
  /** In pixels, the same for all items. */
  setItemHeight(height: number): void;
  /** Chooses an item without calling `onChoose`; -1 for none. */
  setChosen(index: number): void;
  /** Scrolls as little as necessary to show an item. */
  reveal(index: number): void;
  refresh(): void;
  /** Clears the choice and scrolls to the start, or to the end if the list follows it. */
  reset(): void;
}

/** Items drawn above and below the visible ones, so that fast scrolling shows no gaps. */
const overscan = 8;

/** A list of any length with items of equal height; only visible items are in the document. */
export function virtualList(options: VirtualListOptions): VirtualList {
  const { name, sourceOf, draw, isSkipped = () => false } = options;
  const inner = el('div', { class: 'virtual-inner', role: options.innerRole });
  const element = el('div', { class: 'virtual-list', tabindex: '0', ...options.attributes }, inner);
  let drawn = new Map<number, { readonly source: unknown; readonly element: HTMLElement }>();
  let count = 0;
  let height = 24;
  let chosen = -1;
  let isFramePending = false;
  let isChosenSeen = false;
  /** Number of items that fit into the list. */
  let roomSeen = 0;
  let isAtEnd = true;

  function schedule(): void {
    if (isFramePending) return;
    isFramePending = true;
    requestAnimationFrame(() => {
      isFramePending = false;
      render();
    });
  }

  function render(): void {
    inner.style.height = `${count * height}px`;
    // A pane opening below the list must not hide the chosen item.
    const room = element.clientHeight / height;
    if (isChosenSeen && room !== roomSeen) scrollTo(chosen);
    roomSeen = room;
    if (options.followsEnd && isAtEnd) element.scrollTop = count * height;
    const first = Math.max(0, Math.floor(element.scrollTop / height) - overscan);
    const visible = Math.ceil(element.clientHeight / height) + 2 * overscan;
    const last = Math.min(count, first + visible);
    const wanted = Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step);
    // A screen reader reads the chosen item even when it is scrolled out of view.
    if (chosen >= 0 && chosen < first) wanted.unshift(chosen);
    else if (chosen >= last && chosen < count) wanted.push(chosen);
    const next = new Map<number, { readonly source: unknown; readonly element: HTMLElement }>();
    for (const index of wanted) {
      const source = sourceOf(index);
      const old = drawn.get(index);
      next.set(index, old && old.source === source ? old : { source, element: draw(index) });
    }
    for (const [index, old] of drawn) if (next.get(index) !== old) old.element.remove();
    drawn = next;
    const top = chosen * height - element.scrollTop;
    isChosenSeen = chosen >= 0 && top > -height && top < element.clientHeight;
    place();
  }

  function place(): void {
    let cursor = inner.firstChild;
    for (const [index, { element: item }] of drawn) {
      item.id = `${name}-${index}`;
      item.dataset['index'] = String(index);
      item.style.top = `${index * height}px`;
      item.style.height = `${height}px`;
      if (!isSkipped(index)) item.ariaSelected = String(index === chosen);
      options.refresh?.(item, index);
      if (item === cursor) cursor = item.nextSibling;
      else inner.insertBefore(item, cursor);
    }
    if (drawn.has(chosen)) element.setAttribute('aria-activedescendant', `${name}-${chosen}`);
    else element.removeAttribute('aria-activedescendant');
  }

  const isEndSeen = (): boolean => element.scrollTop + element.clientHeight >= count * height - 1;

  function scrollTo(index: number): void {
    const top = index * height;
    const bottom = top + height - element.clientHeight;
    // The height must be set before scrolling to the position.
    inner.style.height = `${count * height}px`;
    if (element.scrollTop > top) element.scrollTop = top;
    else if (element.scrollTop < bottom) element.scrollTop = bottom;
    isAtEnd = isEndSeen();
  }

  function reveal(index: number): void {
    scrollTo(index);
    schedule();
  }

  function choose(index: number): void {
    chosen = index;
    reveal(index);
    render();
    options.onChoose(index);
  }

  /** The nearest selectable item in the direction of `step`, or the chosen one if there is none. */
  function choosable(from: number, step: 1 | -1): number {
    let index = Math.max(0, Math.min(count - 1, from));
    while (index >= 0 && index < count && isSkipped(index)) index += step;
    return index >= 0 && index < count ? index : chosen;
  }

  element.addEventListener('scroll', () => {
    isAtEnd = isEndSeen();
    schedule();
  });
  new ResizeObserver(render).observe(element);
  element.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    const item = target.closest<HTMLElement>('[data-index]');
    const index = Number(item?.dataset['index'] ?? -1);
    if (index < 0 || isSkipped(index)) return;
    choose(index);
    options.onPress(index, target);
  });
  element.addEventListener('keydown', (event) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!isPlain) return;
    const page = Math.max(1, Math.floor(element.clientHeight / height) - 1);
    const moves: Readonly<Record<string, readonly [number, 1 | -1]>> = {
      ArrowDown: [chosen + 1, 1],
      ArrowUp: [chosen < 0 ? 0 : chosen - 1, -1],
      PageDown: [chosen + page, 1],
      PageUp: [chosen - page, -1],
      Home: [0, 1],
      End: [count - 1, -1],
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move) {
      options.onKey(event);
      return;
    }
    event.preventDefault();
    if (count > 0) choose(choosable(...move));
  });

  return {
    element,
    get chosen() {
      return chosen;
    },
    setCount(next) {
      count = next;
      chosen = Math.min(chosen, count - 1);
      schedule();
    },
    setItemHeight(next) {
      if (next === height) return;
      // Keeps the item at the top in place.
      const top = (element.scrollTop / height) * next;
      height = next;
      inner.style.height = `${count * height}px`;
      element.scrollTop = top;
      schedule();
    },
    setChosen(index) {
      chosen = index;
      schedule();
    },
    reveal,
    refresh: schedule,
    reset() {
      chosen = -1;
      isAtEnd = true;
      element.scrollTop = 0;
      schedule();
    },
  };
}
