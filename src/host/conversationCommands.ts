import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { commands } from './manifest.ts';

/** The commands that carry the conversation out of the chat, as JSON. */
export function conversationHandlers(conversation: Conversation) {
  const json = () => JSON.stringify(conversation.record() ?? null, null, 2);
  const open = async () => {
    const document = { language: 'json', content: json() };
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(document));
  };
  return {
    [commands.copyConversation]: () => vscode.env.clipboard.writeText(json()),
    [commands.exportConversation]: open,
    [commands.openTranscript]: open,
  };
}
