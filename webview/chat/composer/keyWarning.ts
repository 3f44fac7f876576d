import { composerStrings as strings } from '../../strings/composerStrings.ts';
import { el } from '../../base/dom.ts';
import { buttonHandle } from '../../base/kit.ts';
import { strings as common } from '../../strings/strings.ts';

export interface KeyWarning {
  readonly element: HTMLElement;
  show(): void;
  hide(): void;
}

/** Warns before sending a message that looks like an API key. */
export function keyWarning(options: {
  readonly setKey: () => void;
  readonly sendAnyway: () => void;
}): KeyWarning {
  const setKey = buttonHandle({ label: common.setApiKey, kind: 'primary', onPress: options.setKey });
  const send = buttonHandle({
    label: strings.sendAnyway,
    kind: 'secondary',
    onPress: options.sendAnyway,
  });
  const text = el('p', { role: 'alert' });
  const actions = el('div', { class: 'row-actions' }, setKey.element, send.element);
  const element = el('div', { class: 'composer-part', hidden: true }, text, actions);
  return {
    element,
    show() {
      element.hidden = false;
      text.textContent = strings.looksLikeKey;
    },
    hide() {
      element.hidden = true;
      text.textContent = '';
    },
  };
}
