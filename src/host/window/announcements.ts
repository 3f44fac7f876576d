import type { Disposable } from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { onDidChangeSetting, settings } from '../platform/settings.ts';

/** Tells the conversations how much a screen reader is to be told, now and when the setting changes. */
export function followAnnouncements(conversations: ConversationManager): Disposable {
  const read = () => conversations.setAnnouncements(settings.announcements);
  read();
  return onDidChangeSetting('announcements', read);
}
