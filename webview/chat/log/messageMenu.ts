import { isTurnOpen, type Turn } from '../../../src/shared/model.ts';
import type { TurnPlace } from '../../../src/shared/protocol/inspectorProtocol.ts';
import { el } from '../../base/dom.ts';
import { buttonHandle, iconButtonElement, textArea } from '../../base/kit.ts';
import { placeOf } from '../../inspector/messageLink.ts';
import { composerStrings as strings } from '../../strings/composerStrings.ts';
import { inspectorStrings } from '../../strings/inspectorStrings.ts';
import type { Actions } from '../hostActions.ts';
import type { Row } from '../logWindow.ts';
import { rowText } from '../rowText.ts';
import { editableText } from '../viewModel.ts';
import type { TurnLog } from './turnLog.ts';

/** Actions for the message under the pointer or focus, as buttons at its corner. */
export function messageMenu(
  log: TurnLog,
  actions: Actions,
  inspect: (place: TurnPlace) => void,
): void {
  const bar = el('div', {
    class: 'message-menu',
    role: 'toolbar',
    'aria-label': strings.messageActions,
  });
  let shownKey = '';

  function showFor(node: Node | null): void {
    const found = log.rowOf(node);
    if (!found) return;
    const { row, element } = found;
    if (bar.parentElement !== element || shownKey !== row.key) fill(row, element);
  }

  function fill(row: Row, element: HTMLElement): void {
    const buttons = buttonsFor(row, element, actions, inspect);
    buttons.forEach((button, index) => (button.tabIndex = index === 0 ? 0 : -1));
    bar.replaceChildren(...buttons);
    shownKey = row.key;
    if (buttons.length > 0) element.append(bar);
    else bar.remove();
  }

  const { rows } = log;
  rows.addEventListener('mouseover', ({ target }) => showFor(target as Node));
  rows.addEventListener('mouseleave', () => {
    if (!bar.parentElement?.contains(document.activeElement)) bar.remove();
  });
  rows.addEventListener('focusin', ({ target }) => showFor(target as Node));
  rows.addEventListener('focusout', ({ relatedTarget }) => {
    if (!rows.contains(relatedTarget as Node | null)) bar.remove();
  });
  rows.addEventListener('keydown', (event) => {
    const row = bar.parentElement;
    if (event.key === 'Enter' && event.target === row && row) {
      event.preventDefault();
      step(0);
    } else if (bar.contains(event.target as Node)) {
      keyInBar(event);
    }
  });

  function keyInBar(event: KeyboardEvent): void {
    const isReversed = getComputedStyle(bar).direction === 'rtl';
    if (event.key === 'Escape') {
      event.stopPropagation();
      bar.parentElement?.focus();
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      step((event.key === 'ArrowRight') === isReversed ? -1 : 1);
    }
  }

  /** Moves the focus within the bar; 0 means its first button. */
  function step(by: number): void {
    const buttons = [...bar.querySelectorAll('button')];
    const from = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons.at((Math.max(from, 0) + by) % buttons.length);
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  }
}

function buttonsFor(
  row: Row,
  element: HTMLElement,
  actions: Actions,
  inspect: (place: TurnPlace) => void,
): readonly HTMLButtonElement[] {
  const text = rowText(row);
  const copy = text !== '' && iconButtonElement('copy', strings.copyText, () => actions.copy(text));
  const own = row.item === 'inputs' ? turnButtons(row.turn, element, actions) : [];
  const place = placeOf(row);
  const show =
    place.line !== undefined &&
    iconButtonElement('list', inspectorStrings.showInInspector, () => inspect(place));
  const expect =
    typeof row.item !== 'string' &&
    row.item.type === 'event' &&
    row.turn.phase === 'answered' &&
    iconButtonElement('check', strings.addExpectation, () =>
      actions.addExpectation({ turnId: row.turn.id, item: row.index }),
    );
  return [...own, copy, show, expect].filter((button) => button !== false);
}

function turnButtons(
  turn: Turn,
  element: HTMLElement,
  actions: Actions,
): readonly HTMLButtonElement[] {
  if (isTurnOpen(turn)) return [];
  const text = editableText(turn);
  const again = [
    iconButtonElement('repeat', strings.retryHere, () => actions.retryTurn(turn.id)),
    iconButtonElement('fresh', strings.retryFresh, () => actions.retryTurn(turn.id, 'fresh')),
  ];
  const saved =
    turn.phase === 'answered'
      ? [iconButtonElement('check', strings.saveUpTo, () => actions.saveUpTo(turn.id))]
      : [];
  if (text === undefined) return [...again, ...saved];
  const edit = iconButtonElement('edit', strings.edit, () =>
    editTurn(element, text, (edited) => actions.editTurn(turn.id, edited)),
  );
  return [edit, ...again, ...saved];
}

/** Edits a message in place; Enter sends it in a new branch, Escape cancels. */
function editTurn(row: HTMLElement, text: string, send: (text: string) => void): void {
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
  const submit = buttonHandle({ label: strings.sendAsBranch, kind: 'primary', onPress: submitText });
  const cancel = buttonHandle({ label: strings.cancel, kind: 'secondary', onPress: close });
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
