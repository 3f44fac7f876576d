import * as vscode from 'vscode';
import type { Desk } from '../../conversation/conversationManager.ts';
import { announcementLevels } from '../../shared/conversationInfo.ts';
import { settings } from '../platform/manifest.ts';

/** Tells the conversations how much a screen reader is to be told, now and when the setting changes. */
export function followAnnouncements(desk: Desk): vscode.Disposable {
  const read = () => {
    const chosen = vscode.workspace.getConfiguration(settings.section).get(settings.announcements);
    const level = announcementLevels.find((known) => known === chosen);
    desk.setAnnouncements(level ?? 'messages');
  };
  read();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${settings.section}.${settings.announcements}`)) read();
  });
}
