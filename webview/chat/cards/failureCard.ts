import {
  describeFailure,
  failureActionLabels,
} from '../../../src/shared/failure/describeFailure.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { FailureAction } from '../../../src/shared/failure/failureText.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, iconPaths, tickWhileShown } from '../../base/dom.ts';
import { pretty } from '../../base/pageFormat.ts';
import { buttonHandle } from '../../base/kit.ts';
import { strings } from '../../strings/strings.ts';
import type { Actions } from '../hostActions.ts';
import type { CardContext } from './cardContext.ts';
import { position } from './cardFooter.ts';
import { copyButton, foldedJson } from './foldedJson.ts';

/** How to retry a failure; omitted where there is no turn. */
export interface Retry {
  readonly run: (where: 'session' | 'fresh') => void;
  /** The earliest time to retry that the server asked for, in milliseconds since the epoch. */
  readonly notBefore?: number;
}

/** A failure that ended a turn or session: what happened, what to do, and all details. */
export function failureCard(failure: Failure, actions: Actions, retry?: Retry): HTMLElement {
  const text = describeFailure(failure);
  const shown = text.actions.filter((action) => action !== 'retry' || retry !== undefined);
  return el(
    'section',
    { class: 'card failure', 'aria-label': text.title },
    el(
      'header',
      { class: 'card-head' },
      iconElement(iconPaths.warning),
      el('span', { class: 'failure-title' }, visibleText(text.title)),
    ),
    el('p', {}, visibleText(text.detail)),
    el(
      'div',
      { class: 'row-actions' },
      ...shown.map((action, index) => {
        const label = labelOf(action, failure);
        return actionButton(action, label, index === 0, actions, retry);
      }),
      retry && failure.kind !== 'sessionLost' && freshButton(retry),
    ),
    el(
      'div',
      { class: 'row-actions apart' },
      foldedJson(strings.details, failure, actions),
      copyButton(() => `${text.title}\n${text.detail}\n\n${pretty(failure)}`, actions),
    ),
  );
}

/** A failure after which the stream continued: one line at its position, with details folded. */
export function failureNotice(failure: Failure, context: CardContext): HTMLElement {
  const { title, detail } = describeFailure(failure);
  const notice = el(
    'section',
    { class: 'card notice', 'aria-label': title },
    el(
      'header',
      { class: 'card-head' },
      iconElement(iconPaths.warning),
      el('span', { class: 'failure-title' }, visibleText(title)),
    ),
    el('p', { class: 'muted' }, visibleText(detail)),
    foldedJson(strings.details, failure, context.actions),
  );
  return el('div', { class: 'entry' }, notice, el('div', { class: 'trail' }, position(context)));
}

function labelOf(action: FailureAction, { kind }: Failure): string {
  const opensSession = action === 'retry' && kind === 'sessionLost';
  return opensSession ? strings.newSessionAndSend : failureActionLabels[action];
}

function freshButton(retry: Retry): HTMLElement {
  const { element } = buttonHandle({
    label: strings.retryFresh,
    kind: 'secondary',
    onPress: () => retry.run('fresh'),
  });
  element.title = strings.retryFreshHint;
  return element;
}

function actionButton(
  action: FailureAction,
  label: string,
  isFirst: boolean,
  actions: Actions,
  retry: Retry | undefined,
): HTMLElement {
  const handle = buttonHandle({
    label,
    kind: isFirst ? 'primary' : 'secondary',
    onPress: () => (action === 'retry' ? retry?.run('session') : actions.intent(action)),
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
