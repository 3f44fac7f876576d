import {
  type ConnectionReport,
  stepName,
  type StepState,
} from '../../src/shared/connectionReport.ts';
import { stateName, verdictSentence } from '../../src/shared/connectionText.ts';
import { announcer, type Announcer } from '../base/announcer.ts';
import { reportStrings } from '../strings/agentStrings.ts';

export interface StepAnnouncer extends Announcer {
  update(report: ConnectionReport): void;
}

/** What was done or met. What was skipped is told by the verdict. */
const told: readonly StepState[] = ['ok', 'warning', 'failed'];

/** Tells screen readers each step that is over, and at the end the verdict. */
export function stepAnnouncer(): StepAnnouncer {
  const { element, say } = announcer();
  let before: ConnectionReport | undefined;
  return {
    element,
    say,
    update(report) {
      const previous = before?.startedAt === report.startedAt ? before : undefined;
      before = report;
      for (const { id, state, title } of report.steps) {
        const was = previous?.steps.find((step) => step.id === id)?.state;
        if (was === state || !told.includes(state)) continue;
        say(reportStrings.finished(stepName(id), title ?? stateName(state)));
      }
      const isOver = report.verdict !== 'running' && previous?.verdict === 'running';
      if (isOver) say(verdictSentence(report));
    },
  };
}
