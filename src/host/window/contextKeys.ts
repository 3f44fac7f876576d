import * as vscode from 'vscode';
import type { Desk } from '../../conversation/conversationManager.ts';
import { sessionStateContext } from '../platform/manifest.ts';

/** Mirrors the session's status into the one context key that commands and menus look at. */
export function showSessionState(desk: Desk): vscode.Disposable {
  let shown: string | undefined;
  const show = () => {
    const { status } = desk.state.session;
    if (status === shown) return;
    shown = status;
    void vscode.commands.executeCommand('setContext', sessionStateContext, status);
  };
  show();
  return new vscode.Disposable(desk.onChange(show));
}
