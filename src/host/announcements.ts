import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { announcementLevels } from '../shared/conversationInfo.ts';
import { settings } from './manifest.ts';

/** Tells the conversation how much a screen reader is to be told, now and when the setting changes. */
export function followAnnouncements(conversation: Conversation): vscode.Disposable {
  const read = () => {
    const chosen = vscode.workspace.getConfiguration(settings.section).get(settings.announcements);
    const level = announcementLevels.find((known) => known === chosen);
    conversation.setAnnouncements(level ?? 'messages');
  };
  read();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${settings.section}.${settings.announcements}`)) read();
  });
}
