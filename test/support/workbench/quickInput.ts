import * as vscode from 'vscode';
import { eventually } from '../eventually.ts';

/** Closes whatever asks for something, as soon as it is there, until the command is over. */
export async function closesQuickInput(command: Thenable<unknown>): Promise<void> {
  let isOver = false;
  const ended = Promise.resolve(command).finally(() => (isOver = true));
  // A failure is thrown below.
  ended.catch(() => undefined);
  await eventually(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return isOver;
  }, 'the end of the command');
  await ended;
}

/** Counts the boxes for a text that the extension opens; `stop` ends that. */
export function countsInputBoxes() {
  const { window } = vscode;
  const { showInputBox } = window;
  const counted = {
    count: 0,
    stop: () => {
      window.showInputBox = showInputBox;
    },
  };
  window.showInputBox = (...args: Parameters<typeof showInputBox>) => {
    counted.count += 1;
    return showInputBox(...args);
  };
  return counted;
}
