import { render, type TemplateResult } from 'lit-html';

/** One element with a life of its own: it keeps its identity, focus and scroll position. */
export interface Part {
  readonly element: HTMLElement;
  /** Draws the template with the values it has now; only what differs is touched. */
  readonly draw: () => void;
}

/** Draws a template with exactly one root element, which may then be placed anywhere. */
export function part(template: () => TemplateResult): Part {
  const holder = document.createElement('div');
  render(template(), holder);
  const [element] = holder.children;
  if (!(element instanceof HTMLElement)) throw new TypeError('A part needs one root element.');
  return { element, draw: () => render(template(), holder) };
}
