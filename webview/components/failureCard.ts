import {
  describeFailure,
  failureActionLabels,
  type FailureAction,
} from '../../src/shared/describeFailure.ts';
import type { Failure } from '../../src/shared/failure.ts';
import type { Actions } from '../actions.ts';
import { el, icon, iconPaths } from '../dom.ts';
import { pretty } from '../format.ts';
import { button } from '../kit.ts';
import { strings } from '../strings.ts';
import { tickWhileShown } from '../ticker.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { copyButton, foldedJson } from './foldedJson.ts';

/** How a failure can be tried again: not at all where there is no turn. */
export interface Retry {
  readonly run: () => void;
  /** Milliseconds since the epoch before which the server does not want to be asked. */
  readonly notBefore?: number;
}

/** A failure that ended something: what happened, what to do, and everything that is known. */
export function failureCard(failure: Failure, actions: Actions, retry?: Retry): HTMLElement {
  const text = describeFailure(failure);
  const shown = text.actions.filter((action) => action !== 'retry' || retry !== undefined);
  return el(
    'section',
    { class: 'card failure', 'aria-label': text.title },
    el(
      'header',
      { class: 'card-head' },
      icon(iconPaths.warning),
      el('span', { class: 'failure-title' }, visibleText(text.title)),
    ),
    el('p', {}, visibleText(text.detail)),
    el(
      'div',
      { class: 'row-actions' },
      ...shown.map((action, index) => actionButton(action, index === 0, actions, retry)),
    ),
    el(
      'div',
      { class: 'row-actions apart' },
      foldedJson(strings.details, failure, actions),
      copyButton(() => `${text.title}\n${text.detail}\n\n${pretty(failure)}`, actions),
    ),
  );
}

/** A failure that the stream outlived: one line at its place, details folded. */
export function failureNotice(failure: Failure, actions: Actions): HTMLElement {
  const { title, detail } = describeFailure(failure);
  return el(
    'section',
    { class: 'card notice', 'aria-label': title },
    el(
      'header',
      { class: 'card-head' },
      icon(iconPaths.warning),
      el('span', { class: 'failure-title' }, visibleText(title)),
    ),
    el('p', { class: 'muted' }, visibleText(detail)),
    foldedJson(strings.details, failure, actions),
  );
}

function actionButton(
  action: FailureAction,
  isFirst: boolean,
  actions: Actions,
  retry: Retry | undefined,
): HTMLElement {
  const label = failureActionLabels[action];
  const handle = button({
    label,
    kind: isFirst ? 'primary' : 'secondary',
    onPress: () => (action === 'retry' ? retry?.run() : actions.intent(action)),
  });
  const notBefore = action === 'retry' ? retry?.notBefore : undefined;
  if (notBefore !== undefined) {
    tickWhileShown(handle.element, () => {
      const waitMs = notBefore - Date.now();
      handle.setDisabled(waitMs > 0);
      handle.setLabel(waitMs > 0 ? strings.retryIn(Math.ceil(waitMs / 1000)) : label);
      return waitMs > 0;
    });
  }
  return handle.element;
}
