import { html, type TemplateResult } from 'lit-html';
import type { StepState } from '../../src/shared/connection/connectionReport.ts';
import { icon, iconPaths } from '../base/icons.ts';

const paths: Readonly<Record<Exclude<StepState, 'running'>, string>> = {
  pending: 'M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  ok: 'M6.3 12.3 2.2 8.2l1.2-1.2 2.9 2.9 6.3-6.3 1.2 1.2z',
  warning: iconPaths.warning,
  failed: 'M4.2 3 8 6.8 11.8 3 13 4.2 9.2 8l3.8 3.8-1.2 1.2L8 9.2 4.2 13 3 11.8 6.8 8 3 4.2z',
  skipped: 'M3 7.3h10v1.4H3z',
};

/** An icon for each state; the state is also shown in words next to it. */
export function stepIcon(state: StepState): TemplateResult {
  return state === 'running'
    ? html`<span class="spinner" aria-hidden="true"></span>`
    : icon(paths[state]);
}
