import * as vscode from 'vscode';
import { scenariosText } from '../scenarios/create/scenarioText.ts';
import { stubsFromStarterPrompts } from '../scenarios/create/startersAsScenarios.ts';
import type { AuthoringParts } from './authoringCommands.ts';
import { askForFile, write } from './scenarios/scenarioFile.ts';

/** Writes a scenario for each starter prompt of the shown agent. */
export async function saveStubs({ agents }: AuthoringParts): Promise<void> {
  const { active: agent } = agents;
  const stubs = agent ? stubsFromStarterPrompts(agent) : [];
  if (!agent || stubs.length === 0) {
    const message = agent
      ? vscode.l10n.t('{0} has no starter prompts. Write some into its settings first.', agent.name)
      : vscode.l10n.t('No agent is chosen.');
    void vscode.window.showInformationMessage(message);
    return;
  }
  const uri = await askForFile(`${agent.name} starters`);
  if (!uri || !(await write(uri, scenariosText(stubs)))) return;
  await vscode.window.showTextDocument(uri, { preview: false });
}
