import {
  type ConnectionReport,
  type ConnectionStep,
  type ReportAction,
  stepName,
  type StepState,
} from './connectionReport.ts';
import { formatDuration } from '../format.ts';
import { t } from '../l10n.ts';

/** The sentences of a connection report, shared by page, clipboard and command line. */

/** Each state as a word, so that it does not depend on colour and sign alone. */
export function stateName(state: StepState): string {
  return stateNames[state]();
}

const stateNames: Readonly<Record<StepState, () => string>> = {
  pending: () => t('waiting'),
  running: () => t('running'),
  ok: () => t('works'),
  warning: () => t('works, with a warning'),
  failed: () => t('failed'),
  skipped: () => t('skipped'),
};

/** A step's duration; unit symbols are the same in every language. */
export function stepTime(ms: number): string {
  return ms < 1 ? '< 1 ms' : formatDuration(ms);
}

/** The label of an action's button. */
export function actionLabel(action: ReportAction): string {
  return actionLabels[action]();
}

const actionLabels: Readonly<Record<ReportAction, () => string>> = {
  checkAgain: () => t('Check Again'),
  setApiKey: () => t('Set API Key'),
  openSettings: () => t('Open Settings'),
  openProxySettings: () => t('Open Proxy Settings'),
  showLog: () => t('Show Log'),
};

/** The whole report in one sentence. */
export function verdictSentence(report: ConnectionReport): string {
  const { verdict, steps } = report;
  const named = (state: StepState) => steps.find((step) => step.state === state);
  switch (verdict) {
    case 'running': {
      const running = named('running');
      return running ? t('Checking: {step}', { step: stepName(running.id) }) : t('Checking…');
    }
    case 'cancelled':
      return t('The check was canceled.');
    case 'failed':
      return failedSentence(named('failed'), steps);
    case 'warning': {
      const warnings = steps.filter(({ state }) => state === 'warning');
      return t('It works, but check these steps: {steps}', {
        steps: warnings.map(({ id }) => stepName(id)).join(', '),
      });
    }
    case 'ok':
      return report.firstByteMs === undefined
        ? t('Everything that was checked works.')
        : t('Everything works. First byte after {time}.', {
            time: formatDuration(report.firstByteMs),
          });
  }
}

function failedSentence(
  failed: ConnectionStep | undefined,
  steps: readonly ConnectionStep[],
): string {
  if (!failed) return t('The check failed.');
  const names = { step: stepName(failed.id), title: failed.title ?? '' };
  const isEnd = steps.slice(steps.indexOf(failed) + 1).some(({ state }) => state === 'skipped');
  return isEnd ? t('Stopped at “{step}”: {title}', names) : t('Failed: {step}. {title}', names);
}
