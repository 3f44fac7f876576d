import * as vscode from 'vscode';
import type { ConversationManager } from '../conversation/conversationManager.ts';
import { clipboardLine } from '../shared/clipboardText.ts';
import { type AgentCommandParts, agentHandlers } from './agents/agentCommands.ts';
import { type KeyCommandParts, keyHandlers } from './agents/keyCommands.ts';
import { authoringHandlers, type AuthoringParts } from './authoringCommands.ts';
import { compareHandlers, type CompareParts } from './compareCommands.ts';
import {
  type ConversationCommandParts,
  conversationHandlers,
} from './conversations/conversationCommands.ts';
import {
  type RecordingCommandParts,
  recordingHandlers,
} from './conversations/recordingCommands.ts';
import { type ReplayCommandParts, replayHandlers } from './conversations/replayCommands.ts';
import {
  type TranscriptCommandParts,
  transcriptHandlers,
} from './conversations/transcriptDocument.ts';
import { copyText } from './platform/copyText.ts';
import { type CommandId, commands } from './platform/manifest.ts';
import type { LazyScenarioTests } from './scenarios/explorer/testController.ts';
import type { MessageHandler } from './webview/messageHandler.ts';

export interface CommandParts
  extends
    AgentCommandParts,
    KeyCommandParts,
    ConversationCommandParts,
    RecordingCommandParts,
    ReplayCommandParts,
    TranscriptCommandParts,
    AuthoringParts,
    CompareParts {
  readonly messages: MessageHandler;
  readonly tests: LazyScenarioTests;
}

/** Registers every command of the manifest; one that is forgotten does not compile. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { conversations, agents, view, messages, tests } = parts;
  /** The live conversation: whoever talks to it does not want the replay any more. */
  const live = () => {
    conversations.endReplay();
    return conversations.shown;
  };
  const handlers: Record<CommandId, (...args: readonly unknown[]) => unknown> = {
    [commands.ask]: async (text) => {
      // The settings may have been changed just before.
      await agents.settled;
      live();
      await view.open(typeof text === 'string' ? undefined : selectedText());
      if (typeof text === 'string') await messages.sendText(text);
    },
    [commands.newSession]: () => live().newConversation(),
    [commands.newCustomer]: () => live().newConversation('new'),
    [commands.restartSession]: () => live().restartSession(),
    [commands.endSession]: () => live().endSession(),
    [commands.copySessionId]: () => copySessionId(conversations),
    ...agentHandlers(parts),
    ...keyHandlers(parts),
    ...conversationHandlers(parts),
    ...transcriptHandlers(parts),
    ...replayHandlers(parts),
    ...recordingHandlers(parts),
    ...authoringHandlers(parts),
    ...compareHandlers(parts),
    [commands.runScenario]: async (...args) => (await tests.load()).run(args),
    [commands.openTestConversation]: async (...args) => (await tests.load()).openConversation(args),
    [commands.showTestInInspector]: async (...args) => (await tests.load()).showInInspector(args),
    [commands.openInEditor]: () => view.openInEditor(),
    [commands.find]: () => view.reveal({ type: 'find' }),
    [commands.nextRegion]: () => view.reveal({ type: 'nextRegion' }),
    [commands.toggleInspector]: () => view.reveal({ type: 'toggleInspector' }),
    [commands.openInspectorInPanel]: () => view.openInspector(),
    [commands.stop]: () => conversations.shown.stop(),
  };
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, handler),
  );
  return vscode.Disposable.from(...registered);
}

async function copySessionId({ state }: ConversationManager): Promise<void> {
  const { id } = state.session;
  if (id) await copyText(clipboardLine(id));
  else
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No session is open: there is no id to copy.'),
    );
}

/** What is selected in the active editor, if anything. */
function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection);
  return text?.trim() ? text : undefined;
}
