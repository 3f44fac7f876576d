import { keepDraft, readDraft } from '../base/channel.ts';
import { el, iconElement, iconPaths } from '../base/dom.ts';
import { buttonHandle, textArea } from '../base/kit.ts';
import { looksLikeApiKey } from '../chat/composer/apiKeyLike.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { host } from './host.ts';

export interface BothComposer {
  readonly element: HTMLElement;
  update(isBusy: boolean): void;
}

/** The text box that sends to both agents; Stop replaces Send while they respond. */
export function bothComposer(): BothComposer {
  let isBusy = false;
  const input = textArea({
    label: strings.message,
    placeholder: strings.placeholder,
    onInput: (value) => {
      // VS Code writes the saved draft to disk, so it must not contain a key.
      keepDraft(looksLikeApiKey(value) ? '' : value);
      hint.textContent = '';
      render();
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return;
      event.preventDefault();
      submit();
    },
  });
  const send = buttonHandle({
    label: strings.send,
    kind: 'primary',
    icon: iconElement(iconPaths.send),
    onPress: submit,
  });
  const stop = buttonHandle({
    label: strings.stop,
    kind: 'secondary',
    icon: iconElement(iconPaths.stop),
    onPress: stopAnswers,
  });
  const hint = el('p', { class: 'hint', role: 'status' });
  input.value = readDraft();

  document.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Escape' && isBusy && !isComposing) stopAnswers();
  });

  function submit(): void {
    const text = input.value;
    if (text.trim() === '' || isBusy) return;
    if (looksLikeApiKey(text)) {
      hint.textContent = strings.looksLikeKey;
      return;
    }
    host.post({ type: 'send', text });
    input.value = '';
    keepDraft('');
    input.focus();
    render();
  }

  function stopAnswers(): void {
    host.post({ type: 'stop' });
    input.focus();
  }

  function render(): void {
    send.element.hidden = isBusy;
    stop.element.hidden = !isBusy;
    send.setDisabled(input.value.trim() === '');
  }

  render();
  return {
    element: el(
      'footer',
      { class: 'composer' },
      hint,
      el('div', { class: 'composer-box' }, input.element, send.element, stop.element),
    ),
    update(next) {
      isBusy = next;
      render();
    },
  };
}
