import type { ViewState } from '../../src/shared/model.ts';
import type { Actions } from '../actions.ts';
import { el, icon, iconPaths } from '../dom.ts';
import { button, textArea } from '../kit.ts';
import { strings } from '../strings.ts';
import { isBusy, sendObstacle, type Obstacle } from '../viewModel.ts';

export interface Composer {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  /** Puts text below what is already there, never over it, and the focus on it. */
  compose(text: string | undefined): void;
}

export interface ComposerOptions {
  readonly actions: Actions;
  readonly draft: string;
  readonly keepDraft: (draft: string) => void;
}

const hints: Readonly<Record<Obstacle, string>> = {
  noAgent: strings.noAgentYet,
  busy: strings.stillAnswering,
  closing: strings.sessionClosing,
};

/** The text box with Send, and Stop in the same place while an answer is awaited. */
export function composer({ actions, draft, keepDraft }: ComposerOptions): Composer {
  let obstacle: Obstacle | undefined = 'noAgent';
  let canStop = false;

  const input = textArea({
    label: strings.message,
    placeholder: strings.placeholder,
    onInput: draftChanged,
    onKeyDown(event) {
      // While an input method composes, Enter chooses a candidate.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    },
  });
  const send = button({
    label: strings.send,
    kind: 'primary',
    icon: icon(iconPaths.send),
    onPress: submit,
  });
  const stop = button({
    label: strings.stop,
    kind: 'secondary',
    icon: icon(iconPaths.stop),
    onPress: stopAnswer,
  });
  const hint = el('p', { class: 'hint', role: 'status' });
  const box = el('div', { class: 'composer-box' }, input.element, send.element, stop.element);
  const element = el('footer', { class: 'composer' }, hint, box);
  input.value = draft;
  render();

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && canStop && !event.isComposing) stopAnswer();
  });

  function draftChanged(value: string): void {
    keepDraft(value);
    hint.textContent = '';
    render();
  }

  function submit(): void {
    const text = input.value;
    if (text.trim() === '') return;
    if (obstacle) {
      hint.textContent = hints[obstacle];
      return;
    }
    actions.sendText(text);
    input.value = '';
    draftChanged('');
    input.focus();
  }

  function stopAnswer(): void {
    actions.stop();
    input.focus();
  }

  function render(): void {
    send.element.hidden = canStop;
    stop.element.hidden = !canStop;
    send.setDisabled(input.value.trim() === '');
  }

  return {
    element,
    update(state) {
      const next = sendObstacle(state);
      if (next !== obstacle) hint.textContent = '';
      obstacle = next;
      canStop = isBusy(state);
      input.setPlaceholder(next === 'noAgent' ? strings.placeholderNoAgent : strings.placeholder);
      render();
    },
    compose(text) {
      if (text !== undefined) {
        const before = input.value.trimEnd();
        input.value = before === '' ? text : `${before}\n\n${text}`;
        draftChanged(input.value);
      }
      input.focus();
    },
  };
}
