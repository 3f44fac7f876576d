import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { QueuedTurn, ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { controlIcons, icon } from '../../base/icons.ts';
import { iconButton, quietButton } from '../../base/nativeButtons.ts';
import type { View } from '../../base/view.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';
import { inputText } from '../rowText.ts';

/**
 * The turns waiting for the current response to end; if they are held, also why and how to
 * continue.
 */
export function queueList({ queue, isQueueHeld }: ViewState, actions: Actions): View {
  if (queue.length === 0) return nothing;
  const label = strings.queued(queue.length);
  return html`<section class="composer-part queue" aria-live="polite" aria-label=${label}>
    <div class="row-actions apart">
      <p>${label}</p>
      <span class="row-actions">
        ${isQueueHeld ? quietButton(t('Send Now'), () => actions.sendQueue()) : nothing}
        ${quietButton(t('Clear Queue'), () => actions.emptyQueue())}
      </span>
      <p class="hint">
        ${isQueueHeld ? t("On hold because the last response didn't finish.") : t('Sent when this response is complete.')}
      </p>
    </div>
    <ol class="queue-list">
      ${repeat(
        queue,
        ({ id }) => id,
        (turn) => entry(turn, actions),
      )}
    </ol>
  </section>`;
}

function entry({ id, inputs }: QueuedTurn, actions: Actions): TemplateResult {
  const text = visibleText(inputs.map(inputText).join(' · '));
  return html`<li>
    ${icon(controlIcons.clock)}
    <span dir="auto" title=${text}>${text}</span>
    ${iconButton('close', t('Move back to message box: {text}', { text }), () => actions.unqueue(id))}
  </li>`;
}
