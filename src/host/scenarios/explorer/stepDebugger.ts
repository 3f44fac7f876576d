import * as vscode from 'vscode';
import { checkFinding } from '../../../scenarios/reports/findings.ts';
import { findingSentence } from '../../../scenarios/reports/reportWords.ts';
import type { TurnResult } from '../../../scenarios/run/results.ts';
import type { RunEvents } from '../../../scenarios/run/runCases.ts';
import { actionTitle } from '../../../scenarios/run/turnInputs.ts';
import { visibleLine } from '../../../shared/visibleText.ts';
import type { MayGoOn } from './chatSessions.ts';
import { positionOf } from '../scenarioPlaces.ts';
import type { RunningCase } from './runTypes.ts';

export interface Stepper {
  readonly mayGoOn: MayGoOn;
  readonly turnEnded: NonNullable<RunEvents['turnEnded']>;
}

/** Pauses after each response until the tester continues. A stop ends the whole run. */
export function debugStepper({ uri, item, case: own }: RunningCase, run: AbortController): Stepper {
  const { turns } = own.scenario;
  let last: TurnResult | undefined;
  let toEnd = false;
  return {
    turnEnded: (_own, _number, turn) => {
      last = turn;
    },
    mayGoOn: async (number, signal) => {
      if (signal.aborted) return false;
      const failed = last?.checks.filter(({ status }) => status !== 'passed') ?? [];
      if (toEnd) return true;
      const [first] = failed;
      if (first) await showLine(uri, positionOf(first.at));
      const next = turns[number - 1];
      const step = await ask(
        vscode.l10n.t(
          '{0}: response to turn {1} of {2} received',
          item.label,
          number - 1,
          turns.length,
        ),
        failed.flatMap(checkFinding).map(findingSentence).join('  ·  '),
        next ? visibleLine(actionTitle(next.action)) : '',
        signal,
      );
      toEnd = step === 'end';
      if (step === 'stop') run.abort();
      return step !== 'stop';
    },
  };
}

type Step = 'next' | 'end' | 'stop';

/** `said`: the expectations that failed; `next`: the action of the next turn. */
async function ask(title: string, said: string, next: string, signal: AbortSignal): Promise<Step> {
  const item = (step: Step, label: string, icon: string, description = '') => ({
    ...{ step, label, description },
    iconPath: new vscode.ThemeIcon(`debug-${icon}`),
  });
  const items = [
    item('next', vscode.l10n.t('Next Turn'), 'step-over', next),
    item('end', vscode.l10n.t('Run to End'), 'continue'),
    item('stop', vscode.l10n.t('Stop'), 'stop'),
  ];
  const cancelling = new vscode.CancellationTokenSource();
  const cancel = () => cancelling.cancel();
  signal.addEventListener('abort', cancel);
  const placeHolder = said === '' ? vscode.l10n.t('All expectations are met.') : `✗ ${said}`;
  const options = { title, placeHolder, ignoreFocusOut: true };
  const picked = await vscode.window.showQuickPick(items, options, cancelling.token);
  signal.removeEventListener('abort', cancel);
  cancelling.dispose();
  return picked?.step ?? 'stop';
}

async function showLine(uri: vscode.Uri, position: vscode.Position): Promise<void> {
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(uri, { selection, preserveFocus: true });
}
