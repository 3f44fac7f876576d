import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import {
  describeFailure,
  failureActionLabels,
} from '../../../src/shared/failure/describeFailure.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { FailureAction } from '../../../src/shared/failure/failureText.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { icon, iconPaths } from '../../base/icons.ts';
import { button } from '../../base/kit.ts';
import { moreMenu } from '../../base/moreMenu.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { pretty } from '../../base/pageFormat.ts';
import { ticking } from '../../base/ticking.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';
import type { CardContext } from './cardContext.ts';
import { position } from './cardFooter.ts';
import { foldedJson } from './foldedJson.ts';

/** Between the steps of a countdown. */
const everyMs = 100;

/** How to retry a failure; omitted where there is no turn. */
export interface Retry {
  readonly run: (where: 'session' | 'fresh') => void;
  /** The earliest time to retry that the server asked for, in milliseconds since the epoch. */
  readonly notBefore?: number;
}

/** A failure that ended a turn or session: what happened, what to do, and all details. */
export function failureCard(failure: Failure, actions: Actions, retry?: Retry): TemplateResult {
  const { title, detail, summary, actions: all } = describeFailure(failure);
  const shown = all.filter((action) => action !== 'retry' || retry !== undefined);
  const buttons = shown.slice(0, 2).map((action, index) => {
    const kind = index === 0 ? 'primary' : 'secondary';
    const label = labelOf(action, failure);
    if (action === 'retry') return retry ? retryButton(label, kind, retry) : nothing;
    return button({ label, kind, onPress: () => actions.intent(action) });
  });
  const rest = shown
    .slice(2)
    .map((action) =>
      quietButton(labelOf(action, failure), () =>
        action === 'retry' ? retry?.run('session') : actions.intent(action),
      ),
    );
  const canStartAnew = retry && failure.kind !== 'sessionLost';
  return html`<section class="card failure" aria-label=${title}>
    ${heading(title)}
    <p>${visibleText(summary)}</p>
    <div class="row-actions">
      ${buttons}
      ${moreMenu([
        ...rest,
        canStartAnew ? quietButton(strings.retryFresh, () => retry.run('fresh')) : nothing,
        quietButton(t('Copy'), () => actions.copy(`${title}\n${detail}\n\n${pretty(failure)}`)),
      ])}
    </div>
    ${foldedJson(strings.details, failure, actions)}
  </section>`;
}

/** A failure after which the stream continued: one line at its position, with details folded. */
export function failureNotice(failure: Failure, context: CardContext): TemplateResult {
  const { title, summary } = describeFailure(failure);
  return html`<section class="card notice" aria-label=${title}>
      ${heading(title)}
      <p class="muted">${visibleText(summary)}</p>
      ${foldedJson(strings.details, failure, context.actions)}
    </section>
    <div class="trail">${position(context)}</div>`;
}

function heading(title: string): TemplateResult {
  return html`<header class="card-head">
    ${icon(iconPaths.warning)}
    <span class="failure-title">${visibleText(title)}</span>
  </header>`;
}

function labelOf(action: FailureAction, { kind }: Failure): string {
  const opensSession = action === 'retry' && kind === 'sessionLost';
  return opensSession ? t('Open New Session and Send Again') : failureActionLabels[action];
}

/** Counts down to the earliest time to retry. */
function retryButton(
  label: string,
  kind: 'primary' | 'secondary',
  { run, notBefore = 0 }: Retry,
): unknown {
  const draw = (): TemplateResult => {
    const waitMs = notBefore - Date.now();
    return button({
      label:
        waitMs > 0 ? t('Try Again in {seconds} s', { seconds: Math.ceil(waitMs / 1000) }) : label,
      kind,
      isDisabled: waitMs > 0,
      onPress: () => run('session'),
    });
  };
  return ticking(draw, everyMs, notBefore);
}
