import { join } from 'node:path';
import * as vscode from 'vscode';
import { Conversation } from './conversation/conversation.ts';
import { ConversationStore } from './conversation/conversationStore.ts';
import { SessionLedger } from './conversation/sessionLedger.ts';
import { Agents } from './host/agents.ts';
import { followAnnouncements } from './host/announcements.ts';
import { ChatView } from './host/chatView.ts';
import { registerCommands } from './host/commands.ts';
import { Connector } from './host/connector.ts';
import { ConversationKeeper } from './host/conversationKeeper.ts';
import { ConversationRetention } from './host/conversationRetention.ts';
import { ConversationTree } from './host/conversationTree.ts';
import { storeDevelopmentKeys } from './host/developmentKeys.ts';
import { Keys } from './host/keys.ts';
import { Log } from './host/log.ts';
import { MessageHandler } from './host/messageHandler.ts';
import { showSessionState } from './host/sessionState.ts';
import { closeLeftSessions } from './host/sessionSweep.ts';
import { TranscriptDocument } from './host/transcriptDocument.ts';
import { useLanguage } from './shared/l10n.ts';

/** VS Code grants about five seconds; what is not closed by then is closed at the next start. */
const shutdownLimitMs = 3_000;

let shutDown: (() => Promise<void>) | undefined;

/** The parts and how they hang together; nothing here waits, and nothing touches the network. */
export function activate(context: vscode.ExtensionContext): void {
  useLanguage(vscode.env.language, vscode.l10n.bundle);
  const log = new Log();
  const keys = new Keys(context.secrets);
  const connector = new Connector(keys, log);
  const ledger = new SessionLedger(join(context.globalStorageUri.fsPath, 'sessions'));
  const conversation = new Conversation({
    connect: (agent) => connector.connect(agent),
    ledger,
    log: (line) => log.info(line),
  });
  const store = new ConversationStore(join(context.globalStorageUri.fsPath, 'conversations'));
  const keeper = new ConversationKeeper({
    conversation,
    store,
    memory: context.workspaceState,
    warn: (message) => {
      log.warn(message);
      void vscode.window.showWarningMessage(message);
    },
  });
  const agents = new Agents(conversation, keys, context.globalState);
  const view: ChatView = new ChatView({
    extensionUri: context.extensionUri,
    conversation,
    handle: (message) => messages.handle(message),
    log: (line) => log.warn(line),
  });
  const messages: MessageHandler = new MessageHandler(conversation, agents, log, view);
  const tree = new ConversationTree(store, conversation, log);
  const transcript = new TranscriptDocument(conversation);
  const retention = new ConversationRetention(store, keeper, log);
  const chat = { conversation, agents, keys, connector, view, messages };
  const parts = { ...chat, store, keeper, tree, transcript, log };
  context.subscriptions.push(registerCommands(parts), showSessionState(conversation));
  context.subscriptions.push(followAnnouncements(conversation));
  context.subscriptions.push(view, agents, connector, tree, transcript, retention, log);

  const start = async () => {
    const isDevelopment = context.extensionMode !== vscode.ExtensionMode.Production;
    const developmentKeys = process.env['ASK_SOFIA_DEV_KEYS'];
    if (isDevelopment && developmentKeys) await storeDevelopmentKeys(keys, developmentKeys);
    await agents.read();
    await keeper.restore();
    await closeLeftSessions(ledger, connector, log);
    await retention.purge();
  };
  void start().catch((error: unknown) => log.warn(`The start went wrong: ${String(error)}`));
  shutDown = async () => {
    const closing = conversation.dispose(shutdownLimitMs);
    keeper.finish();
    await closing;
  };
}

export async function deactivate(): Promise<void> {
  await shutDown?.();
}
