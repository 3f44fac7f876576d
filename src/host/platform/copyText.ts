import * as vscode from 'vscode';
import { clipboardText } from '../../shared/clipboardText.ts';

/** Everything that is copied for the tester passes here: agents wrote part of it. */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(clipboardText(text));
}
