import {
  type ConnectionStep,
  type ReportAction,
  type StepFact,
  stepName,
} from '../../src/shared/connection/connectionReport.ts';
import { actionLabel, stateName, stepTime } from '../../src/shared/connection/connectionText.ts';
import { formatDuration } from '../../src/shared/format.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el, msSince, tickWhileShown } from '../base/dom.ts';
import { buttonHandle } from '../base/kit.ts';
import { stepIcon } from './stepIcon.ts';

/** One step: icon, name, state and time, then the findings and what to do. */
export function stepRow(
  step: ConnectionStep,
  onAction: (action: ReportAction) => void,
): HTMLLIElement {
  const { id, state, title, text, facts, actions } = step;
  return el(
    'li',
    { class: 'step', 'data-state': state },
    stepIcon(state),
    el(
      'div',
      { class: 'step-head' },
      el('span', { class: 'step-name' }, stepName(id)),
      el('span', { class: 'step-state' }, stateName(state)),
      time(step),
    ),
    el(
      'div',
      { class: 'step-body' },
      title !== undefined && el('p', { class: 'step-title' }, visibleText(title)),
      text !== undefined && el('p', {}, visibleText(text)),
      facts.length > 0 && factList(facts),
      actions.length > 0 && el('div', { class: 'row-actions' }, ...actionButtons(step, onAction)),
    ),
  );
}

/** Names and values in two columns. */
export function factList(facts: readonly StepFact[]): HTMLElement {
  return el(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([label, value]) => [
      el('dt', {}, visibleText(label)),
      el('dd', { dir: 'auto' }, visibleText(value)),
    ]),
  );
}

function time({ ms, startedAt }: ConnectionStep): HTMLElement | undefined {
  if (startedAt !== undefined) {
    // A running clock is hidden from screen readers.
    const clock = el('span', { class: 'step-time', 'aria-hidden': 'true' });
    tickWhileShown(clock, () => {
      clock.textContent = formatDuration(msSince(startedAt));
      return true;
    });
    return clock;
  }
  return ms === undefined ? undefined : el('span', { class: 'step-time' }, stepTime(ms));
}

function actionButtons(
  { actions, state }: ConnectionStep,
  onAction: (action: ReportAction) => void,
): readonly HTMLElement[] {
  return actions.map((action, index) => {
    const kind = index === 0 && state === 'failed' ? 'primary' : 'secondary';
    return buttonHandle({ label: actionLabel(action), kind, onPress: () => onAction(action) }).element;
  });
}
