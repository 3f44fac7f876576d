import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import {
  type ConnectionReport,
  type ReportAction,
  type ReportVerdict,
  type StepFact,
  stepName,
  type StepState,
} from '../../src/shared/connection/connectionReport.ts';
import { stateName, verdictSentence } from '../../src/shared/connection/connectionText.ts';
import { formatLocale, t } from '../../src/shared/l10n.ts';
import type {
  ReportHostMessage,
  ReportPageMessage,
} from '../../src/shared/protocol/connectionProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { announcer } from '../base/announcer.ts';
import { openChannel } from '../base/channel.ts';
import { button } from '../base/kit.ts';
import '../base/pageLanguage.ts';
import { stepIcon } from './stepIcon.ts';
import { factList, stepRow } from './stepRow.ts';

const { post, listen } = openChannel<ReportHostMessage, ReportPageMessage>();
const { element, say } = announcer();

const signs: Readonly<Record<ReportVerdict, StepState>> = {
  running: 'running',
  ok: 'ok',
  warning: 'warning',
  failed: 'failed',
  cancelled: 'skipped',
};

let report: ConnectionReport | undefined;
let isCopied = false;

function draw(): void {
  render([page(), element], document.body);
}

function page(): TemplateResult {
  const isRunning = report === undefined || report.verdict === 'running';
  return html`<main class="report">
    <h1>${t('Connection check')}</h1>
    <p class="muted subject" dir="auto">${report ? subject(report) : nothing}</p>
    ${
      report
        ? verdict(report)
        : html`<p class="verdict" data-state="pending">${t('Waiting for the first result…')}</p>`
    }
    <div class="row-actions">
      ${button({
        // One button for both actions, so that the focus stays in place when the check ends.
        label: isRunning ? t('Cancel') : t('Check Again'),
        kind: 'secondary',
        onPress: () =>
          post(isRunning ? { type: 'cancel' } : { type: 'action', action: 'checkAgain' }),
      })}
      ${button({
        label: t('Copy Report'),
        kind: 'secondary',
        isDisabled: isRunning,
        onPress: () => post({ type: 'copyReport' }),
      })}
    </div>
    <p class="muted" ?hidden=${!isCopied}>${copiedText()}</p>
    <ol class="report-steps" aria-label=${t('Steps')}>
      ${repeat(
        report?.steps ?? [],
        ({ id }) => id,
        (step) => stepRow(step, act),
      )}
    </ol>
    <section class="about" aria-label=${t('About this check')}>
      ${report ? factList(aboutFacts(report)) : nothing}
    </section>
  </main>`;
}

function act(action: ReportAction): void {
  // The step loses the pressed button, which would lose the focus.
  if (action === 'checkAgain') {
    document.querySelector<HTMLElement>('.report > .row-actions > :first-child')?.focus();
  }
  post({ type: 'action', action });
}

function copiedText(): string {
  return t("Report copied. It doesn't contain the API key or customer ID.");
}

function subject({ agent }: ConnectionReport): string {
  return visibleText([agent.name, agent.host].filter(Boolean).join(' · '));
}

function verdict(shown: ConnectionReport): TemplateResult {
  const state = signs[shown.verdict];
  return html`<p class="verdict" data-state=${state}>
    ${stepIcon(state)}<span>${visibleText(verdictSentence(shown))}</span>
  </p>`;
}

function aboutFacts({ agent, startedAt, transport, versions }: ConnectionReport) {
  const when = new Intl.DateTimeFormat(formatLocale(), {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('Business ID'), agent.businessId],
    [t('Agent ID'), agent.agentId],
    [t('When'), when.format(startedAt)],
    [t('Transport'), transport],
    ...versions,
  ];
  return facts.filter((fact): fact is StepFact => fact[1] !== undefined);
}

/** States to announce; skipped steps are covered by the verdict. */
const told: readonly StepState[] = ['ok', 'warning', 'failed'];

/** Announces each finished step to screen readers, and the verdict at the end. */
function announce(next: ConnectionReport, before: ConnectionReport | undefined): void {
  for (const { id, state, title } of next.steps) {
    const was = before?.steps.find((step) => step.id === id)?.state;
    if (was === state || !told.includes(state)) continue;
    say(t('{step}: {state}', { step: stepName(id), state: title ?? stateName(state) }));
  }
  if (next.verdict !== 'running' && before?.verdict === 'running') say(verdictSentence(next));
}

listen((message) => {
  if (message.type === 'report') {
    const before = report?.startedAt === message.report.startedAt ? report : undefined;
    report = message.report;
    isCopied &&= before !== undefined;
    announce(report, before);
  } else {
    isCopied = true;
    say(copiedText());
  }
  draw();
});
draw();
post({ type: 'ready' });
