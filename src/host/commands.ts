import * as vscode from 'vscode';
import { textInput } from '../agentGraph/wire/requests.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { clipboardLine } from '../shared/clipboardText.ts';
import { agentArgument } from './agents/agentArgument.ts';
import { copyText } from './platform/copyText.ts';
import { type CommandId, commands } from './platform/manifest.ts';
import { tell } from './platform/messages.ts';
import { selectedText } from './platform/selectedText.ts';
import type { Command, Services } from './services.ts';

/** Registers every command of the manifest; a missing one is a type error. */
export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(table).map(([id, command]) =>
    vscode.commands.registerCommand(id, (...args: readonly unknown[]) => command(services, args)),
  );
  return vscode.Disposable.from(...registered);
}

/** Runs one of our commands directly, without going through VS Code. */
export function runCommand(services: Services, id: CommandId, ...args: readonly unknown[]) {
  return table[id](services, args);
}

/** A command whose code is loaded on first use. */
function lazy<Name extends string>(
  load: () => Promise<Readonly<Record<Name, Command>>>,
  name: Name,
): Command {
  return async (services, args) => (await load())[name](services, args);
}

const agentCommands = () => import('./agents/agentCommands.ts');
const keyCommands = () => import('./agents/keyCommands.ts');
const conversationCommands = () => import('./conversations/conversationCommands.ts');
const transcriptCommands = () => import('./conversations/transcriptCommands.ts');
const recordingCommands = () => import('./conversations/recordingCommands.ts');
const replayCommands = () => import('./conversations/replayCommands.ts');
const compareCommands = () => import('./compare/compareAgents.ts');
const compareScenario = () => import('./compare/compareScenario.ts');
const saveScenario = () => import('./scenarios/saveScenario.ts');

const table: Readonly<Record<CommandId, Command>> = {
  [commands.ask]: ask,
  [commands.newSession]: (services) => live(services).newConversation(),
  [commands.newCustomer]: (services) => live(services).newConversation('new'),
  [commands.restartSession]: (services) => live(services).restartSession(),
  [commands.endSession]: (services) => live(services).endSession(),
  [commands.stop]: ({ conversations }) => conversations.shown.stop(),
  [commands.copySessionId]: copySessionId,
  [commands.openInEditor]: ({ view }) => view.openInEditor(),
  [commands.find]: ({ view }) => view.reveal({ type: 'find' }),
  [commands.nextRegion]: ({ view }) => view.reveal({ type: 'nextRegion' }),
  [commands.toggleInspector]: ({ view }) => view.reveal({ type: 'toggleInspector' }),
  [commands.openInspectorInPanel]: ({ view }) => view.openInspector(),
  [commands.openWalkthrough]: ({ progress }) => progress.openWalkthrough(),

  [commands.addAgent]: lazy(() => import('./agents/addAgent.ts'), 'addAgent'),
  [commands.switchAgent]: lazy(agentCommands, 'switchAgent'),
  [commands.editAgent]: lazy(agentCommands, 'changeAgent'),
  [commands.duplicateAgent]: lazy(agentCommands, 'duplicateAgent'),
  [commands.shareAgent]: lazy(agentCommands, 'shareAgent'),
  [commands.moveAgentUp]: lazy(agentCommands, 'moveAgentUp'),
  [commands.moveAgentDown]: lazy(agentCommands, 'moveAgentDown'),
  [commands.removeAgent]: lazy(agentCommands, 'removeAgent'),
  [commands.tryDemo]: lazy(agentCommands, 'tryDemo'),
  [commands.checkConnection]: (services, args) =>
    services.checks.check(agentArgument(services, args)?.name),
  [commands.manageImageHosts]: lazy(
    () => import('./webview/manageImageHosts.ts'),
    'manageImageHosts',
  ),
  [commands.setApiKey]: lazy(keyCommands, 'setApiKey'),
  [commands.testApiKey]: lazy(keyCommands, 'testApiKey'),
  [commands.clearApiKey]: lazy(keyCommands, 'clearApiKey'),
  [commands.clearAllApiKeys]: lazy(keyCommands, 'clearAllApiKeys'),

  [commands.openConversation]: lazy(conversationCommands, 'openConversation'),
  [commands.searchConversations]: lazy(conversationCommands, 'searchConversations'),
  [commands.renameConversation]: lazy(conversationCommands, 'renameConversation'),
  [commands.pinConversation]: lazy(conversationCommands, 'pinConversation'),
  [commands.unpinConversation]: lazy(conversationCommands, 'unpinConversation'),
  [commands.revealConversation]: lazy(conversationCommands, 'revealConversation'),
  [commands.deleteConversation]: lazy(conversationCommands, 'deleteConversation'),
  [commands.deleteAllConversations]: lazy(conversationCommands, 'deleteAllConversations'),
  [commands.copyConversation]: lazy(transcriptCommands, 'copyConversation'),
  [commands.exportConversation]: lazy(transcriptCommands, 'exportConversation'),
  [commands.openTranscript]: ({ transcript }) => transcript.open(),

  [commands.exportRecording]: lazy(recordingCommands, 'exportRecording'),
  [commands.openRecording]: lazy(recordingCommands, 'openRecording'),
  [commands.shareConversation]: lazy(recordingCommands, 'shareConversation'),
  [commands.replayConversation]: lazy(replayCommands, 'replayConversation'),
  [commands.replayWithFault]: lazy(replayCommands, 'replayWithFault'),
  [commands.replayAgainst]: lazy(replayCommands, 'replayAgainst'),
  [commands.compareAgents]: lazy(compareCommands, 'compareAgents'),
  [commands.compareScenario]: lazy(compareScenario, 'compareScenario'),
  [commands.askTimes]: lazy(compareCommands, 'askAgain'),

  [commands.saveScenario]: lazy(saveScenario, 'saveScenario'),
  [commands.saveScenarioUpTo]: lazy(saveScenario, 'saveScenarioUpTo'),
  [commands.scenarioStubs]: lazy(saveScenario, 'saveStubs'),
  [commands.addExpectation]: lazy(() => import('./scenarios/addExpectation.ts'), 'addExpectation'),
  [commands.updateBaseline]: lazy(() => import('./scenarios/updateBaseline.ts'), 'updateBaseline'),
  [commands.newScenario]: lazy(() => import('./scenarios/newScenario.ts'), 'newScenario'),
  [commands.runScenario]: async ({ tests }, args) => (await tests.load()).run(args),
  [commands.openTestConversation]: async ({ tests }, args) =>
    (await tests.load()).openConversation(args),
  [commands.showTestInInspector]: async ({ tests }, args) =>
    (await tests.load()).showInInspector(args),
};

/** Ends a replay and gives the live conversation. */
function live({ conversations }: Services): Conversation {
  conversations.endReplay();
  return conversations.shown;
}

/** Shows the chat with the selected text in the composer, or sends the given text. */
async function ask(services: Services, [text]: readonly unknown[]): Promise<void> {
  const { agents, conversations, view } = services;
  // The settings may have changed just before.
  await agents.settled;
  live(services);
  await view.open(typeof text === 'string' ? undefined : selectedText());
  if (typeof text !== 'string') return;
  const accepted = await conversations.shown.acceptInput(textInput(text));
  if (accepted) await accepted.ended;
  else await view.open(text);
}

async function copySessionId({ conversations }: Services): Promise<void> {
  const { id } = conversations.state.session;
  if (id) await copyText(clipboardLine(id));
  else tell(vscode.l10n.t("No session is open, so there's no session ID to copy."));
}
