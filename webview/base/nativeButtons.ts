import { html, nothing, type TemplateResult } from 'lit-html';
import { firstPress } from './dom.ts';
import { controlIcons, icon } from './icons.ts';

/**
 * A small button that shows only an icon; its label is its accessible name and tooltip. `isDisabled`
 * only says so, because a disabled button would lose the focus: a press must then do nothing.
 */
export function iconButton(
  name: keyof typeof controlIcons,
  label: string,
  onPress: () => void,
  isDisabled?: boolean,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-disabled=${isDisabled === undefined ? nothing : String(isDisabled)}
    @click=${onPress}
  >
    ${icon(controlIcons[name])}
  </button>`;
}

/** A button that looks like a link. Ignores the second click of a double click. */
export function quietButton(label: string, onPress: () => void): TemplateResult {
  return html`<button type="button" class="quiet" @click=${firstPress(onPress)}>${label}</button>`;
}
