import * as vscode from 'vscode';
import { isScenarioPath } from '../../scenarios/create/fileName.ts';
import type { Scenario } from '../../scenarios/file/scenario.ts';
import type { Agent } from '../../shared/agent.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { AgentRegistry } from '../agents/agentRegistry.ts';
import { showError, tell } from '../platform/messages.ts';
import { pickAmong } from '../platform/pickAmong.ts';
import { loadScenarioFile } from './scenarioReader.ts';
import { testItemOf } from './explorer/testMessage.ts';

export interface ChosenScenario {
  readonly document: vscode.TextDocument;
  readonly scenario: Scenario;
  /** The file's other scenarios. */
  readonly others: readonly Scenario[];
}

/**
 * The scenario that a command is for: given by file and index, by a Test Explorer item, or in the
 * active editor. Asks, with `title`, if there are several; shows a message if there is none.
 */
export async function chosenScenario(
  [place, index]: readonly unknown[],
  title: string,
): Promise<ChosenScenario | undefined> {
  const given = place instanceof vscode.Uri ? place : testItemOf(place)?.uri;
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri || !isScenarioPath(uri.path)) {
    tell(vscode.l10n.t('Open a scenario file (*.sofia.yaml) first.'));
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { scenarios, problems } = await loadScenarioFile(uri, document.getText());
  // The test item of a file has no range. VS Code counts lines from 0, scenario positions from 1.
  const line = (testItemOf(place)?.range?.start.line ?? NaN) + 1;
  const around = scenarios.find(({ at }) => line >= at.start.line && line <= at.end.line);
  const known = typeof index === 'number' ? scenarios[index] : around;
  const scenario =
    known ?? (await pickAmong(scenarios, title, ({ name }) => ({ label: visibleText(name) })));
  const [problem] = problems;
  if (scenarios.length === 0 && problem) tell(problem.message);
  const others = scenarios.filter((one) => one !== scenario);
  return scenario && { document, scenario, others };
}

/** The named agent, or the chat's active agent; shows an error if there is none. */
export function namedAgent(agents: AgentRegistry, name: string | undefined): Agent | undefined {
  const agent = name === undefined ? agents.active : agents.find(name)?.agent;
  if (!agent)
    showError(
      name === undefined
        ? vscode.l10n.t('No agent is selected.')
        : vscode.l10n.t("There's no agent named {0}.", visibleText(name)),
    );
  return agent;
}
