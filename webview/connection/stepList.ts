import type { ConnectionStep, ReportAction } from '../../src/shared/connectionReport.ts';
import { el } from '../base/dom.ts';
import { reportStrings } from '../strings/agentStrings.ts';
import { stepRow } from './stepRow.ts';

export interface StepList {
  readonly element: HTMLElement;
  update(steps: readonly ConnectionStep[]): void;
}

interface Row {
  /** The step as it is drawn. */
  readonly json: string;
  readonly element: HTMLElement;
}

/** The steps; a row is drawn anew only when its step has changed, so that the focus stays. */
export function stepList(onAction: (action: ReportAction) => void): StepList {
  const element = el('ol', { class: 'report-steps', 'aria-label': reportStrings.steps });
  let rows = new Map<string, Row>();

  return {
    element,
    update(steps) {
      const next = new Map<string, Row>();
      for (const step of steps) {
        const json = JSON.stringify(step);
        const known = rows.get(step.id);
        next.set(
          step.id,
          known?.json === json ? known : { json, element: stepRow(step, onAction) },
        );
      }
      for (const [id, { element: old }] of rows) {
        const row = next.get(id)?.element;
        if (!row) old.remove();
        else if (row !== old) old.replaceWith(row);
      }
      for (const { element: row } of next.values()) if (!row.isConnected) element.append(row);
      rows = next;
    },
  };
}
