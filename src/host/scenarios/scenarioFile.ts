import * as vscode from 'vscode';
import { anyNameAsFile, scenarioEnding } from '../../scenarios/create/fileName.ts';

/**
 * Asks where to save a scenario; suggests a new file in the workspace's first folder. Always uses
 * the ending of scenario files, so that the file is found as a test.
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

/** Writes a file; if that fails, shows the reason and gives false. */
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

/** The file with this name in the same folder. */
export function besides(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}

/** The last part of the path. */
export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
