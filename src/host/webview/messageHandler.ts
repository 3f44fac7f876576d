import * as vscode from 'vscode';
import { checkInputEvents, textInput } from '../../agentGraph/wire/requests.ts';
import { chosenInput, editedInputs } from '../../conversation/chosenInput.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import { httpUrl } from '../../shared/guards.ts';
import type { Turn } from '../../shared/model.ts';
import { runCommand } from '../commands.ts';
import type { Intent, WebviewMessage } from '../../shared/protocol/chatProtocol.ts';
import type { ChatMessage, Reply } from './pageMessages.ts';
import { copyText } from '../platform/copyText.ts';
import { commands } from '../platform/manifest.ts';
import type { Services } from '../services.ts';
import { acceptInput } from './acceptInput.ts';

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

/** Does what testers ask for in the pages. Messages arrive checked; intents, never commands. */
export function handleMessages(services: Services): vscode.Disposable {
  const handler = new MessageHandler(services);
  return services.view.onMessage(({ message, reply }) => handler.handle(message, reply));
}

class MessageHandler {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  get #conversation(): Conversation {
    return this.#services.conversations.shown;
  }

  handle(message: ChatMessage, reply: Reply): void {
    const { replay } = this.#services.conversations;
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
        void runCommand(this.#services, commands[message.type], message);
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
        void this.#services.agents.allowMedia(message.origin);
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
        this.#services.conversations.endReplay();
        return;
      case 'copy':
        void copyText(message.text);
        return;
    }
  }

  async #answer({ request, text }: SendText, reply: Reply): Promise<void> {
    const accepted = await acceptInput(this.#services, textInput(text));
    reply(accepted ? { type: 'sent', request } : { type: 'refused', request, text });
  }

  async #sendEvents(events: readonly unknown[]): Promise<void> {
    const checked = checkInputEvents(events);
    if (checked.type === 'failed') this.#conversation.store.reportProblem(checked.failure);
    if (checked.type === 'done') await this.#conversation.send(checked.value);
  }

  async #choose(place: Parameters<typeof chosenInput>[1]): Promise<void> {
    await acceptInput(this.#services, chosenInput(this.#conversation.state, place));
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
    await this.#services.view.open(text);
  }

  async #unqueue(id: number): Promise<void> {
    const words = this.#conversation.queue.take(id)?.inputs.map(customerText).filter(Boolean);
    if (words && words.length > 0) await this.#services.view.open(words.join('\n'));
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
        void runCommand(this.#services, commands[intent]);
        return;
      case 'openSettings':
        void this.#openSettings();
        return;
      case 'showLog':
        this.#services.log.show();
        return;
      case 'manageTrust':
        void vscode.commands.executeCommand('workbench.trust.manage');
        return;
    }
  }

  /** Opens the file or settings that contain the shown agent. */
  async #openSettings(): Promise<void> {
    const [user] = this.#services.sources.targets();
    const place = this.#services.agents.activeEntry ?? user;
    if (place) await this.#services.sources.open(place);
  }

  /** VS Code shows the whole URL and asks before opening one that is not trusted. */
  #openLink(url: string): void {
    const checked = httpUrl(url);
    if (checked) void vscode.env.openExternal(vscode.Uri.parse(checked.href, true));
    else this.#services.log.warn('A link that is not http or https was not opened');
  }
}
