import type * as vscode from 'vscode';

/** Shows a list. Resolves with the chosen item, or undefined, and disposes of the list. */
export function showPick<T extends vscode.QuickPickItem>(
  pick: vscode.QuickPick<T>,
): Promise<T | undefined> {
  const chosen = new Promise<T | undefined>((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
  });
  pick.show();
  return chosen.finally(() => pick.dispose());
}
