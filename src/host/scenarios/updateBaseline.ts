import * as vscode from 'vscode';
import { recordingNameOf } from '../../scenarios/create/fileName.ts';
import { addRecording } from '../../scenarios/create/appendExpectation.ts';
import { baselineOf } from '../../scenarios/create/baselineOf.ts';
import { recordingText } from '../../scenarios/create/recordingText.ts';
import type { Scenario } from '../../scenarios/file/scenario.ts';
import { rowTitle } from '../../scenarios/run/plan.ts';
import { rowRecording } from '../../scenarios/run/recordingPath.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { tell } from '../platform/messages.ts';
import { writeFile } from '../platform/saveFile.ts';
import type { Services } from '../services.ts';
import { chosenScenario, type ChosenScenario } from './chosenScenario.ts';
import { changesSince, recordScenario, type RecordedCase } from './recordScenario.ts';
import { baseName, besides } from './scenarioFile.ts';

/** Sends the turns of a scenario again and saves the responses as its recording. */
export async function updateBaseline(parts: Services, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Which scenario should get a new recording?');
  const chosen = await chosenScenario(args, title);
  if (!chosen) return;
  const { document, scenario } = chosen;
  const { uri } = document;
  const recorded = await recordScenario(parts, scenario, uri.fsPath);
  if (!recorded) return;
  const name = baselineOf(scenario) ?? freeName(chosen);
  const targetOf = ({ case: { row } }: RecordedCase) => besides(uri, rowRecording(name, row));
  const changes: string[] = [];
  for (const one of recorded) changes.push(...(await changesOf(one, targetOf(one))));
  if (!(await confirmUpdate(scenario, name, changes))) return;
  for (const one of recorded)
    if (!(await writeFile(targetOf(one), recordingText(one.header, one.entries)))) return;
  if (scenario.recording === undefined) await nameRecording(document, scenario, name);
  tell(vscode.l10n.t('{0} now has the new responses.', name));
}

/** A file name for the recording that no other scenario of the file uses. */
function freeName({ document, scenario, others }: ChosenScenario): string {
  const file = baseName(document.uri);
  const name = recordingNameOf(file);
  const isTaken = others.some(({ recording }) => recording === name);
  return isTaken ? recordingNameOf(file, scenario.name) : name;
}

/** The differences from the recording as lines, prefixed with the data row if there is one. */
async function changesOf(recorded: RecordedCase, target: vscode.Uri): Promise<readonly string[]> {
  const changes = await changesSince(target, recorded.answers);
  const lines = changes ?? [vscode.l10n.t("There's no recording yet.")];
  const row = rowTitle(recorded.case);
  return row === undefined ? lines : lines.map((line) => `${visibleText(row)}: ${line}`);
}

async function confirmUpdate(
  { name }: Scenario,
  recordingName: string,
  changes: readonly string[],
): Promise<boolean> {
  const update = vscode.l10n.t('Update Baseline');
  const scenario = visibleText(name);
  const message = vscode.l10n.t('Save these responses for “{0}” in {1}?', scenario, recordingName);
  const same = vscode.l10n.t('The agent responded as before, apart from IDs and times.');
  const options = { modal: true, detail: changes.join('\n') || same };
  return (await vscode.window.showInformationMessage(message, options, update)) === update;
}

/** Writes the recording's name into the scenario. */
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
