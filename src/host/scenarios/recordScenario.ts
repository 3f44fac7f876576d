import { Readable } from 'node:stream';
import * as vscode from 'vscode';
import { readConversation } from '../../conversation/storage/readConversation.ts';
import { importFrom } from '../../recordings/import/importRecording.ts';
import type { RecordingEntry, RecordingHeader } from '../../recordings/recording.ts';
import { turnsOf } from '../../recordings/replay/turnsOf.ts';
import { answerParts, type Answer } from '../../scenarios/answer.ts';
import type { CheckServices } from '../../scenarios/checks/check.ts';
import { compareAnswers, describeDifference } from '../../scenarios/compare/compareAnswers.ts';
import type { Scenario } from '../../scenarios/file/scenario.ts';
import { FileServices } from '../../scenarios/run/fileServices.ts';
import { planCases, type Case } from '../../scenarios/run/plan.ts';
import { RequestPace } from '../../scenarios/run/requestPace.ts';
import type { AttemptResult } from '../../scenarios/run/results.ts';
import { runAttempt } from '../../scenarios/run/runAttempt.ts';
import type { OpenTestSession } from '../../scenarios/run/session.ts';
import type { Agent } from '../../shared/agent.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { newRecording, openSession } from '../network/openSession.ts';
import { bytesOf } from '../platform/bytesOf.ts';
import { cancellable } from '../platform/cancellable.ts';
import { showError } from '../platform/messages.ts';
import type { Services } from '../services.ts';
import { namedAgent } from './chosenScenario.ts';

/** The agent's current responses to a scenario with one row of its data. */
export interface RecordedCase {
  readonly case: Case;
  readonly header: RecordingHeader;
  readonly entries: readonly RecordingEntry[];
  readonly answers: readonly Answer[];
}

/**
 * Sends the turns of a scenario to its agent, in a new session for each row of its data. If there
 * are several agents, the first is used. If a session fails, shows an error and gives undefined.
 */
export async function recordScenario(
  parts: Services,
  scenario: Scenario,
  path: string,
): Promise<readonly RecordedCase[] | undefined> {
  const agent = namedAgent(parts.agents, scenario.agents[0]);
  if (!agent || !(await parts.consent.mayOpen(agent))) return undefined;
  const title = vscode.l10n.t('Recording responses from {0}…', visibleText(agent.name));
  return cancellable(title, async (signal) => {
    const recorded: RecordedCase[] = [];
    // Expectations are not checked, but a pattern may be needed to find the button to press.
    const services = new FileServices(signal);
    try {
      for (const own of bareCases(scenario, path)) {
        const one = await recordCase(parts, agent, own, services.of(path), signal);
        if (!one) return undefined;
        recorded.push(one);
      }
      return recorded;
    } finally {
      await services.dispose();
    }
  });
}

async function recordCase(
  parts: Services,
  agent: Agent,
  own: Case,
  services: CheckServices,
  signal: AbortSignal,
): Promise<RecordedCase | undefined> {
  const { header, entries, write } = newRecording(agent, parts.version);
  const open: OpenTestSession = ({ clientKey = agent.clientKey }, opening) =>
    openSession(parts, { ...agent, clientKey }, opening, write);
  const pace = new RequestPace();
  const attempt = await runAttempt({ case: own, number: 1, open, services, pace, signal });
  const problem = problemOf(attempt);
  if (problem !== undefined)
    showError(vscode.l10n.t("The conversation didn't finish. {0}", problem));
  if (attempt.status !== 'passed') return undefined;
  const answers = attempt.turns.map(({ items, stats }) =>
    answerParts({ items, ...(stats && { stats }) }),
  );
  return { case: own, header, entries, answers };
}

/** The differences from a recording file; undefined if it cannot be read. */
export async function changesSince(
  uri: vscode.Uri,
  answers: readonly Answer[],
): Promise<readonly string[] | undefined> {
  const bytes = await bytesOf(uri);
  const recording = bytes && (await importFrom(Readable.from([bytes]), 0, readConversation));
  if (recording?.type !== 'loaded') return undefined;
  const { turns } = await turnsOf(recording.header, recording.exchanges);
  return answers.flatMap((live, index) => {
    const turn = turns[index];
    const lines = turn
      ? compareAnswers(answerParts(turn), live).differences.map(describeDifference)
      : [vscode.l10n.t('Not recorded before.')];
    return lines.map((line) => vscode.l10n.t('Turn {0}: {1}', index + 1, visibleText(line)));
  });
}

/** Cases without expectations, which are checked when the scenario is run. */
function bareCases(scenario: Scenario, path: string): readonly Case[] {
  const turns = scenario.turns.map((turn) => ({ ...turn, mayBeSilent: true, expect: [] }));
  const bare = { ...scenario, agents: [], turns, expect: [] };
  return planCases([{ path, scenarios: [bare] }], { env: process.env });
}

function problemOf({ problem, turns }: AttemptResult): string | undefined {
  const failed = turns.flatMap(({ checks }) => checks).find(({ status }) => status === 'failed');
  return problem?.message ?? failed?.message;
}
