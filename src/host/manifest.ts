/** The ids that package.json declares; a test compares the two. */

export const viewId = 'askSofia.chat';

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
} as const;

/** Holds the `SessionStatus`; enablement of commands and buttons is derived from it alone. */
export const sessionStateContext = 'askSofia.sessionState';
