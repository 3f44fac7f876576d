import * as vscode from 'vscode';
import { checkInputEvents, textInput } from '../../agentGraph/wire/requests.ts';
import { chosenInput, editedInputs } from '../../conversation/chosenInput.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { AcceptedTurn } from '../../conversation/turnQueue.ts';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import { httpUrl } from '../../shared/guards.ts';
import type { InputEvent, Turn } from '../../shared/model.ts';
import type { Intent, WebviewMessage } from '../../shared/protocol/chatProtocol.ts';
import type { AgentSources } from '../agents/agentSources.ts';
import type { Agents } from '../agents/agentRegistry.ts';
import type { ChatMessage, Reply } from './pageMessages.ts';
import type { ChatWindow } from './chatWindow.ts';
import { copyText } from '../platform/copyText.ts';
import type { Log } from '../platform/log.ts';
import { type CommandId, commands } from '../platform/manifest.ts';

export interface MessageParts {
  readonly conversations: ConversationManager;
  readonly agents: Agents;
  readonly sources: AgentSources;
  readonly log: Log;
  readonly view: ChatWindow;
  readonly runCommand: (id: CommandId, ...args: readonly unknown[]) => Promise<void>;
}

type SendText = Extract<WebviewMessage, { type: 'sendText' }>;

/** Messages that send to the agent, change its conversation, or let its pages load more. */
const talks: ReadonlySet<ChatMessage['type']> = new Set([
  'sendText',
  'sendEvents',
  'pressButton',
  'chooseRow',
  'retryTurn',
  'editTurn',
  'showBranch',
  'unqueue',
  'emptyQueue',
  'sendQueue',
  'stop',
  'allowMedia',
]);

/**
 * Performs the tester's actions from the webview. Messages are validated and are intents, never
 * commands.
 */
export class MessageHandler {
  readonly #conversations: ConversationManager;
  readonly #agents: Agents;
  readonly #sources: AgentSources;
  readonly #log: Log;
  readonly #view: ChatWindow;
  readonly #runCommand: MessageParts['runCommand'];

  constructor({ conversations, agents, sources, log, view, runCommand }: MessageParts) {
    this.#conversations = conversations;
    this.#agents = agents;
    this.#sources = sources;
    this.#log = log;
    this.#view = view;
    this.#runCommand = runCommand;
    view.onMessage(({ message, reply }) => this.#handle(message, reply));
  }

  get #conversation(): Conversation {
    return this.#conversations.shown;
  }

