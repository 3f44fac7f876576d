import * as vscode from 'vscode';
import { anyNameAsFile, scenarioEnding } from '../../scenarios/create/fileName.ts';
import { newScenarioSnippet } from '../../scenarios/editor/proposalsAt.ts';

/**
 * Asks where a scenario of that name is to be written; what is proposed is a new file in the first
 * folder of the workspace. Whatever the tester types, the file is one that is found again as a test.
 */
export async function askForFile(name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const fileName = anyNameAsFile(name) + scenarioEnding;
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save as Scenario'),
    filters: { YAML: ['yaml'] },
    defaultUri: folder ? vscode.Uri.joinPath(folder, fileName) : vscode.Uri.file(fileName),
  });
  const ending = /(\.sofia)?(\.ya?ml)?$/i;
  return chosen?.with({ path: chosen.path.replace(ending, scenarioEnding) });
}

/** Writes a file; says why when it cannot. */
export async function write(uri: vscode.Uri, text: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The file could not be saved. ({0})', reason),
    );
    return false;
  }
}

/** The file of that name in the same folder. */
export function besides(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}

/** The last part of its path. */
export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** True for a file of scenarios. */
export function isScenarioFile({ path }: vscode.Uri): boolean {
  return /\.sofia\.ya?ml$/i.test(path);
}

/** Asks for a file and begins a scenario in it, whose values are gone through with Tab. */
export async function beginScenario(): Promise<void> {
  const uri = await askForFile('scenario');
  if (!uri || !(await write(uri, ''))) return;
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  await editor.insertSnippet(new vscode.SnippetString(newScenarioSnippet));
}
