import * as vscode from 'vscode';

/** The only one, or the one that the tester picks; undefined if there is none or they cancel. */
export async function pickAmong<T>(
  all: readonly T[],
  title: string,
  itemOf: (one: T) => vscode.QuickPickItem,
): Promise<T | undefined> {
  if (all.length <= 1) return all[0];
  const items = all.map((one) => ({ ...itemOf(one), one }));
  return (await vscode.window.showQuickPick(items, { title }))?.one;
}
