import { html, nothing, type TemplateResult } from 'lit-html';
import { firstPress } from '../../../webview/base/dom.ts';
import { icon } from '../../../webview/base/icons.ts';
import type { ButtonLook, TextAreaHandle, TextAreaOptions } from '../../../webview/base/kit.ts';

// The kit over the browser's own elements: proof that only webview/base/kit.ts knows the toolkit.

export function button(look: ButtonLook): TemplateResult {
  const { label, icon: path, isDisabled = false, isHidden = false, onPress } = look;
  return html`<button
    aria-label=${path === undefined ? nothing : label}
    title=${look.title ?? nothing}
    ?disabled=${isDisabled}
    ?hidden=${isHidden}
    @click=${firstPress(onPress)}
  >
    ${path === undefined ? label : icon(path)}
  </button>`;
}

export function textArea(options: TextAreaOptions): TextAreaHandle {
  const element = document.createElement('textarea');
  element.setAttribute('aria-label', options.label);
  element.placeholder = options.placeholder;
  element.addEventListener('input', () => options.onInput(element.value));
  element.addEventListener('keydown', options.onKeyDown);
  return {
    element,
    get value() {
      return element.value;
    },
    set value(value: string) {
      element.value = value;
    },
    get caret() {
      return element.selectionEnd;
    },
    set caret(position: number) {
      element.setSelectionRange(position, position);
    },
    setPlaceholder(placeholder) {
      element.placeholder = placeholder;
    },
    focus() {
      element.focus();
    },
  };
}
