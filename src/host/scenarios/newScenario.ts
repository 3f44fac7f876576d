import * as vscode from 'vscode';
import { newScenarioSnippet } from '../../scenarios/editor/proposalsAt.ts';
import { askForFile, write } from './scenarioFile.ts';

/** Asks for a file and begins a scenario in it, whose values are gone through with Tab. */
export async function newScenario(): Promise<void> {
  const uri = await askForFile('scenario');
  if (!uri || !(await write(uri, ''))) return;
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  await editor.insertSnippet(new vscode.SnippetString(newScenarioSnippet));
}
