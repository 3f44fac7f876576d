import * as vscode from 'vscode';
import { textInput } from '../agentGraph/requests.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { httpUrl } from '../shared/guards.ts';
import type { Intent, WebviewMessage } from '../shared/protocol.ts';
import { openAgentSettings, type Agents } from './agents.ts';
import type { ChatView } from './chatView.ts';
import type { Log } from './log.ts';
import { commands } from './manifest.ts';

/** Does what a tester asked for in the webview. Messages arrive checked; intents, never commands. */
export class MessageHandler {
  readonly #conversation: Conversation;
  readonly #agents: Agents;
  readonly #log: Log;
  readonly #view: ChatView;

  constructor(conversation: Conversation, agents: Agents, log: Log, view: ChatView) {
    this.#conversation = conversation;
    this.#agents = agents;
    this.#log = log;
    this.#view = view;
    view.onMessage((message) => this.#handle(message));
  }

  #handle(message: WebviewMessage): void {
    switch (message.type) {
      case 'ready':
      case 'resync':
        return;
      case 'sendText':
        void this.sendText(message.text);
        return;
      case 'retryTurn':
        void this.#conversation.retry(message.turnId);
        return;
      case 'stop':
        this.#conversation.stop();
        return;
      case 'intent':
        this.#doIntent(message.intent);
        return;
      case 'openLink':
        this.#openLink(message.url);
        return;
      case 'allowMedia':
        void this.#agents.allowMedia(message.origin);
        return;
      case 'copy':
        void vscode.env.clipboard.writeText(message.text);
        return;
    }
  }

  /** Sends a text as the customer; what cannot be sent goes back to the composer with the reason. */
  async sendText(text: string): Promise<void> {
    const input = textInput(text);
    if (input.type !== 'done') {
      if (input.type === 'failed') this.#conversation.reportProblem(input.failure);
      await this.#view.open(text);
      return;
    }
    if (!(await this.#conversation.send([input.value]))) await this.#view.open(text);
  }

  #doIntent(intent: Intent): void {
    switch (intent) {
      case 'setApiKey':
      case 'newSession':
      case 'endSession':
        void vscode.commands.executeCommand(commands[intent]);
        return;
      case 'openSettings':
        void openAgentSettings();
        return;
      case 'showLog':
        this.#log.show();
        return;
    }
  }

  /** VS Code itself shows the whole address and asks before it opens one that is not trusted. */
  #openLink(url: string): void {
    const checked = httpUrl(url);
    if (checked) void vscode.env.openExternal(vscode.Uri.parse(checked.href, true));
    else this.#log.warn('A link that is not http or https was not opened');
  }
}
