import { join } from 'node:path';
import * as vscode from 'vscode';
import { Conversation } from './conversation/conversation.ts';
import { ConversationStore } from './conversation/storage/conversationStore.ts';
import { ConversationManager } from './conversation/conversationManager.ts';
import { SessionLedger } from './conversation/sessions/sessionLedger.ts';
import { AgentSources } from './host/agents/agentSources.ts';
import { Agents } from './host/agents/agentRegistry.ts';
import { AgentTree } from './host/agents/agentTree.ts';
import { followAnnouncements } from './host/window/announcements.ts';
import { ChatWindow } from './host/webview/chatWindow.ts';
import { registerCommands } from './host/commands.ts';
import { Connector } from './host/network/connector.ts';
import { ConversationAutosave } from './conversation/storage/conversationAutosave.ts';
import { ConversationRetention } from './host/conversations/conversationRetention.ts';
import { ConversationTree } from './host/conversations/conversationTree.ts';
import { DemoAgent } from './host/network/demoAgent.ts';
import { storeDevelopmentKeys } from './host/keys/developmentKeys.ts';
import { KeyIndex } from './agents/keyIndex.ts';
import { KeyPrompt } from './host/keys/keyPrompt.ts';
import { Keys } from './host/keys/keys.ts';
import { LazyConnectionChecks } from './host/connection/connectionCheckLauncher.ts';
import { LazyScenarioTests } from './host/scenarios/explorer/testController.ts';
import { Log } from './host/platform/log.ts';
import { MessageHandler } from './host/webview/messageHandler.ts';
import { ProductionConsent } from './host/keys/productionConsent.ts';
import { WalkthroughProgress } from './host/window/walkthroughProgress.ts';
import { followSessionState } from './host/window/contextKeys.ts';
import { closeOrphanedSessions } from './host/network/closeOrphanedSessions.ts';
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
  const keys = new Keys(context.secrets, new KeyIndex(storageFolder('keys')));
  const ledger = new SessionLedger(storageFolder('sessions'));
  const consent = new ProductionConsent();
  const conversations: ConversationManager = new ConversationManager(
    () =>
      new Conversation({
        connect: (agent, recorder) => connector.connect(agent, recorder),
        mayOpen: (agent) => consent.mayOpen(agent),
        ledger,
        log: (line) => log.info(line),
      }),
  );
  const store = new ConversationStore(storageFolder('conversations'));
  const autosave = new ConversationAutosave({
    conversations,
    store,
    memory: workspaceState,
    warn: (message) => {
      log.warn(message);
      void vscode.window.showWarningMessage(message);
    },
  });
  const sources = new AgentSources();
  const demo = new DemoAgent(globalState, keys, log);
  const memories = { globalMemory: globalState, windowMemory: workspaceState };
  const agents = new Agents({ conversations, sources, keys, autosave, demo, ...memories });
  const prompt = new KeyPrompt(keys, agents, log);
  const connector: Connector = new Connector({ keys, prompt, agents, demo, log });
  const progress = new WalkthroughProgress(globalState);
  const version = extensionVersion(context);
  const checks = new LazyConnectionChecks({
    extensionUri,
    version,
    openSettings: (entry) => sources.open(entry),
    ...{ agents, keys, prompt, consent, demo, ledger, log },
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
  const view = new ChatWindow({
    extensionUri,
    conversations,
    agentsRead,
    handle,
    log: warn,
    version,
  });
  const messages = new MessageHandler({ conversations, agents, sources, log, view });
  const tree = new ConversationTree(store, conversations, log);
  const transcript = new TranscriptDocument(conversations);
  const retention = new ConversationRetention(store, autosave, log);
  const testsFolder = storageFolder(join('conversations', 'tests'));
  const tests = new LazyScenarioTests({
    ...{ agents, connector, consent, ledger, log, version, conversations, view, testsFolder },
  });
  const talking = {
    conversations,
    agents,
    sources,
    keys,
    prompt,
    connector,
    consent,
    ledger,
    demo,
    view,
    messages,
  };
  const keeping = { version, store, autosave, tree, transcript, log, agentTree, progress, checks };
  context.subscriptions.push(registerCommands({ ...talking, ...keeping, tests }));
  context.subscriptions.push(followSessionState(conversations), followAnnouncements(conversations));
  context.subscriptions.push(
    new StatusBar(conversations),
    handleLinks({ agents, sources, prompt, progress }, view),
  );
  context.subscriptions.push(progress.follow(conversations, checks), checks);
  context.subscriptions.push(tests, view, agents, sources, agentTree, demo, connector);
  context.subscriptions.push(tree, transcript, retention, log);

  const start = async () => {
    await agentsRead;
    await closeOrphanedSessions(ledger, connector, log);
    await retention.purge();
  };
  void start().catch((error: unknown) => log.warn(`The start went wrong: ${String(error)}`));
  shutDown = async () => {
    const closing = conversations.dispose(shutdownLimitMs);
    autosave.finish();
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
