import * as vscode from 'vscode';
import { newScenarioSnippet } from '../../scenarios/editor/proposalsAt.ts';
import { writeFile } from '../platform/saveFile.ts';
import { askForFile } from './scenarioFile.ts';

/** Asks for a file and inserts a scenario snippet; Tab moves through its values. */
export async function newScenario(): Promise<void> {
  const uri = await askForFile('scenario');
  if (!uri || !(await writeFile(uri, ''))) return;
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  await editor.insertSnippet(new vscode.SnippetString(newScenarioSnippet));
}
