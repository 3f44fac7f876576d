import type { ViewState } from '../../../src/shared/model.ts';
import { countRows, isMessage, rowsBetween } from '../logWindow.ts';
import type { TurnLog } from './turnLog.ts';

export interface MessageFocus {
  update(state: ViewState): void;
}

/** Alt+↑ and Alt+↓ move the focus between messages, Escape moves it to the composer. */
export function messageFocus(log: TurnLog, leave: () => void): MessageFocus {
  let state: ViewState | undefined;

  function move(step: 1 | -1): void {
    const turns = state?.turns ?? [];
    const total = countRows(turns);
    let index = (log.rowOf(document.activeElement)?.index ?? total) + step;
    while (index >= 0 && index < total) {
      const [row] = rowsBetween(turns, index, index + 1);
      if (row && isMessage(row)) {
        const element = log.reveal(index);
        element?.focus({ preventScroll: true });
        // Suggested replies that are chips have a hidden row.
        if (document.activeElement === element) return;
      }
      index += step;
    }
    if (index >= total) leave();
  }

  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  });
  log.element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // Elsewhere Escape stops a response; from a message it only moves the focus.
    event.stopPropagation();
    leave();
  });

  return {
    update(next) {
      state = next;
    },
  };
}
