import { html } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import { keepDraft, readDraft } from '../base/channel.ts';
import { iconPaths } from '../base/icons.ts';
import { button, textArea } from '../base/kit.ts';
import { part } from '../base/part.ts';
import { looksLikeApiKey } from '../chat/composer/looksLikeApiKey.ts';
import { host } from './host.ts';

export interface BothComposer {
  readonly element: HTMLElement;
  update(isBusy: boolean): void;
}

/** The text box that sends to both agents; Stop replaces Send while they respond. */
export function bothComposer(): BothComposer {
  let isBusy = false;
  let hint = '';
  const input = textArea({
    label: t('Message to both agents'),
    placeholder: t('Ask both agents…'),
    onInput: (value) => {
      // VS Code writes the saved draft to disk, so it must not contain a key.
      keepDraft(looksLikeApiKey(value) ? '' : value);
      hint = '';
      box.draw();
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return;
      event.preventDefault();
      submit();
    },
  });
  input.value = readDraft();
  const box = part(
    () =>
      html`<footer class="composer">
        <p class="hint" role="status">${hint}</p>
        <div class="composer-box">
          ${input.element}
          ${button({
            label: t('Send to Both'),
            kind: 'primary',
            icon: iconPaths.send,
            isDisabled: input.value.trim() === '',
            isHidden: isBusy,
            onPress: submit,
          })}
          ${button({
            label: t('Stop'),
            kind: 'secondary',
            icon: iconPaths.stop,
            isHidden: !isBusy,
            onPress: stopAnswers,
          })}
        </div>
      </footer>`,
  );

  document.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Escape' && isBusy && !isComposing) stopAnswers();
  });

  function submit(): void {
    const text = input.value;
    if (text.trim() === '' || isBusy) return;
    if (looksLikeApiKey(text)) {
      hint = t("This looks like an API key, so it wasn't sent.");
    } else {
      host.post({ type: 'send', text });
      input.value = '';
      keepDraft('');
      input.focus();
    }
    box.draw();
  }

  function stopAnswers(): void {
    host.post({ type: 'stop' });
    input.focus();
  }

  return {
    element: box.element,
    update(next) {
      isBusy = next;
      box.draw();
    },
  };
}
