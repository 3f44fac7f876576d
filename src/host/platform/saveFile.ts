import * as vscode from 'vscode';

export interface FileToSave {
  /** The dialog's title, in the user's language. */
  readonly title: string;
  /** The suggested file name, with extension. */
  readonly name: string;
  /** The dialog's name for the file type, such as HAR. */
  readonly kind: string;
  readonly text: string;
}

/** Saves a file where the tester chooses. Shows whether it was saved, or why not. */
export async function saveFile({ title, name, kind, text }: FileToSave): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title,
    filters: { [kind]: [name.slice(name.lastIndexOf('.') + 1)] },
    defaultUri: folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = vscode.l10n.t('The file could not be saved. ({0})', reason);
    void vscode.window.showErrorMessage(sentence);
    return;
  }
  const open = vscode.l10n.t('Open');
  const sentence = vscode.l10n.t('The file was saved.');
  if ((await vscode.window.showInformationMessage(sentence, open)) === open)
    await vscode.commands.executeCommand('vscode.open', target);
}
