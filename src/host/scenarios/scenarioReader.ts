import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { loadScenarios, type FileReader } from '../../scenarios/file/loadScenarios.ts';
import type { ScenarioFile } from '../../scenarios/file/scenario.ts';
import { bytesOf } from '../platform/bytesOf.ts';
import { otherFile } from './scenarioPlaces.ts';

/** Loads a scenario file and the files it uses, from their editors if open, otherwise from disk. */
export async function loadScenarioFile(
  uri: vscode.Uri,
  content: string | Uint8Array,
): Promise<ScenarioFile> {
  const at = (path: string) => otherFile(uri, path);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const reader: FileReader = {
    read: async (path) => openDocument(at(path))?.getText() ?? (await bytesOf(at(path))),
    isThere: async (path) =>
      vscode.workspace.fs.stat(at(path)).then(
        () => true,
        () => false,
      ),
    root: folder?.uri.fsPath ?? dirname(uri.fsPath),
  };
  return loadScenarios(uri.fsPath, content, reader);
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const id = uri.toString();
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === id && !one.isClosed);
}
