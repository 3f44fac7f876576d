import type * as vscode from 'vscode';
import type { AgentDirectory } from '../agents/agentDirectory.ts';
import type { ConversationManager } from '../conversation/conversationManager.ts';
import type { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import type { AgentRegistry } from './agents/agentRegistry.ts';
import type { AgentSources } from './agents/agentSources.ts';
import type { KeyPrompt } from './keys/keyPrompt.ts';
import type { Keys } from './keys/keys.ts';
import type { ProductionConsent } from './keys/productionConsent.ts';
import type { Connector } from './network/connector.ts';
import type { DemoAgent } from './network/demoAgent.ts';
import type { Log } from './platform/log.ts';
import type { ChatWindow } from './webview/chatWindow.ts';

/** The services that connection checks and scenarios build upon. */
export interface CoreServices {
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
  readonly demo: DemoAgent;
  readonly connector: Connector;
  readonly ledger: SessionLedger;
  readonly conversations: ConversationManager;
  readonly view: ChatWindow;
}
