import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { sessionStateContext } from './manifest.ts';

/** Mirrors the session's status into the one context key that commands and menus look at. */
export function showSessionState(conversation: Conversation): vscode.Disposable {
  let shown: string | undefined;
  const show = () => {
    const { status } = conversation.state.session;
    if (status === shown) return;
    shown = status;
    void vscode.commands.executeCommand('setContext', sessionStateContext, status);
  };
  show();
  return new vscode.Disposable(conversation.onChange(show));
}
