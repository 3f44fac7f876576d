/** The ids that package.json declares; a test compares the two. */

export const viewId = 'askSofia.chat';
export const conversationsViewId = 'askSofia.conversations';

export const commands = {
  ask: 'askSofia.ask',
  newSession: 'askSofia.newSession',
  newCustomer: 'askSofia.newCustomer',
  restartSession: 'askSofia.restartSession',
  endSession: 'askSofia.endSession',
  copySessionId: 'askSofia.copySessionId',
  copyConversation: 'askSofia.copyConversation',
  exportConversation: 'askSofia.exportConversation',
  openTranscript: 'askSofia.openTranscript',
  openConversation: 'askSofia.openConversation',
  searchConversations: 'askSofia.searchConversations',
  renameConversation: 'askSofia.renameConversation',
  pinConversation: 'askSofia.pinConversation',
  unpinConversation: 'askSofia.unpinConversation',
  revealConversation: 'askSofia.revealConversation',
  deleteConversation: 'askSofia.deleteConversation',
  deleteAllConversations: 'askSofia.deleteAllConversations',
  openInEditor: 'askSofia.openInEditor',
  find: 'askSofia.find',
  nextRegion: 'askSofia.nextRegion',
  stop: 'askSofia.stop',
  setApiKey: 'askSofia.setApiKey',
  clearApiKey: 'askSofia.clearApiKey',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

export const settings = {
  section: 'askSofia',
  agents: 'agents',
  activeAgent: 'activeAgent',
  retentionDays: 'history.retentionDays',
  announcements: 'announcements',
} as const;

/** Holds the `SessionStatus`; enablement of commands and buttons is derived from it alone. */
export const sessionStateContext = 'askSofia.sessionState';
