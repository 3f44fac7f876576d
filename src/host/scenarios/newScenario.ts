import * as vscode from 'vscode';
import { newScenarioSnippet } from '../../scenarios/editor/proposalsAt.ts';
import { askForFile, write } from './scenarioFile.ts';

/** Asks for a file and inserts a scenario snippet; Tab moves through its values. */
export async function newScenario(): Promise<void> {
  const uri = await askForFile('scenario');
  if (!uri || !(await write(uri, ''))) return;
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  await editor.insertSnippet(new vscode.SnippetString(newScenarioSnippet));
}