  #handle(message: ChatMessage, reply: Reply): void {
    const { replay } = this.#conversations;
    if (replay && talks.has(message.type)) {
      const sentence = vscode.l10n.t('This is a replay: nothing is sent. Close it to go on.');
      void vscode.window.showInformationMessage(sentence);
      if (message.type === 'sendText') reply({ ...message, type: 'refused' });
      return;
    }
    switch (message.type) {
      case 'resync':
        return;
      case 'sendText':
        void this.#answer(message, reply);
        return;
      case 'retryTurn':
        void this.#retry(message.turnId, message.in);
        return;
      case 'editTurn':
        void this.#edit(message.turnId, message.text);
        return;
      case 'sendEvents':
        void this.#sendEvents(message.events);
        return;
      case 'pressButton':
      case 'chooseRow':
        void this.#choose(message);
        return;
      case 'saveScenarioUpTo':
      case 'addExpectation':
        void this.#runCommand(commands[message.type], message);
        return;
      case 'showBranch':
        this.#conversation.showBranch(message.branch);
        return;
      case 'unqueue':
        void this.#unqueue(message.id);
        return;
      case 'emptyQueue':
        this.#conversation.queue.empty();
        return;
      case 'sendQueue':
        void this.#conversation.sendQueue();
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
      case 'replay':
        replay?.do({ do: message.do });
        return;
      case 'replaySpeed':
        replay?.do({ do: 'speed', speed: message.speed });
        return;
      case 'replayJump':
        replay?.do({ do: 'jump', turn: message.turn });
        return;
      case 'closeReplay':
        this.#conversations.endReplay();
        return;
      case 'copy':
        void copyText(message.text);
        return;
    }
  }

  /**
   * Sends a text as the customer and waits for the turn's end. A refused text returns to the
   * composer.
   */
  async sendText(text: string): Promise<void> {
    const accepted = await this.#accept(textInput(text));
    if (accepted) await accepted.ended;
    else await this.#view.open(text);
  }

  async #answer({ request, text }: SendText, reply: Reply): Promise<void> {
    const accepted = await this.#accept(textInput(text));
    reply(accepted ? { type: 'sent', request } : { type: 'refused', request, text });
  }

  async #sendEvents(events: readonly unknown[]): Promise<void> {
    const checked = checkInputEvents(events);
    if (checked.type === 'failed') this.#conversation.store.reportProblem(checked.failure);
    if (checked.type === 'done') await this.#conversation.send(checked.value);
  }

  /** Accepts one event if it can be sent; otherwise shows the reason and gives undefined. */
  async #accept(input: Outcome<InputEvent>): Promise<AcceptedTurn | undefined> {
    if (input.type === 'failed') this.#conversation.store.reportProblem(input.failure);
    return input.type === 'done' ? this.#conversation.accept([input.value]) : undefined;
  }

  async #choose(place: Parameters<typeof chosenInput>[1]): Promise<void> {
    await this.#accept(chosenInput(this.#conversation.state, place));
  }

  async #retry(turnId: number, where: 'session' | 'fresh'): Promise<void> {
    const turn = this.#turn(turnId);
    if (!turn) return;
    if (where === 'session') await this.#conversation.retry(turnId);
    else await this.#conversation.branch(turnId, turn.inputs);
  }

  async #edit(turnId: number, text: string): Promise<void> {
    const turn = this.#turn(turnId);
    const edited = turn && editedInputs(turn, text);
    if (edited?.type === 'done' && (await this.#conversation.branch(turnId, edited.value))) return;
    if (edited?.type === 'failed') this.#conversation.store.reportProblem(edited.failure);
    await this.#view.open(text);
  }

  async #unqueue(id: number): Promise<void> {
    const words = this.#conversation.queue.take(id)?.inputs.map(customerText).filter(Boolean);
    if (words && words.length > 0) await this.#view.open(words.join('\n'));
  }

  #turn(turnId: number): Turn | undefined {
    return this.#conversation.state.turns.find(({ id }) => id === turnId);
  }

  #doIntent(intent: Intent): void {
    switch (intent) {
      case 'setApiKey':
      case 'newSession':
      case 'newCustomer':
      case 'restartSession':
      case 'endSession':
      case 'copySessionId':
      case 'copyConversation':
      case 'exportConversation':
      case 'openTranscript':
      case 'addAgent':
      case 'switchAgent':
      case 'tryDemo':
      case 'checkConnection':
      case 'openWalkthrough':
        void this.#runCommand(commands[intent]);
        return;
      case 'openSettings':
        void this.#openSettings();
        return;
      case 'showLog':
        this.#log.show();
        return;
      case 'manageTrust':
        void vscode.commands.executeCommand('workbench.trust.manage');
        return;
    }
  }

  /** Opens the file or settings that contain the shown agent. */
  async #openSettings(): Promise<void> {
    const [user] = this.#sources.targets();
    const place = this.#agents.activeEntry ?? user;
    if (place) await this.#sources.open(place);
  }

  /** VS Code shows the whole URL and asks before opening one that is not trusted. */
  #openLink(url: string): void {
    const checked = httpUrl(url);
    if (checked) void vscode.env.openExternal(vscode.Uri.parse(checked.href, true));
    else this.#log.warn('A link that is not http or https was not opened');
  }
}
