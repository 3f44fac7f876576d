import type {
  ConnectionReport,
  StepFact,
  StepState,
  ReportVerdict,
} from '../../src/shared/connectionReport.ts';
import { verdictSentence } from '../../src/shared/connectionText.ts';
import { formatLocale } from '../../src/shared/l10n.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import type {
  ReportHostMessage,
  ReportPageMessage,
} from '../../src/shared/protocol/connectionProtocol.ts';
import { openChannel } from '../base/channel.ts';
import { el } from '../base/dom.ts';
import { button } from '../base/kit.ts';
import '../base/pageLanguage.ts';
import { reportStrings } from '../strings/agentStrings.ts';
import { stepAnnouncer } from './stepAnnouncer.ts';
import { stepIcon } from './stepIcon.ts';
import { stepList } from './stepList.ts';
import { factList } from './stepRow.ts';

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
// One button for both, so that the focus stays where it is when the check ends.
const main = button({
  label: reportStrings.cancel,
  kind: 'secondary',
  onPress: () => {
    const isRunning = shown === undefined || shown.verdict === 'running';
    post(isRunning ? { type: 'cancel' } : { type: 'action', action: 'checkAgain' });
  },
});
const copy = button({
  label: reportStrings.copyReport,
  kind: 'secondary',
  onPress: () => post({ type: 'copyReport' }),
});
const copied = el('p', { class: 'muted', hidden: true }, reportStrings.copied);
const steps = stepList((action) => {
  // The row that was pressed is drawn anew.
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
