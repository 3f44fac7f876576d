import * as vscode from 'vscode';
import { shownTurns } from '../../conversation/storage/conversationRecord.ts';
import { defaultTimes, maxTimes, requestCount } from '../../scenarios/compare/askTimes.ts';
import { turnsToAsk } from '../../scenarios/compare/turnsToAsk.ts';
import type { Agent } from '../../shared/agent.ts';
import { isCount, isRecord } from '../../shared/guards.ts';
import type { Turn } from '../../shared/model.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { pickAgent } from '../agents/pickAgent.ts';
import { AgentsComparison } from './agentsComparison.ts';
import { chosenRecords } from '../conversations/commandTargets.ts';
import { namedAgent } from '../scenarios/chosenScenario.ts';
import type { Services } from '../services.ts';
import { compareTimes } from './compareTimes.ts';

/** Compares a conversation's agent, or the active one, with another agent. */
export async function compareAgents(parts: Services, args: readonly unknown[]): Promise<void> {
  const { agents, conversations, consent } = parts;
  const record =
    args[0] === undefined
      ? await conversations.wholeRecord()
      : (await chosenRecords(parts, args))[0];
  const a = record ? namedAgent(agents, record.agent.name) : agents.active;
  if (!a) return;
  const entry = await pickAgent(agents, {
    title: vscode.l10n.t('Compare with Another Agent'),
    placeholder: vscode.l10n.t('Both agents get the same messages, in separate sessions'),
    last: a.name,
  });
  const b = entry?.agent;
  if (!b) return;
  const turns = record ? sentTurns(shownTurns(record)) : [];
  const start = turns.length === 0 ? 'empty' : await pickStart(turns.length, a, b);
  if (!start) return;
  const isAskedNow = start === 'both' ? [a, b] : start === 'other' ? [b] : [];
  for (const agent of isAskedNow) if (!(await consent.mayOpen(agent))) return;
  const comparison = new AgentsComparison(parts, { a, b });
  if (start === 'empty') return;
  comparison.ask(
    turns.map((turn) => ({ inputs: turn.inputs, ...(start === 'other' && { known: turn }) })),
  );
}

async function pickStart(count: number, a: Agent, b: Agent) {
  const names = { a: visibleText(a.name), b: visibleText(b.name), count };
  const items = [
    {
      start: 'both',
      label: vscode.l10n.t('Send to both'),
      detail:
        count === 1
          ? vscode.l10n.t('The message goes to {a} and {b}, in new sessions', names)
          : vscode.l10n.t('{count} messages go to {a} and {b}, in new sessions', names),
    },
    {
      start: 'other',
      label: vscode.l10n.t('Send only to {b}', names),
      detail: vscode.l10n.t("{a}'s responses are already in this conversation", names),
    },
    {
      start: 'empty',
      label: vscode.l10n.t('Start over'),
      detail: vscode.l10n.t('Nothing is sent until you write a message'),
    },
  ] as const;
  const title = vscode.l10n.t('Compare with Another Agent');
  return (await vscode.window.showQuickPick(items, { title }))?.start;
}

/** Asks a message of the shown conversation several times; by default its last one. */
export async function askAgain(parts: Services, [place]: readonly unknown[]): Promise<void> {
  const [record] = await chosenRecords(parts, []);
  const agent = record && namedAgent(parts.agents, record.agent.name);
  if (!record || !agent) return;
  const turnId = isRecord(place) ? place['turnId'] : undefined;
  const asked = turnsToAsk(shownTurns(record), isCount(turnId) ? turnId : undefined);
  if (!asked) return;
  const times = await askHowOften(asked.history, visibleText(agent.name));
  if (times === undefined || !(await parts.consent.mayOpen(agent))) return;
  await compareTimes(parts, agent, { times, ...asked });
}

/** Shows the cost below the number before anything is sent. */
async function askHowOften(
  history: readonly Turn['inputs'][],
  agent: string,
): Promise<number | undefined> {
  const cost = (text: string): vscode.InputBoxValidationMessage => {
    const times = Number(text.trim());
    if (!Number.isInteger(times) || times < 2 || times > maxTimes) {
      const message = vscode.l10n.t('Enter a number from 2 to {0}.', maxTimes);
      return { message, severity: vscode.InputBoxValidationSeverity.Error };
    }
    const requests = requestCount({ times, history });
    const message = vscode.l10n.t(
      '{times} sessions, {requests} requests to {agent}. Press Enter to start.',
      { times, requests, agent },
    );
    return { message, severity: vscode.InputBoxValidationSeverity.Info };
  };
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Send N Times'),
    prompt: vscode.l10n.t(
      'How many times should the message be sent? Each one uses a new session.',
    ),
    value: String(defaultTimes),
    validateInput: cost,
  });
  return text === undefined ? undefined : Number(text.trim());
}

/** Only turns that were sent can be asked again. */
function sentTurns(turns: readonly Turn[]): readonly Turn[] {
  return turns.filter(({ sessionId }) => sessionId !== undefined);
}
