import { html, nothing, type TemplateResult } from 'lit-html';
import { firstPress, iconElement, plainButton } from '../../../webview/base/dom.ts';
import { controlIcons, icon } from '../../../webview/base/icons.ts';
import type {
  ButtonHandle,
  ButtonLook,
  ButtonOptions,
  TextAreaHandle,
  TextAreaOptions,
} from '../../../webview/base/kit.ts';

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

export function iconButton(
  name: keyof typeof controlIcons,
  label: string,
  onPress: () => void,
): TemplateResult {
  return html`<button title=${label} aria-label=${label} @click=${onPress}>
    ${icon(controlIcons[name])}
  </button>`;
}

export function quietButton(label: string, onPress: () => void): TemplateResult {
  return html`<button @click=${onPress}>${label}</button>`;
}

// bridge: until all pages use the templates
export function buttonHandle({ label, icon, onPress }: ButtonOptions): ButtonHandle {
  const element = document.createElement('button');
  element.addEventListener('click', onPress);
  function setLabel(text: string): void {
    if (icon) element.setAttribute('aria-label', text);
    else element.textContent = text;
  }
  setLabel(label);
  if (icon) element.append(icon);
  return {
    element,
    setLabel,
    setDisabled(isDisabled) {
      element.disabled = isDisabled;
    },
  };
}

// bridge: until all pages use the templates
export function iconButtonElement(
  name: keyof typeof controlIcons,
  label: string,
  onPress: () => void,
): HTMLButtonElement {
  const attributes = { title: label, 'aria-label': label };
  return plainButton(attributes, onPress, iconElement(controlIcons[name]));
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
