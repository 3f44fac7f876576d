import type { QueuedTurn, ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, plainButton } from '../../base/dom.ts';
import { controlIcons } from '../../base/icons.ts';
import { iconButtonElement } from '../../base/kit.ts';
import { composerStrings as strings } from '../../strings/composerStrings.ts';
import type { Actions } from '../hostActions.ts';
import { inputText } from '../rowText.ts';

export interface QueueList {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/**
 * The turns waiting for the current response to end; if they are held, also why and how to
 * continue.
 */
export function queueList(actions: Actions): QueueList {
  const element = el('section', {
    class: 'composer-part queue',
    'aria-live': 'polite',
    hidden: true,
  });
  let shown: readonly QueuedTurn[] = [];
  let wasHeld = false;
  return {
    element,
    update({ queue, isQueueHeld }) {
      if (queue === shown && isQueueHeld === wasHeld) return;
      shown = queue;
      wasHeld = isQueueHeld;
      element.hidden = queue.length === 0;
      element.ariaLabel = strings.queued(queue.length);
      element.replaceChildren(
        ...(queue.length === 0 ? [] : [head(queue, isQueueHeld, actions), list(queue, actions)]),
      );
    },
  };
}

function head(queue: readonly QueuedTurn[], isHeld: boolean, actions: Actions): HTMLElement {
  return el(
    'div',
    { class: 'row-actions apart' },
    el('p', {}, strings.queued(queue.length)),
    el(
      'span',
      { class: 'row-actions' },
      isHeld && plainButton({ class: 'quiet' }, () => actions.sendQueue(), strings.sendNow),
      plainButton({ class: 'quiet' }, () => actions.emptyQueue(), strings.emptyQueue),
    ),
    el('p', { class: 'hint' }, isHeld ? strings.queueHeld : strings.queueGoesOn),
  );
}

function list(queue: readonly QueuedTurn[], actions: Actions): HTMLElement {
  return el('ol', { class: 'queue-list' }, ...queue.map((turn) => entry(turn, actions)));
}

function entry({ id, inputs }: QueuedTurn, actions: Actions): HTMLElement {
  const text = visibleText(inputs.map(inputText).join(' · '));
  const label = strings.unqueue(text);
  const remove = iconButtonElement('close', label, () => actions.unqueue(id));
  return el(
    'li',
    {},
    iconElement(controlIcons.clock),
    el('span', { dir: 'auto', title: text }, text),
    remove,
  );
}
