import { html, nothing, type TemplateResult } from 'lit-html';
import {
  type ConnectionStep,
  type ReportAction,
  type StepFact,
  stepName,
} from '../../src/shared/connection/connectionReport.ts';
import { actionLabel, stateName, stepTime } from '../../src/shared/connection/connectionText.ts';
import { formatDuration } from '../../src/shared/format.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { msSince } from '../base/dom.ts';
import { button } from '../base/kit.ts';
import { ticking } from '../base/ticking.ts';
import { stepIcon } from './stepIcon.ts';

/** One step: icon, name, state and time, then the findings and what to do. */
export function stepRow(
  step: ConnectionStep,
  onAction: (action: ReportAction) => void,
): TemplateResult {
  const { id, state, title, text, facts, actions } = step;
  const body = [
    title === undefined ? nothing : html`<p class="step-title">${visibleText(title)}</p>`,
    text === undefined ? nothing : html`<p>${visibleText(text)}</p>`,
    facts.length > 0 ? factList(facts) : nothing,
    actions.length > 0
      ? html`<div class="row-actions">
          ${actions.map((action, index) =>
            button({
              label: actionLabel(action),
              kind: index === 0 && state === 'failed' ? 'primary' : 'secondary',
              onPress: () => onAction(action),
            }),
          )}
        </div>`
      : nothing,
  ];
  return html`<li class="step" data-state=${state}>
    ${stepIcon(state)}
    <div class="step-head">
      <span class="step-name">${stepName(id)}</span
      ><span class="step-state">${stateName(state)}</span>${time(step)}
    </div>
    <div class="step-body">${body}</div>
  </li>`;
}

/** Names and values in two columns. */
export function factList(facts: readonly StepFact[]): TemplateResult {
  return html`<dl class="facts">
    ${facts.map(
      ([label, value]) =>
        html`<dt>${visibleText(label)}</dt>
          <dd dir="auto">${visibleText(value)}</dd>`,
    )}
  </dl>`;
}

function time({ ms, startedAt }: ConnectionStep): TemplateResult | typeof nothing {
  if (startedAt !== undefined) {
    // A running clock is hidden from screen readers.
    return html`<span class="step-time" aria-hidden="true"
      >${ticking(() => formatDuration(msSince(startedAt)))}</span
    >`;
  }
  return ms === undefined ? nothing : html`<span class="step-time">${stepTime(ms)}</span>`;
}
