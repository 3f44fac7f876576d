import * as vscode from 'vscode';
import { errorReason } from './failureMessages.ts';
import { offer, showError } from './messages.ts';

export interface FileToSave {
  /** The dialog's title, in the user's language. */
  readonly title: string;
  /** The suggested file name, with extension. */
  readonly name: string;
  /** The dialog's name for the file type, such as HAR. */
  readonly kind: string;
}

/** Asks where to save a file; suggests the workspace's first folder. */
export function chooseFile({ title, name, kind }: FileToSave): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title,
    filters: { [kind]: [name.slice(name.lastIndexOf('.') + 1)] },
    defaultUri: folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name),
  });
}

/** Saves a file where the tester chooses. Shows whether it was saved, or why not. */
export async function saveFile(file: FileToSave, text: string): Promise<void> {
  const target = await chooseFile(file);
  if (!target || !(await writeFile(target, text))) return;
  await offer(vscode.l10n.t('The file was saved.'), vscode.l10n.t('Open'), () =>
    vscode.commands.executeCommand('vscode.open', target),
  );
}

/** Writes a file; if that fails, shows the reason and gives false. */
export async function writeFile(uri: vscode.Uri, text: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return true;
  } catch (error) {
    showError(vscode.l10n.t("Couldn't save the file. ({0})", errorReason(error)));
    return false;
  }
}
