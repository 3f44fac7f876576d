import type { Disposable } from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { onDidChangeSetting, settings } from '../platform/settings.ts';

/** Applies the announcement setting to the conversations, now and on every change. */
export function followAnnouncements(conversations: ConversationManager): Disposable {
  const read = () => conversations.setAnnouncements(settings.announcements);
  read();
  return onDidChangeSetting('announcements', read);
}
