import type * as vscode from 'vscode';
import type { AgentDirectory } from '../agents/agentDirectory.ts';
import type { ConversationManager } from '../conversation/conversationManager.ts';
import type { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import type { ConversationAutosave } from '../conversation/storage/conversationAutosave.ts';
import type { ConversationStore } from '../conversation/storage/conversationStore.ts';
import type { AgentRegistry } from './agents/agentRegistry.ts';
import type { AgentSources } from './agents/agentSources.ts';
import type { AgentTree } from './agents/agentTree.ts';
import type { ConnectionCheckLauncher } from './connection/connectionCheckLauncher.ts';
import type { ConversationTree } from './conversations/conversationTree.ts';
import type { TranscriptDocument } from './conversations/transcriptDocument.ts';
import type { KeyPrompt } from './keys/keyPrompt.ts';
import type { Keys } from './keys/keys.ts';
import type { ProductionConsent } from './keys/productionConsent.ts';
import type { Connector } from './network/connector.ts';
import type { DemoAgent } from './network/demoAgent.ts';
import type { Log } from './platform/log.ts';
import type { ScenarioTestsLauncher } from './scenarios/explorer/scenarioTestsLauncher.ts';
import type { ChatWindow } from './webview/chatWindow.ts';
import type { WalkthroughProgress } from './window/walkthroughProgress.ts';

/** The services that `activate` creates, once per window. Other code takes a `Pick` of them. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  /** The extension's version. */
  readonly version: string;
  readonly log: Log;
  readonly keys: Keys;
  readonly prompt: KeyPrompt;
  readonly consent: ProductionConsent;
  readonly directory: AgentDirectory;
  readonly sources: AgentSources;
  readonly agents: AgentRegistry;
  readonly agentTree: AgentTree;
  readonly demo: DemoAgent;
  readonly connector: Connector;
  readonly checks: ConnectionCheckLauncher;
  readonly ledger: SessionLedger;
  readonly conversations: ConversationManager;
  readonly store: ConversationStore;
  readonly autosave: ConversationAutosave;
  readonly tree: ConversationTree;
  readonly transcript: TranscriptDocument;
  readonly view: ChatWindow;
  readonly tests: ScenarioTestsLauncher;
  readonly progress: WalkthroughProgress;
}

/** Runs a command; `args` comes from VS Code, a page or a key binding. */
export type Command = (services: Services, args: readonly unknown[]) => unknown;
