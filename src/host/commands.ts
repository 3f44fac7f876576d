import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { openAgentSettings } from './agents.ts';
import type { Connector } from './connector.ts';
import { conversationHandlers, type ConversationCommandParts } from './conversationCommands.ts';
import type { Keys } from './keys.ts';
import { commands, type CommandId } from './manifest.ts';
import type { MessageHandler } from './messageHandler.ts';
import { transcriptHandlers, type TranscriptCommandParts } from './transcriptCommands.ts';

export interface CommandParts extends ConversationCommandParts, TranscriptCommandParts {
  readonly keys: Keys;
  readonly connector: Connector;
  readonly messages: MessageHandler;
}

/** Registers every command of the manifest; one that is forgotten does not compile. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { conversation, agents, keys, connector, view, messages } = parts;
  const handlers: Record<CommandId, (...args: readonly unknown[]) => unknown> = {
    [commands.ask]: async (text) => {
      await view.open(typeof text === 'string' ? undefined : selectedText());
      if (typeof text === 'string') await messages.sendText(text);
    },
    [commands.newSession]: () => conversation.newConversation(),
    [commands.newCustomer]: () => conversation.newConversation('new'),
    [commands.restartSession]: () => conversation.restartSession(),
    [commands.endSession]: () => conversation.endSession(),
    [commands.copySessionId]: () => copySessionId(conversation),
    ...conversationHandlers(parts),
    ...transcriptHandlers(parts),
    [commands.openInEditor]: () => view.openInEditor(),
    [commands.find]: () => view.reveal({ type: 'find' }),
    [commands.nextRegion]: () => view.reveal({ type: 'nextRegion' }),
    [commands.stop]: () => conversation.stop(),
    [commands.setApiKey]: async () => {
      const agent = agents.active ?? explainNoAgent();
      if (!agent || !(await connector.askForKey(agent))) return;
      // The open session was made with the old key.
      await conversation.endSession();
    },
    [commands.clearApiKey]: async () => {
      const agent = agents.active ?? explainNoAgent();
      if (!agent) return;
      await conversation.endSession();
      await keys.clear(agent);
      const { host } = new URL(agent.baseUrl);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The API key for {host} was removed.', { host }),
      );
    },
  };
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, handler),
  );
  return vscode.Disposable.from(...registered);
}

async function copySessionId({ state }: Conversation): Promise<void> {
  const { id } = state.session;
  if (id) await vscode.env.clipboard.writeText(id);
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

function explainNoAgent(): undefined {
  const open = vscode.l10n.t('Open settings');
  void vscode.window
    .showWarningMessage(
      vscode.l10n.t('A key belongs to an agent: add one to askSofia.agents first.'),
      open,
    )
    .then((answer) => {
      if (answer === open) void openAgentSettings();
    });
}
