import {
  type ConnectionReport,
  type ConnectionStep,
  type ReportAction,
  type ReportVerdict,
  type StepFact,
  stepName,
  type StepState,
} from '../../src/shared/connection/connectionReport.ts';
import { stateName, verdictSentence } from '../../src/shared/connection/connectionText.ts';
import { formatLocale } from '../../src/shared/l10n.ts';
import type {
  ReportHostMessage,
  ReportPageMessage,
} from '../../src/shared/protocol/connectionProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { announcer, type Announcer } from '../base/announcer.ts';
import { openChannel } from '../base/channel.ts';
import { el } from '../base/dom.ts';
import { buttonHandle } from '../base/kit.ts';
import '../base/pageLanguage.ts';
import { reportStrings } from '../strings/agentStrings.ts';
import { stepIcon } from './stepIcon.ts';
import { factList, stepRow } from './stepRow.ts';

const { post, listen } = openChannel<ReportHostMessage, ReportPageMessage>();

const signs: Readonly<Record<ReportVerdict, StepState>> = {
  running: 'running',
  ok: 'ok',
  warning: 'warning',
  failed: 'failed',
  cancelled: 'skipped',
};

let shown: ConnectionReport | undefined;

const verdict = el('p', { class: 'verdict', 'data-state': 'pending' }, reportStrings.waiting);
const subject = el('p', { class: 'muted subject', dir: 'auto' });
// One button for both actions, so that the focus stays in place when the check ends.
const main = buttonHandle({
  label: reportStrings.cancel,
  kind: 'secondary',
  onPress: () => {
    const isRunning = shown === undefined || shown.verdict === 'running';
    post(isRunning ? { type: 'cancel' } : { type: 'action', action: 'checkAgain' });
  },
});
const copy = buttonHandle({
  label: reportStrings.copyReport,
  kind: 'secondary',
  onPress: () => post({ type: 'copyReport' }),
});
const copied = el('p', { class: 'muted', hidden: true }, reportStrings.copied);
const steps = stepList((action) => {
  // The row of the pressed button is redrawn, which would lose the focus.
  if (action === 'checkAgain') main.element.focus();
  post({ type: 'action', action });
});
const about = el('section', { class: 'about', 'aria-label': reportStrings.about });
const speaking = stepAnnouncer();

document.body.append(
  el(
    'main',
    { class: 'report' },
    el('h1', {}, reportStrings.title),
    subject,
    verdict,
    el('div', { class: 'row-actions' }, main.element, copy.element),
    copied,
    steps.element,
    about,
  ),
  speaking.element,
);
copy.setDisabled(true);

function show(report: ConnectionReport): void {
  const isNew = report.startedAt !== shown?.startedAt;
  shown = report;
  const { agent, verdict: state } = report;
  verdict.dataset['state'] = signs[state];
  verdict.replaceChildren(
    stepIcon(signs[state]),
    el('span', {}, visibleText(verdictSentence(report))),
  );
  subject.textContent = visibleText([agent.name, agent.host].filter(Boolean).join(' · '));
  main.setLabel(state === 'running' ? reportStrings.cancel : reportStrings.checkAgain);
  copy.setDisabled(state === 'running');
  steps.update(report.steps);
  speaking.update(report);
  if (!isNew) return;
  copied.hidden = true;
  about.replaceChildren(factList(aboutFacts(report)));
}

function aboutFacts({ agent, startedAt, transport, versions }: ConnectionReport) {
  const when = new Intl.DateTimeFormat(formatLocale(), {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [reportStrings.businessId, agent.businessId],
    [reportStrings.agentId, agent.agentId],
    [reportStrings.when, when.format(startedAt)],
    [reportStrings.transport, transport],
    ...versions,
  ];
  return facts.filter((fact): fact is StepFact => fact[1] !== undefined);
}

listen((message) => {
  if (message.type === 'report') show(message.report);
  else if (message.type === 'copied') {
    copied.hidden = false;
    speaking.say(reportStrings.copied);
  }
});
post({ type: 'ready' });

interface StepAnnouncer extends Announcer {
  update(report: ConnectionReport): void;
}

/** States to announce; skipped steps are covered by the verdict. */
const told: readonly StepState[] = ['ok', 'warning', 'failed'];

/** Announces each finished step to screen readers, and the verdict at the end. */
function stepAnnouncer(): StepAnnouncer {
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

interface StepList {
  readonly element: HTMLElement;
  update(steps: readonly ConnectionStep[]): void;
}

interface Row {
  /** The state that the step was drawn from. */
  readonly json: string;
  readonly element: HTMLElement;
}

/** The steps. A row is redrawn only when its step has changed, so that the focus is kept. */
function stepList(onAction: (action: ReportAction) => void): StepList {
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
