import type { Actions } from '../hostActions.ts';
import { el, plainButton } from '../../base/dom.ts';
import { pretty } from '../../base/pageFormat.ts';
import { strings } from '../../strings/strings.ts';
import { indentJson } from '../../../src/shared/json/indentJson.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';

const copiedMs = 1500;

/** A value as folded JSON; rendered when first opened. */
export function foldedJson(summary: string, value: unknown, actions: Actions): HTMLElement {
  return fold(
    summary,
    () => pretty(value),
    () => pretty(value),
    actions,
  );
}

/** Like `foldedJson`, for received JSON text; copying gives exactly the received text. */
export function foldedText(summary: string, text: string, actions: Actions): HTMLElement {
  return fold(
    summary,
    () => indentJson(text),
    () => text,
    actions,
  );
}

function fold(
  summary: string,
  shown: () => string,
  copied: () => string,
  actions: Actions,
): HTMLElement {
  const details = el('details', { class: 'fold' }, el('summary', {}, summary));
  details.addEventListener(
    'toggle',
    () => {
      const code = el('pre', { tabindex: '0', 'aria-label': summary }, visibleText(shown()));
      details.append(el('div', { class: 'fold-body' }, copyButton(copied, actions), code));
    },
    { once: true },
  );
  return details;
}

/** Copies through the host and confirms it for a moment. */
export function copyButton(
  text: () => string,
  actions: Actions,
  label: string = strings.copy,
): HTMLButtonElement {
  const button = plainButton(
    { class: 'quiet' },
    () => {
      actions.copy(text());
      button.textContent = strings.copied;
      setTimeout(() => (button.textContent = label), copiedMs);
    },
    label,
  );
  return button;
}
