import { join } from 'node:path';
import * as vscode from 'vscode';
import { Conversation } from './conversation/conversation.ts';
import { ConversationStore } from './conversation/storage/conversationStore.ts';
import { Desk } from './conversation/conversationManager.ts';
import { SessionLedger } from './conversation/sessions/sessionLedger.ts';
import { AgentLists } from './host/agents/agentSources.ts';
import { Agents } from './host/agents/agentRegistry.ts';
import { AgentTree } from './host/agents/agentTree.ts';
import { followAnnouncements } from './host/window/announcements.ts';
import { ChatView } from './host/webview/chatWindow.ts';
import { registerCommands } from './host/commands.ts';
import { Connector } from './host/network/connector.ts';
import { ConversationKeeper } from './conversation/storage/conversationAutosave.ts';
import { ConversationRetention } from './host/conversations/conversationRetention.ts';
import { ConversationTree } from './host/conversations/conversationTree.ts';
import { DemoAgent } from './host/network/demoAgent.ts';
import { storeDevelopmentKeys } from './host/keys/developmentKeys.ts';
import { KeyOwners } from './agents/keyIndex.ts';
import { KeyPrompt } from './host/keys/keyPrompt.ts';
import { Keys } from './host/keys/keys.ts';
import { LazyConnectionChecks } from './host/connection/connectionCheckLauncher.ts';
import { LazyScenarioTests } from './host/scenarios/explorer/testController.ts';
import { Log } from './host/platform/log.ts';
import { MessageHandler } from './host/webview/messageHandler.ts';
import { ProductionGuard } from './host/keys/productionConsent.ts';
import { Progress } from './host/window/walkthroughProgress.ts';
import { showSessionState } from './host/window/contextKeys.ts';
import { closeLeftSessions } from './host/network/closeOrphanedSessions.ts';
import { StatusBar } from './host/window/statusBar.ts';
import { TranscriptDocument } from './host/conversations/transcriptDocument.ts';
import { handleLinks } from './host/window/uriHandler.ts';
import { useLanguage } from './shared/l10n.ts';

/** VS Code grants about five seconds; what is not closed by then is closed at the next start. */
const shutdownLimitMs = 3_000;

let shutDown: (() => Promise<void>) | undefined;

/** The parts and how they hang together; nothing here waits, and nothing touches the network. */
export function activate(context: vscode.ExtensionContext): void {
  useLanguage(vscode.env.language, vscode.l10n.bundle);
  const { extensionUri, globalState, workspaceState } = context;
  const storageFolder = (name: string) => join(context.globalStorageUri.fsPath, name);
  const log = new Log();
  const keys = new Keys(context.secrets, new KeyOwners(storageFolder('keys')));
  const ledger = new SessionLedger(storageFolder('sessions'));
  const guard = new ProductionGuard();
  const desk: Desk = new Desk(
    () =>
      new Conversation({
        connect: (agent, recorder) => connector.connect(agent, recorder),
        mayOpen: (agent) => guard.mayOpen(agent),
        ledger,
        log: (line) => log.info(line),
      }),
  );
  const store = new ConversationStore(storageFolder('conversations'));
  const keeper = new ConversationKeeper({
    desk,
    store,
    memory: workspaceState,
    warn: (message) => {
      log.warn(message);
      void vscode.window.showWarningMessage(message);
    },
  });
  const lists = new AgentLists();
  const demo = new DemoAgent(globalState, keys, log);
  const memories = { globalMemory: globalState, windowMemory: workspaceState };
  const agents = new Agents({ desk, lists, keys, keeper, demo, ...memories });
  const prompt = new KeyPrompt(keys, agents, log);
  const connector: Connector = new Connector({ keys, prompt, agents, demo, log });
  const progress = new Progress(globalState);
  const version = extensionVersion(context);
  const checks = new LazyConnectionChecks({
    extensionUri,
    version,
    openSettings: (entry) => lists.open(entry),
    ...{ agents, keys, prompt, guard, demo, ledger, log },
  });
  const agentTree = new AgentTree(agents);
  const handle = (message: Parameters<MessageHandler['handle']>[0]) => messages.handle(message);
  const warn = (line: string) => log.warn(line);
  const readFirst = async () => {
    const isDevelopment = context.extensionMode !== vscode.ExtensionMode.Production;
    const developmentKeys = process.env['ASK_SOFIA_DEV_KEYS'];
    if (isDevelopment && developmentKeys) await storeDevelopmentKeys(keys, developmentKeys);
    await agents.read();
  };
  const agentsRead = readFirst().catch((error: unknown) =>
    warn(`The agents cannot be read: ${String(error)}`),
  );
  const view = new ChatView({ extensionUri, desk, agentsRead, handle, log: warn, version });
  const messages = new MessageHandler({ desk, agents, lists, log, view });
  const tree = new ConversationTree(store, desk, log);
  const transcript = new TranscriptDocument(desk);
  const retention = new ConversationRetention(store, keeper, log);
  const testsFolder = storageFolder(join('conversations', 'tests'));
  const tests = new LazyScenarioTests({
    ...{ agents, connector, guard, ledger, log, version, desk, view, testsFolder },
  });
  const talking = {
    desk,
    agents,
    lists,
    keys,
    prompt,
    connector,
    guard,
    ledger,
    demo,
    view,
    messages,
  };
  const keeping = { version, store, keeper, tree, transcript, log, agentTree, progress, checks };
  context.subscriptions.push(registerCommands({ ...talking, ...keeping, tests }));
  context.subscriptions.push(showSessionState(desk), followAnnouncements(desk));
  context.subscriptions.push(
    new StatusBar(desk),
    handleLinks({ agents, lists, prompt, progress }, view),
  );
  context.subscriptions.push(progress.follow(desk, checks), checks);
  context.subscriptions.push(tests, view, agents, lists, agentTree, demo, connector);
  context.subscriptions.push(tree, transcript, retention, log);

  const start = async () => {
    await agentsRead;
    await closeLeftSessions(ledger, connector, log);
    await retention.purge();
  };
  void start().catch((error: unknown) => log.warn(`The start went wrong: ${String(error)}`));
  shutDown = async () => {
    const closing = desk.dispose(shutdownLimitMs);
    keeper.finish();
    await closing;
  };
}

function extensionVersion({ extension }: vscode.ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version: string };
  return version;
}

export async function deactivate(): Promise<void> {
  await shutDown?.();
}
