import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import { isTurnOpen } from '../../../src/shared/model.ts';
import type { TurnPlace } from '../../../src/shared/protocol/inspectorProtocol.ts';
import { button, textArea } from '../../base/kit.ts';
import { iconButton } from '../../base/nativeButtons.ts';
import { part } from '../../base/part.ts';
import { placeOf } from '../../inspector/messageLink.ts';
import type { Actions } from '../hostActions.ts';
import type { Row } from '../logWindow.ts';
import { rowText } from '../rowText.ts';
import { editableText } from '../viewModel.ts';
import type { TurnLog } from './turnLog.ts';

/** Actions for the message under the pointer or focus, as buttons in the row below it. */
export function messageMenu(
  log: TurnLog,
  actions: Actions,
  inspect: (place: TurnPlace) => void,
): void {
  let buttons: readonly TemplateResult[] = [];
  let shownKey = '';
  let shownRow: HTMLElement | undefined;
  const { element: bar, draw } = part(
    () =>
      html`<div class="message-menu" role="toolbar" aria-label=${t('Message actions')}>
        ${buttons}
      </div>`,
  );

  function showFor(node: Node | null): void {
    const found = log.rowOf(node);
    if (!found) return;
    const { row, element } = found;
    if (!element.contains(bar) || shownKey !== row.key) fill(row, element);
  }

  function fill(row: Row, element: HTMLElement): void {
    buttons = buttonsFor(row, element, actions, inspect);
    draw();
    rove(bar.querySelector('button'));
    shownKey = row.key;
    shownRow = element;
    const place = element.querySelector('.trail, .figures');
    if (buttons.length > 0 && place) place.append(bar);
    else bar.remove();
  }

  const { rows } = log;
  rows.addEventListener('mouseover', ({ target }) => showFor(target as Node));
  rows.addEventListener('mouseleave', () => {
    if (!shownRow?.contains(document.activeElement)) bar.remove();
  });
  rows.addEventListener('focusin', ({ target }) => showFor(target as Node));
  rows.addEventListener('focusout', ({ relatedTarget }) => {
    if (!rows.contains(relatedTarget as Node | null)) bar.remove();
  });
  rows.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === shownRow && bar.isConnected) {
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
      shownRow?.focus();
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      step((event.key === 'ArrowRight') === isReversed ? -1 : 1);
    }
  }

  /** Moves the focus within the bar; 0 means its first button. */
  function step(by: number): void {
    const all = [...bar.querySelectorAll('button')];
    const from = all.findIndex((each) => each === document.activeElement);
    const next = all.at((Math.max(from, 0) + by) % all.length);
    rove(next);
    next?.focus();
  }

  /** Makes this the only button of the bar that Tab reaches. */
  function rove(to: HTMLElement | null | undefined): void {
    for (const each of bar.querySelectorAll('button')) each.tabIndex = each === to ? 0 : -1;
  }
}

function buttonsFor(
  row: Row,
  element: HTMLElement,
  actions: Actions,
  inspect: (place: TurnPlace) => void,
): readonly TemplateResult[] {
  const { item, turn, index } = row;
  const { id } = turn;
  const isSent = item === 'inputs' && !isTurnOpen(turn);
  const isEvent = typeof item !== 'string' && item.type === 'event';
  const isAnswered = turn.phase === 'answered';
  const typed = isSent ? editableText(turn) : undefined;
  const text = rowText(row);
  const place = placeOf(row);
  const edit = (): void => editTurn(element, typed ?? '', (edited) => actions.editTurn(id, edited));
  const expect = (): void => actions.addExpectation({ turnId: id, item: index });
  const offers: readonly (readonly [boolean, ...Parameters<typeof iconButton>])[] = [
    [typed !== undefined, 'edit', t('Edit'), edit],
    [
      isSent,
      'repeat',
      t('Send again in this session: the agent may see it twice'),
      () => actions.retryTurn(id),
    ],
    [isSent, 'fresh', t('Send again in a fresh session'), () => actions.retryTurn(id, 'fresh')],
    [isSent && isAnswered, 'check', t('Save up to here as scenario'), () => actions.saveUpTo(id)],
    [text !== '', 'copy', t('Copy text'), () => actions.copy(text)],
    [place.line !== undefined, 'list', t('Show in inspector'), () => inspect(place)],
    [isEvent && isAnswered, 'check', t('Add expectation'), expect],
  ];
  return offers.flatMap(([isOffered, ...look]) => (isOffered ? [iconButton(...look)] : []));
}

/** Edits a message in place; Enter sends it in a new branch, Escape cancels. */
function editTurn(row: HTMLElement, text: string, send: (text: string) => void): void {
  let edited = text;
  const input = textArea({
    label: t('Edit the message'),
    placeholder: '',
    onInput(value) {
      edited = value;
      draw();
    },
    onKeyDown(event) {
      if (event.key === 'Escape') {
        event.stopPropagation();
        close();
      } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        submit();
      }
    },
  });
  const { element: editor, draw } = part(
    () =>
      html`<div class="turn-editor">
        ${input.element}
        <p class="hint">${t('A new session replays what came before; this branch stays.')}</p>
        <div class="row-actions">
          ${button({
            label: t('Send as branch'),
            kind: 'primary',
            isDisabled: edited.trim() === '',
            onPress: submit,
          })}
          ${button({ label: t('Cancel'), kind: 'secondary', onPress: close })}
        </div>
      </div>`,
  );
  row.classList.add('editing');
  row.append(editor);
  input.value = text;
  input.focus();

  function submit(): void {
    if (edited.trim() === '') return;
    close();
    send(edited);
  }

  function close(): void {
    editor.remove();
    row.classList.remove('editing');
    row.focus();
  }
}
