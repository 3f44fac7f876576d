import { join } from 'node:path';
import * as vscode from 'vscode';
import { AgentDirectory } from './agents/agentDirectory.ts';
import { Conversation } from './conversation/conversation.ts';
import { ConversationStore } from './conversation/storage/conversationStore.ts';
import { ConversationManager } from './conversation/conversationManager.ts';
import { SessionLedger } from './conversation/sessions/sessionLedger.ts';
import { AgentSources } from './host/agents/agentSources.ts';
import { AgentRegistry } from './host/agents/agentRegistry.ts';
import { AgentTree } from './host/agents/agentTree.ts';
import { followAnnouncements } from './host/window/followAnnouncements.ts';
import { ChatWindow } from './host/webview/chatWindow.ts';
import { registerCommands } from './host/commands.ts';
import { Connector } from './host/network/connector.ts';
import { ConversationAutosave } from './conversation/storage/conversationAutosave.ts';
import { conversationRetention } from './host/conversations/conversationRetention.ts';
import { ConversationTree } from './host/conversations/conversationTree.ts';
import { DemoAgent } from './host/network/demoAgent.ts';
import { storeDevelopmentKeys } from './host/keys/storeDevelopmentKeys.ts';
import { KeyIndex } from './agents/keyIndex.ts';
import { KeyPrompt } from './host/keys/keyPrompt.ts';
import { Keys } from './host/keys/keys.ts';
import { ConnectionCheckLauncher } from './host/connection/connectionCheckLauncher.ts';
import { ScenarioTestsLauncher } from './host/scenarios/explorer/scenarioTestsLauncher.ts';
import { Log } from './host/platform/log.ts';
import { handleMessages } from './host/webview/handleMessages.ts';
import { ProductionConsent } from './host/keys/productionConsent.ts';
import { WalkthroughProgress } from './host/window/walkthroughProgress.ts';
import { followSessionState } from './host/window/followSessionState.ts';
import type { CoreServices } from './host/coreServices.ts';
import type { Services } from './host/services.ts';
import { closeOrphanedSessions } from './host/network/closeOrphanedSessions.ts';
import { showStatusBar } from './host/window/showStatusBar.ts';
import { TranscriptDocument } from './host/conversations/transcriptDocument.ts';
import { handleLinks } from './host/window/handleLinks.ts';
import { useLanguage } from './shared/l10n.ts';

/** VS Code allows about five seconds. Sessions still open then are closed at the next start. */
const shutdownLimitMs = 3_000;

let shutDown: (() => Promise<void>) | undefined;

/** Creates the services in dependency order. Nothing here awaits or uses the network. */
export function activate(context: vscode.ExtensionContext): void {
  useLanguage(vscode.env.language, vscode.l10n.bundle);
  const { extensionUri, globalState, workspaceState } = context;
  const folder = (name: string) => join(context.globalStorageUri.fsPath, name);
  const { version } = context.extension.packageJSON as { readonly version: string };
  const log = new Log();
  const warn = (line: string) => log.warn(line);
  const ledger = new SessionLedger(folder('sessions'));
  const consent = new ProductionConsent();

  const keys = new Keys(context.secrets, new KeyIndex(folder('keys')));
  const directory = new AgentDirectory();
  const prompt = new KeyPrompt(keys, directory, log);
  const demo = new DemoAgent(globalState, keys, log);
  const connector = new Connector({ keys, prompt, directory, demo, log });

  const conversations = new ConversationManager(
    () =>
      new Conversation({
        connect: (agent, recorder, waits) => connector.connect(agent, recorder, waits),
        mayOpen: (agent) => consent.mayOpen(agent),
        ledger,
        log: (line) => log.info(line),
      }),
  );
  const store = new ConversationStore(folder('conversations'));
  const autosave = new ConversationAutosave({
    conversations,
    store,
    memory: workspaceState,
    warn: (message) => {
      log.warn(message);
      void vscode.window.showWarningMessage(message);
    },
  });
  const retention = conversationRetention(store, autosave, log);
  const tree = new ConversationTree(store, conversations, log);
  const transcript = new TranscriptDocument(conversations);

  const sources = new AgentSources();
  const agents = new AgentRegistry({
    ...{ directory, conversations, sources, keys, autosave, demo },
    ...{ globalMemory: globalState, windowMemory: workspaceState },
  });
  const agentTree = new AgentTree(agents);
  const agentsRead = readAgents(context, keys, agents).catch((error: unknown) =>
    warn(`The agents cannot be read: ${String(error)}`),
  );
  const view = new ChatWindow({ extensionUri, conversations, agentsRead, log: warn, version });
  const core: CoreServices = {
    ...{ extensionUri, version, log, keys, prompt, consent, directory, sources, agents },
    ...{ demo, connector, ledger, conversations, view },
  };
  const checks = new ConnectionCheckLauncher(core);
  const tests = new ScenarioTestsLauncher(core, folder(join('conversations', 'tests')));
  const progress = new WalkthroughProgress(globalState);
  const others = { agentTree, checks, store, autosave, tree, transcript, tests, progress };
  const services: Services = { ...core, ...others };
  context.subscriptions.push(
    registerCommands(services),
    handleMessages(services),
    handleLinks(services),
    followSessionState(conversations),
    followAnnouncements(conversations),
    progress.follow(conversations, checks),
    showStatusBar(conversations),
    ...[checks, tests, view, agents, sources, agentTree, demo, connector],
    ...[tree, transcript, retention, log],
  );

  const start = async () => {
    await agentsRead;
    if (isDevelopment(context) && process.env['ASK_SOFIA_DEV_OPEN']) await view.open();
    await closeOrphanedSessions(ledger, connector, log);
    await retention.purge();
  };
  void start().catch((error: unknown) => warn(`The start went wrong: ${String(error)}`));
  shutDown = async () => {
    const closing = conversations.dispose(shutdownLimitMs);
    autosave.finish();
    await closing;
  };
}

/** Reads the agents, after storing the keys from a developer's environment. */
async function readAgents(
  context: vscode.ExtensionContext,
  keys: Keys,
  agents: AgentRegistry,
): Promise<void> {
  const developmentKeys = process.env['ASK_SOFIA_DEV_KEYS'];
  if (isDevelopment(context) && developmentKeys) await storeDevelopmentKeys(keys, developmentKeys);
  await agents.read();
}

/** True where `npm start` or a test runs the extension: only then is their environment read. */
function isDevelopment({ extensionMode }: vscode.ExtensionContext): boolean {
  return extensionMode !== vscode.ExtensionMode.Production;
}

export async function deactivate(): Promise<void> {
  await shutDown?.();
}
