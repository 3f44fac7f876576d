import { composerStrings as strings } from '../../strings/composerStrings.ts';
import { el } from '../../base/dom.ts';
import { button, textArea } from '../../base/kit.ts';

/** Lets a message be edited where it stands; Enter sends it as a branch, Escape leaves it as it was. */
export function editTurn(row: HTMLElement, text: string, send: (text: string) => void): void {
  const input = textArea({
    label: strings.editMessage,
    placeholder: '',
    onInput: (value) => submit.setDisabled(value.trim() === ''),
    onKeyDown(event) {
      if (event.key === 'Escape') {
        event.stopPropagation();
        close();
      } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        submitText();
      }
    },
  });
  const submit = button({ label: strings.sendAsBranch, kind: 'primary', onPress: submitText });
  const cancel = button({ label: strings.cancel, kind: 'secondary', onPress: close });
  const editor = el(
    'div',
    { class: 'turn-editor' },
    input.element,
    el('p', { class: 'hint' }, strings.branchKeepsOld),
    el('div', { class: 'row-actions' }, submit.element, cancel.element),
  );
  row.classList.add('editing');
  row.append(editor);
  input.value = text;
  input.focus();

  function submitText(): void {
    if (input.value.trim() === '') return;
    const edited = input.value;
    close();
    send(edited);
  }

  function close(): void {
    editor.remove();
    row.classList.remove('editing');
    row.focus();
  }
}
