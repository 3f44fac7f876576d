import * as vscode from 'vscode';
import { recordingNameOf } from '../scenarios/create/fileName.ts';
import { addRecording } from '../scenarios/create/addExpectation.ts';
import { recordingText } from '../scenarios/create/recordingText.ts';
import type { Scenario } from '../scenarios/file/scenario.ts';
import { visibleText } from '../shared/visibleText.ts';
import type { AuthoringParts } from './authoringCommands.ts';
import { chosenScenario } from './chosenScenario.ts';
import { changesSince, recordScenario } from './recordScenario.ts';
import { baseName, besides, write } from './scenarioFile.ts';

/** Says the turns of a scenario to the agent again, and keeps its answers as the scenario's recording. */
export async function renewBaseline(
  parts: AuthoringParts,
  args: readonly unknown[],
): Promise<void> {
  const title = vscode.l10n.t('Which scenario gets a new recording?');
  const chosen = await chosenScenario(args, title);
  if (!chosen) return;
  const { document, scenario } = chosen;
  const { uri } = document;
  const recorded = await recordScenario(parts, scenario, uri.fsPath);
  if (!recorded) return;
  const name = scenario.recording ?? recordingNameOf(baseName(uri));
  const target = besides(uri, name);
  const changes = await changesSince(target, recorded.answers);
  if (!(await confirm(scenario, name, changes))) return;
  if (!(await write(target, recordingText(recorded.header, recorded.entries)))) return;
  if (scenario.recording === undefined) await nameRecording(document, scenario, name);
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} has the new answers.', name));
}

async function confirm(
  { name }: Scenario,
  recordingName: string,
  changes: readonly string[] | undefined,
): Promise<boolean> {
  const update = vscode.l10n.t('Update Baseline');
  const detail =
    changes === undefined
      ? vscode.l10n.t('There is no recording yet.')
      : changes.length === 0
        ? vscode.l10n.t('The agent answered as before, apart from ids and times.')
        : changes.join('\n');
  const message = vscode.l10n.t(
    'Keep these answers of “{0}” in {1}?',
    visibleText(name),
    recordingName,
  );
  const answer = await vscode.window.showInformationMessage(
    message,
    { modal: true, detail },
    update,
  );
  return answer === update;
}

/** The scenario says where its recording is. */
async function nameRecording(
  document: vscode.TextDocument,
  { name }: Scenario,
  recordingName: string,
): Promise<void> {
  const text = addRecording(document.getText(), name, recordingName);
  if (text === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
