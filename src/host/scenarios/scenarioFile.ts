import * as vscode from 'vscode';
import { anyNameAsFile, scenarioEnding } from '../../scenarios/create/fileName.ts';
import { chooseFile } from '../platform/saveFile.ts';

/**
 * Asks where to save a scenario. Always uses the ending of scenario files, so that the file is found
 * as a test.
 */
export async function askForFile(name: string): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Save as Scenario');
  const file = { title, name: anyNameAsFile(name) + scenarioEnding, kind: 'YAML' };
  const chosen = await chooseFile(file);
  const ending = /(\.sofia)?(\.ya?ml)?$/i;
  return chosen?.with({ path: chosen.path.replace(ending, scenarioEnding) });
}

/** The file with this name in the same folder. */
export function besides(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}

/** The last part of the path. */
export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
