import type { ViewState } from '../../../src/shared/model.ts';
import { el, msSince, plainButton, tickWhileShown } from '../../base/dom.ts';
import { elapsed } from '../../base/pageFormat.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { strings } from '../../strings/strings.ts';
import type { Actions } from '../hostActions.ts';
import { isHandedOver } from '../viewModel.ts';

export interface SessionNotice {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

const slowAfterMs = 10_000;

type Notice = 'handedOver' | 'closing' | 'starting' | 'startingTurn' | undefined;

/** The session's state above the text box: a handover, or a wait that no turn shows. */
export function sessionNotice(actions: Actions): SessionNotice {
  const element = el('div', { class: 'composer-part', role: 'status', hidden: true });
  let shown: Notice;
  return {
    element,
    update(state) {
      const next = noticeFor(state);
      if (next === shown) return;
      shown = next;
      element.hidden = next === undefined;
      element.replaceChildren();
      if (next === 'handedOver') element.append(handedOver(actions));
      else if (next !== undefined) {
        // A page created during a start counts from the message that caused it.
        const startedAt = next === 'startingTurn' ? state.turns.at(-1)?.sentAt : undefined;
        element.append(wait(element, next, startedAt ?? Date.now(), actions));
      }
    },
  };
}

function noticeFor(state: ViewState): Notice {
  const { status } = state.session;
  if (status === 'closing') return status;
  if (status !== 'starting') return isHandedOver(state) ? 'handedOver' : undefined;
  return state.turns.at(-1)?.phase === 'waiting' ? 'startingTurn' : 'starting';
}

function handedOver(actions: Actions): HTMLElement {
  return el(
    'div',
    { class: 'row-actions apart' },
    el('p', {}, composerStrings.handedOverText),
    quiet(composerStrings.restart, () => actions.intent('restartSession')),
  );
}

/**
 * A clock, a way to stop, and a hint after ten seconds. A turn shows its own wait and needs only
 * the hint.
 */
function wait(
  frame: HTMLElement,
  notice: 'closing' | 'starting' | 'startingTurn',
  startedAt: number,
  actions: Actions,
): HTMLElement {
  const clock = el('span', { class: 'clock', 'aria-hidden': 'true' });
  const hint = el('p', { class: 'hint' });
  const help = el(
    'div',
    { class: 'row-actions', hidden: true },
    quiet(agentStrings.checkConnection, () => actions.intent('checkConnection')),
    quiet(composerStrings.showLog, () => actions.intent('showLog')),
  );
  const isTurn = notice === 'startingTurn';
  const text = notice === 'closing' ? composerStrings.endingSession : strings.startingSession;
  const line = el(
    'div',
    { class: 'row-actions' },
    !isTurn && el('span', {}, text),
    !isTurn && clock,
    notice === 'starting' && quiet(composerStrings.cancel, () => actions.stop()),
    hint,
    help,
  );
  frame.hidden = isTurn;
  tickWhileShown(line, () => {
    const ms = msSince(startedAt);
    clock.textContent = elapsed(ms);
    if (ms < slowAfterMs || notice === 'closing') return true;
    if (help.hidden) hint.textContent = composerStrings.slowStart;
    help.hidden = false;
    frame.hidden = false;
    return true;
  });
  return line;
}

function quiet(label: string, onPress: () => void): HTMLElement {
  return plainButton({ class: 'quiet' }, onPress, label);
}
