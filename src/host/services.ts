import type { ConversationAutosave } from '../conversation/storage/conversationAutosave.ts';
import type { ConversationStore } from '../conversation/storage/conversationStore.ts';
import type { AgentTree } from './agents/agentTree.ts';
import type { ConnectionCheckLauncher } from './connection/connectionCheckLauncher.ts';
import type { ConversationTree } from './conversations/conversationTree.ts';
import type { TranscriptDocument } from './conversations/transcriptDocument.ts';
import type { CoreServices } from './coreServices.ts';
import type { ScenarioTestsLauncher } from './scenarios/explorer/scenarioTestsLauncher.ts';
import type { WalkthroughProgress } from './window/walkthroughProgress.ts';

/** The services that `activate` creates, once per window. */
export interface Services extends CoreServices {
  readonly agentTree: AgentTree;
  readonly checks: ConnectionCheckLauncher;
  readonly store: ConversationStore;
  readonly autosave: ConversationAutosave;
  readonly tree: ConversationTree;
  readonly transcript: TranscriptDocument;
  readonly tests: ScenarioTestsLauncher;
  readonly progress: WalkthroughProgress;
}

/** Runs a command; `args` comes from VS Code, a page or a key binding. */
export type Command = (services: Services, args: readonly unknown[]) => unknown;
