import * as vscode from 'vscode';
import { askTimes, type AskTimesOptions } from '../../scenarios/compare/askTimes.ts';
import { saidText } from '../../scenarios/compare/comparedTurn.ts';
import { shownAnswers } from '../../scenarios/compare/shownAnswers.ts';
import { spreadOf } from '../../scenarios/compare/spreadOf.ts';
import type { Agent } from '../../shared/agent.ts';
import type { TimesState } from '../../shared/protocol/compareProtocol.ts';
import type { ShownTurn } from '../../shared/compare/shownAnswer.ts';
import type { AskedRun } from '../../shared/compare/spread.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { cancellable } from '../platform/cancellable.ts';
import { failureSentences } from '../platform/failureMessages.ts';
import type { Services } from '../services.ts';
import { openComparePanel } from './comparePanel.ts';
import { comparedAgent, freshSessions } from './freshSession.ts';

/**
 * Sends the same message several times and shows how the responses vary. Resolves when all sessions
 * are closed.
 */
export async function compareTimes(
  parts: Services,
  agent: Agent,
  { times, history, message }: Pick<AskTimesOptions, 'times' | 'history' | 'message'>,
): Promise<void> {
  const cancelled = new AbortController();
  const name = visibleText(agent.name);
  const panel = openComparePanel(parts, {
    title: `${name} × ${times}`,
    handle: ({ type }) => {
      if (type === 'stop') cancelled.abort();
    },
    onClosed: () => cancelled.abort(),
  });
  const finished: AskedRun[] = [];
  const show = (isBusy: boolean) => {
    const runs = finished.toSorted((one, other) => one.number - other.number);
    const known = { agent: comparedAgent(agent), said: saidText(message), times };
    const state = { mode: 'times', ...known, ...timesOf(runs), isBusy } as const;
    panel.show({ type: 'state', state });
  };
  show(true);
  const title = vscode.l10n.t('Sending the message to {0} {1} times…', name, times);
  await cancellable(title, (signal, progress) =>
    askTimes({
      ...{ times, history, message, signal: AbortSignal.any([signal, cancelled.signal]) },
      open: freshSessions(parts, agent),
      onRun: (run) => {
        finished.push(run);
        const done = vscode.l10n.t('{0} of {1}', finished.length, times);
        progress.report({ message: done, increment: 100 / times });
        show(true);
      },
    }),
  );
  show(false);
}

function timesOf(
  runs: readonly AskedRun[],
): Pick<TimesState, 'done' | 'spread' | 'usual' | 'runs' | 'problems'> {
  const spread = spreadOf(runs);
  const usual = spread.groups[0]?.[0];
  const usualAnswer = runs.find(({ number }) => number === usual)?.answer;
  return {
    done: runs.length,
    ...(spread.answered > 0 && { spread }),
    ...(usual !== undefined && { usual }),
    runs: runs.flatMap(({ number, answer }): readonly ShownTurn[] =>
      answer ? [{ number, said: '', ...shownAnswers(usualAnswer, answer) }] : [],
    ),
    problems: runs.flatMap(({ number, failure }) =>
      failure ? [{ number, text: failureSentences(failure) }] : [],
    ),
  };
}
