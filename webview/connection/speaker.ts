import type { ConnectionReport, StepState } from '../../src/shared/connectionReport.ts';
import { stepName } from '../../src/shared/connectionReport.ts';
import { stateName, verdictSentence } from '../../src/shared/connectionText.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';
import { reportStrings } from '../report/reportStrings.ts';

export interface Speaker {
  readonly element: HTMLElement;
  update(report: ConnectionReport): void;
  say(text: string): void;
}

/** What comes within this time is said in one go; screen readers drop what is replaced at once. */
const gatherMs = 250;

/** What was done or met. What was skipped is told by the verdict. */
const told: readonly StepState[] = ['ok', 'warning', 'failed'];

/** Tells screen readers each step that is over, and at the end the verdict; politely. */
export function speaker(): Speaker {
  const element = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  let before: ConnectionReport | undefined;
  let waiting: readonly string[] = [];

  function say(text: string): void {
    if (waiting.length === 0) {
      setTimeout(() => {
        element.replaceChildren(...waiting.map((line) => el('p', {}, visibleText(line))));
        waiting = [];
      }, gatherMs);
    }
    waiting = [...waiting, text];
  }

  return {
    element,
    say,
    update(report) {
      const previous = before?.startedAt === report.startedAt ? before : undefined;
      before = report;
      for (const { id, state, title } of report.steps) {
        const was = previous?.steps.find((step) => step.id === id)?.state;
        if (was === state || !told.includes(state)) continue;
        const news = reportStrings.finished(stepName(id), title ?? stateName(state));
        say(news);
      }
      const isOver = report.verdict !== 'running' && previous?.verdict === 'running';
      if (isOver) say(verdictSentence(report));
    },
  };
}
