import * as vscode from 'vscode';

// Most messages are shown without waiting: the tester may answer later or never.

export function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}

export function warn(message: string): void {
  void vscode.window.showWarningMessage(message);
}

export function showError(message: string): void {
  void vscode.window.showErrorMessage(message);
}

type Show = (message: string, button: string) => Thenable<string | undefined>;

/** Shows a message with a button that does something. Resolves when the message is gone. */
export async function offer(
  message: string,
  button: string,
  act: () => unknown,
  show: Show = vscode.window.showInformationMessage,
): Promise<void> {
  if ((await show(message, button)) === button) await act();
}

/** Asks in a dialog before doing something. True if the tester presses the button. */
export async function confirm(message: string, detail: string, button: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(message, options, button)) === button;
}
