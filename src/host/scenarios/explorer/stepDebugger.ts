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
      const step = await ask({
        title: vscode.l10n.t(
          '{0}: turn {1} of {2} was answered',
          item.label,
          number - 1,
          turns.length,
        ),
        said: failed.flatMap(checkFinding).map(findingSentence).join('  ·  '),
        next: next ? visibleLine(actionTitle(next.action)) : '',
        signal,
      });
      toEnd = step === 'end';
      if (step === 'stop') run.abort();
      return step !== 'stop';
    },
  };
}

type Step = 'next' | 'end' | 'stop';

async function ask({
  title,
  said,
  next,
  signal,
}: {
  readonly title: string;
  /** The expectations that failed. */
  readonly said: string;
  readonly next: string;
  readonly signal: AbortSignal;
}): Promise<Step> {
  const items: readonly (vscode.QuickPickItem & { readonly step: Step })[] = [
    {
      label: vscode.l10n.t('Next Turn'),
      description: next,
      step: 'next',
      iconPath: icon('debug-step-over'),
    },
    { label: vscode.l10n.t('Run to End'), step: 'end', iconPath: icon('debug-continue') },
    { label: vscode.l10n.t('Stop'), step: 'stop', iconPath: icon('debug-stop') },
  ];
  const cancelling = new vscode.CancellationTokenSource();
  const cancel = () => cancelling.cancel();
  signal.addEventListener('abort', cancel);
  const placeHolder =
    said === '' ? vscode.l10n.t('Everything that was expected is there.') : `✗ ${said}`;
  const options = { title, placeHolder, ignoreFocusOut: true };
  const picked = await vscode.window.showQuickPick(items, options, cancelling.token);
  signal.removeEventListener('abort', cancel);
  cancelling.dispose();
  return picked?.step ?? 'stop';
}

function icon(name: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name);
}

async function showLine(uri: vscode.Uri, position: vscode.Position): Promise<void> {
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(uri, { selection, preserveFocus: true });
}
