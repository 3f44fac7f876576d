import * as vscode from 'vscode';

export interface FileToSave {
  /** Of the dialog, in the user's language. */
  readonly title: string;
  /** Proposed, with its ending. */
  readonly name: string;
  /** What the dialog calls files of this kind, for example HAR. */
  readonly kind: string;
  readonly text: string;
}

/** Writes a file where the tester wants it, and says that it is there or why it is not. */
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
