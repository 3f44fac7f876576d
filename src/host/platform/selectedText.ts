import * as vscode from 'vscode';

/** The text selected in the active editor, if any. */
export function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection);
  return text?.trim() ? text : undefined;
}
