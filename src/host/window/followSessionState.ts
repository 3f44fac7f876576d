import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { sessionStateContext } from '../platform/manifest.ts';

/** Mirrors the session's status into the context key that commands and menus use. */
export function followSessionState(conversations: ConversationManager): vscode.Disposable {
  let shown: string | undefined;
  const show = () => {
    const { status } = conversations.state.session;
    if (status === shown) return;
    shown = status;
    void vscode.commands.executeCommand('setContext', sessionStateContext, status);
  };
  show();
  return new vscode.Disposable(conversations.onChange(show));
}
