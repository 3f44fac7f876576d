import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { announcementLevels } from '../../shared/conversationInfo.ts';
import { settings } from '../platform/manifest.ts';

/** Tells the conversations how much a screen reader is to be told, now and when the setting changes. */
export function followAnnouncements(conversations: ConversationManager): vscode.Disposable {
  const read = () => {
    const chosen = vscode.workspace.getConfiguration(settings.section).get(settings.announcements);
    const level = announcementLevels.find((known) => known === chosen);
    conversations.setAnnouncements(level ?? 'messages');
  };
  read();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${settings.section}.${settings.announcements}`)) read();
  });
}
