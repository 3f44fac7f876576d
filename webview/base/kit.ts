import {
  provideVSCodeDesignSystem,
  type TextArea,
  vsCodeButton,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit-html';
import { firstPress } from './dom.ts';
import { icon } from './icons.ts';

// The only file that imports the UI toolkit, so that replacing it changes nothing else.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea());

export interface ButtonLook {
  readonly label: string;
  readonly kind: 'primary' | 'secondary';
  /** Path of an icon shown instead of the label, which becomes the accessible name and tooltip. */
  readonly icon?: string;
  readonly title?: string;
  readonly isDisabled?: boolean;
  readonly isHidden?: boolean;
  readonly onPress: () => void;
}

/** A button of the toolkit. Ignores the second click of a double click. */
export function button(look: ButtonLook): TemplateResult {
  const { label, kind, icon: path, isDisabled = false, isHidden = false, onPress } = look;
  const title = look.title ?? (path === undefined ? nothing : label);
  return html`<vscode-button
    class="kit-button"
    appearance=${kind}
    aria-label=${path === undefined ? nothing : label}
    title=${title}
    ?disabled=${isDisabled}
    ?hidden=${isHidden}
    @click=${firstPress(() => {
      if (!isDisabled) onPress();
    })}
    >${path === undefined ? label : icon(path)}</vscode-button
  >`;
}

export interface TextAreaHandle {
  readonly element: HTMLElement;
  value: string;
  /** Offset of the caret; setting it clears the selection. */
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
  // When connected, the element uses its text as `aria-label`; the style sheet hides the text.
  element.textContent = options.label;
  return {
    element,
    get value() {
      return element.value;
    },
    set value(value: string) {
      element.value = value;
      // The element updates its inner control later, which would move a caret that is set now.
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
