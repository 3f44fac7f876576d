import * as vscode from 'vscode';

/** The contents of a file; undefined if it cannot be read. */
export async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
