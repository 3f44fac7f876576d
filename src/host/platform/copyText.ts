import * as vscode from 'vscode';
import { clipboardText } from '../../shared/clipboardText.ts';

/**
 * Makes text safe for the clipboard. All copying goes through here, because agents wrote part of
 * it.
 */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(clipboardText(text));
}
