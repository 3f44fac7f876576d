import * as vscode from 'vscode';
import { runComparedCase } from '../../scenarios/compare/comparedCase.ts';
import type { Scenario } from '../../scenarios/file/scenario.ts';
import { FileServices } from '../../scenarios/run/fileServices.ts';
import { planCases, rowTitle, type Case } from '../../scenarios/run/plan.ts';
import { sides, type Side } from '../../shared/compare/shownAnswer.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { pickAgent } from '../agents/pickAgent.ts';
import { tell } from '../platform/messages.ts';
import { AgentsComparison } from './agentsComparison.ts';
import { chosenScenario, namedAgent } from '../scenarios/chosenScenario.ts';
import { pickAmong } from '../platform/pickAmong.ts';
import type { Services } from '../services.ts';

/**
 * Runs a scenario with two agents side by side: the two it names, or its own agent and another one.
 * Its expectations are checked on both sides.
 */
export async function compareScenario(parts: Services, args: readonly unknown[]): Promise<void> {
  const { agents, consent } = parts;
  await agents.settled;
  const title = vscode.l10n.t('Compare Agents on a Scenario');
  // A scenario may contain scripts.
  if (!vscode.workspace.isTrusted)
    return tell(vscode.l10n.t('Restricted Mode: trust this folder to find and run its scenarios.'));
  const chosen = await chosenScenario(args, title);
  if (!chosen) return;
  const { document, scenario } = chosen;
  const own = await pickRow(scenario, document.uri.fsPath);
  if (!own) return;
  const [first, second, third] = scenario.agents;
  const a = namedAgent(agents, first);
  if (!a) return;
  const placeholder = vscode.l10n.t('Compare {0} with which agent?', visibleText(a.name));
  const isNamed = second !== undefined && third === undefined;
  const b = isNamed
    ? namedAgent(agents, second)
    : (await pickAgent(agents, { title, placeholder }))?.agent;
  if (!b) return;
  const both = { a, b };
  for (const side of sides) if (!(await consent.mayOpen(both[side]))) return;
  const comparison = new AgentsComparison(parts, { a, b, scenario: scenario.name });
  await comparison.work(async (signal) => {
    const files = new FileServices(signal);
    const services = files.of(own.file);
    try {
      const go = async (side: Side) => {
        const result = await runComparedCase({
          case: own,
          services,
          signal,
          begin: (clientKey = both[side].clientKey) => comparison.begin(side, clientKey),
          onTurn: (index, turn, told) =>
            comparison.showTurn(index, { ...turn, ...(told && { [side]: told }) }),
        });
        comparison.showResult(side, result);
      };
      await Promise.all(sides.map(go));
    } finally {
      await files.dispose();
    }
  });
}

/** The scenario with one row of its data; asks which row if there are several. */
function pickRow(scenario: Scenario, path: string): Promise<Case | undefined> {
  const file = { path, scenarios: [{ ...scenario, agents: [] }] };
  const cases = planCases([file], { env: process.env });
  const title = vscode.l10n.t('Which data row?');
  return pickAmong(cases, title, (one) => ({ label: visibleText(rowTitle(one) ?? '') }));
}
