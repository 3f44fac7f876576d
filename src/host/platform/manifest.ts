/** The IDs that package.json declares; a test compares them. */

export const viewId = 'askSofia.chat';
export const conversationsViewId = 'askSofia.conversations';
export const agentsViewId = 'askSofia.agents';
export const inspectorViewId = 'askSofia.inspector';
export const walkthroughId = 'ask-sofia.ask-sofia#askSofia.start';

export const commands = {
  ask: 'askSofia.ask',
  newSession: 'askSofia.newSession',
  newCustomer: 'askSofia.newCustomer',
  restartSession: 'askSofia.restartSession',
  endSession: 'askSofia.endSession',
  copySessionId: 'askSofia.copySessionId',
  copyConversation: 'askSofia.copyConversation',
  exportConversation: 'askSofia.exportConversation',
  exportRecording: 'askSofia.exportRecording',
  openRecording: 'askSofia.openRecording',
  shareConversation: 'askSofia.shareConversation',
  openTranscript: 'askSofia.openTranscript',
  saveScenario: 'askSofia.saveScenario',
  saveScenarioUpTo: 'askSofia.saveScenarioUpTo',
  addExpectation: 'askSofia.addExpectation',
  updateBaseline: 'askSofia.updateBaseline',
  newScenario: 'askSofia.newScenario',
  scenarioStubs: 'askSofia.scenarioStubs',
  runScenario: 'askSofia.runScenario',
  openTestConversation: 'askSofia.openTestConversation',
  showTestInInspector: 'askSofia.showTestInInspector',
  replayConversation: 'askSofia.replayConversation',
  replayWithFault: 'askSofia.replayWithFault',
  replayAgainst: 'askSofia.replayAgainst',
  compareAgents: 'askSofia.compareAgents',
  compareScenario: 'askSofia.compareScenario',
  askTimes: 'askSofia.askTimes',
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
  toggleInspector: 'askSofia.toggleInspector',
  openInspectorInPanel: 'askSofia.openInspectorInPanel',
  stop: 'askSofia.stop',
  addAgent: 'askSofia.addAgent',
  switchAgent: 'askSofia.switchAgent',
  editAgent: 'askSofia.editAgent',
  duplicateAgent: 'askSofia.duplicateAgent',
  shareAgent: 'askSofia.shareAgent',
  moveAgentUp: 'askSofia.moveAgentUp',
  moveAgentDown: 'askSofia.moveAgentDown',
  removeAgent: 'askSofia.removeAgent',
  tryDemo: 'askSofia.tryDemo',
  checkConnection: 'askSofia.checkConnection',
  openWalkthrough: 'askSofia.openWalkthrough',
  manageImageHosts: 'askSofia.manageImageHosts',
  setApiKey: 'askSofia.setApiKey',
  testApiKey: 'askSofia.testApiKey',
  clearApiKey: 'askSofia.clearApiKey',
  clearAllApiKeys: 'askSofia.clearAllApiKeys',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Holds the `SessionStatus`, which alone determines whether commands and buttons are enabled. */
export const sessionStateContext = 'askSofia.sessionState';

/** Holds the names of the completed walkthrough steps, separated by spaces. */
export const doneContext = 'askSofia.done';
