/** The content of an element. Text becomes a text node, never markup. */
export type Child = Node | string | undefined | false;

export interface Attributes {
  readonly [name: string]: string | boolean | undefined;
}

/** Creates an element. An attribute of `true` is set empty; `false` and `undefined` set none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  append(element, children);
  return element;
}

export function append(parent: ParentNode, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== undefined && child !== false) parent.append(child);
  }
}

/** A native button for places with many buttons: chips, copy, folds. */
export function plainButton(
  attributes: Attributes,
  onPress: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const button = el('button', { type: 'button', ...attributes }, ...children);
  button.addEventListener('click', onPress);
  return button;
}

/** A native button that sends something; ignores the second click of a double click. */
export function sendingButton(
  attributes: Attributes,
  onPress: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const button = el('button', { type: 'button', ...attributes }, ...children);
  button.addEventListener('click', ({ detail }) => {
    if (detail < 2) onPress();
  });
  return button;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A 16 by 16 icon drawn with one path in the current colour; hidden from screen readers. */
export function iconElement(path: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const shape = document.createElementNS(svgNamespace, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const iconPaths = {
  send: 'M1.5 1.6 15 8 1.5 14.4 3 9l6-1-6-1z',
  stop: 'M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
  warning: 'M8 1.5 15.5 14.5H.5zM7.3 6v4.2h1.4V6zm0 5.2v1.5h1.4v-1.5z',
  sofia:
    'M7 1.5 8.6 6 13 7.6 8.6 9.2 7 13.7 5.4 9.2 1 7.6 5.4 6zM13 1l.6 1.6 1.6.6-1.6.6L13 5.4l-.6-1.6-1.6-.6 1.6-.6zM12.6 11.4l.5 1.3 1.3.5-1.3.5-.5 1.3-.5-1.3-1.3-.5 1.3-.5z',
} as const;

/**
 * Calls `onPress` for a click, but not for the second one of a double click: another button may have
 * taken this one's place.
 */
export function firstPress(onPress: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) onPress();
  };
}

/** Calls back once the page has loaded, or immediately if it already has. */
export function whenLoaded(callback: () => void): void {
  if (document.readyState === 'complete') callback();
  else window.addEventListener('load', callback, { once: true });
}

const everyMs = 100;

/** Calls `tick` now and ten times a second until it returns false or the element is removed. */
export function tickWhileShown(element: Element, tick: () => boolean): void {
  if (!tick()) return;
  const timer = setInterval(() => {
    if (!element.isConnected || !tick()) clearInterval(timer);
  }, everyMs);
}

/** Milliseconds since a time on the host's clock, which may be ahead of ours; never negative. */
export function msSince(epochMs: number): number {
  return Math.max(0, Date.now() - epochMs);
}
