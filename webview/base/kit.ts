import {
  type Button,
  provideVSCodeDesignSystem,
  type TextArea,
  vsCodeButton,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';
import { icon, plainButton } from './dom.ts';
import { controlIcons } from './icons.ts';

// The only file that knows the UI toolkit: a successor is one commit here.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea());

export interface ButtonHandle {
  readonly element: HTMLElement;
  setDisabled(isDisabled: boolean): void;
  setLabel(label: string): void;
}

export interface ButtonOptions {
  readonly label: string;
  readonly kind: 'primary' | 'secondary';
  /** Shown in place of the label, which then is the accessible name and the tooltip. */
  readonly icon?: SVGSVGElement;
  readonly onPress: () => void;
}

export function button({ label, kind, icon, onPress }: ButtonOptions): ButtonHandle {
  const element = document.createElement('vscode-button') as Button;
  element.setAttribute('appearance', kind);
  // The second click of a double click is none: it may meet another button in the same place.
  element.addEventListener('click', ({ detail }) => {
    if (!element.disabled && detail < 2) onPress();
  });
  function setLabel(text: string): void {
    if (icon) {
      element.setAttribute('aria-label', text);
      element.title = text;
    } else if (element.textContent !== text) {
      element.textContent = text;
    }
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

export interface TextAreaHandle {
  readonly element: HTMLElement;
  value: string;
  /** Where the next character would stand; setting it ends a selection. */
  caret: number;
  setPlaceholder(placeholder: string): void;
  focus(): void;
}

export interface TextAreaOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly onInput: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function textArea(options: TextAreaOptions): TextAreaHandle {
  const element = document.createElement('vscode-text-area') as TextArea;
  element.className = 'text-area';
  element.setAttribute('placeholder', options.placeholder);
  element.setAttribute('rows', '1');
  element.addEventListener('input', () => options.onInput(element.value));
  element.addEventListener('keydown', options.onKeyDown);
  // On connecting, the element makes its text its `aria-label`; the style sheet hides the text.
  element.textContent = options.label;
  return {
    element,
    get value() {
      return element.value;
    },
    set value(value: string) {
      element.value = value;
      // The element passes it on a moment later, and that would move a caret that is set now.
      if (element.isConnected) element.control.value = value;
    },
    get caret() {
      return element.control.selectionEnd;
    },
    set caret(position: number) {
      element.control.setSelectionRange(position, position);
    },
    setPlaceholder(placeholder) {
      element.setAttribute('placeholder', placeholder);
    },
    focus() {
      element.focus();
    },
  };
}

/** A small button with nothing but an icon on it; its label is its name and its tooltip. */
export function iconButton(
  name: keyof typeof controlIcons,
  label: string,
  onPress: () => void,
): HTMLButtonElement {
  const attributes = { class: 'icon-button', title: label, 'aria-label': label };
  return plainButton(attributes, onPress, icon(controlIcons[name]));
}
