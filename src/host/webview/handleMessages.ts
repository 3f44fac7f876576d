import * as vscode from 'vscode';
import { checkInputEvents, textInput } from '../../agentGraph/wire/requests.ts';
import { chosenInput, editedInputs } from '../../conversation/chosenInput.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import { httpUrl } from '../../shared/guards.ts';
import type { Turn } from '../../shared/model.ts';
import { runCommand } from '../commands.ts';
import type { MessageOf } from '../../shared/protocol/messageParser.ts';
import type { ChatMessage, Reply } from './pageMessages.ts';
import { copyText } from '../platform/copyText.ts';
import { commands } from '../platform/manifest.ts';
import { tell } from '../platform/messages.ts';
import type { Services } from '../services.ts';
import { dispatch, type MessageHandlers } from './dispatch.ts';

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
  return services.view.onMessage(({ message, reply }) => {
    if (!services.conversations.replay || !talks.has(message.type)) {
      dispatch<ChatMessage, HandlerArguments>(handlers, message, services, reply);
      return;
    }
    tell(vscode.l10n.t('This is a replay, so nothing is sent. Close it to continue.'));
    if (message.type === 'sendText') reply({ ...message, type: 'refused' });
  });
}

type HandlerArguments = readonly [services: Services, reply: Reply];

const handlers: MessageHandlers<ChatMessage, HandlerArguments> = {
  resync: () => undefined,
  sendText,
  retryTurn,
  editTurn,
  sendEvents,
  pressButton: choose,
  chooseRow: choose,
  saveScenarioUpTo: (message, services) => runCommand(services, commands.saveScenarioUpTo, message),
  addExpectation: (message, services) => runCommand(services, commands.addExpectation, message),
  showBranch: ({ branch }, { conversations }) => conversations.shown.showBranch(branch),
  unqueue,
  emptyQueue: (_, { conversations }) => conversations.shown.queue.empty(),
  sendQueue: (_, { conversations }) => conversations.shown.sendQueue(),
  stop: (_, { conversations }) => conversations.shown.stop(),
  intent: doIntent,
  openLink,
  allowMedia: ({ origin }, { agents }) => agents.allowMedia(origin),
  replay: (message, { conversations }) => conversations.replay?.do({ do: message.do }),
  replaySpeed: ({ speed }, { conversations }) => conversations.replay?.do({ do: 'speed', speed }),
  replayJump: ({ turn }, { conversations }) => conversations.replay?.do({ do: 'jump', turn }),
  closeReplay: (_, { conversations }) => conversations.endReplay(),
  copy: ({ text }) => copyText(text),
};

type Of<K extends ChatMessage['type']> = MessageOf<ChatMessage, K>;

async function sendText(
  { request, text }: Of<'sendText'>,
  { conversations }: Services,
  reply: Reply,
): Promise<void> {
  const accepted = await conversations.shown.acceptInput(textInput(text));
  reply(accepted ? { type: 'sent', request } : { type: 'refused', request, text });
}

async function sendEvents(
  { events }: Of<'sendEvents'>,
  { conversations: { shown } }: Services,
): Promise<void> {
  const checked = checkInputEvents(events);
  if (checked.type === 'failed') shown.store.reportProblem(checked.failure);
  if (checked.type === 'done') await shown.send(checked.value);
}

async function choose(
  place: Of<'pressButton' | 'chooseRow'>,
  { conversations: { shown } }: Services,
): Promise<void> {
  await shown.acceptInput(chosenInput(shown.state, place));
}

async function retryTurn(
  { turnId, in: where }: Of<'retryTurn'>,
  { conversations: { shown } }: Services,
): Promise<void> {
  const turn = turnOf(shown, turnId);
  if (!turn) return;
  if (where === 'session') await shown.retry(turnId);
  else await shown.branch(turnId, turn.inputs);
}

async function editTurn(
  { turnId, text }: Of<'editTurn'>,
  { conversations: { shown }, view }: Services,
): Promise<void> {
  const turn = turnOf(shown, turnId);
  const edited = turn && editedInputs(turn, text);
  if (edited?.type === 'done' && (await shown.branch(turnId, edited.value))) return;
  if (edited?.type === 'failed') shown.store.reportProblem(edited.failure);
  await view.open(text);
}

async function unqueue(
  { id }: Of<'unqueue'>,
  { conversations: { shown }, view }: Services,
): Promise<void> {
  const words = shown.queue.take(id)?.inputs.map(customerText).filter(Boolean);
  if (words && words.length > 0) await view.open(words.join('\n'));
}

function turnOf({ state }: Conversation, turnId: number): Turn | undefined {
  return state.turns.find(({ id }) => id === turnId);
}

function doIntent({ intent }: Of<'intent'>, services: Services): unknown {
  switch (intent) {
    case 'openSettings':
      return openSettings(services);
    case 'showLog':
      return services.log.show();
    case 'manageTrust':
      return vscode.commands.executeCommand('workbench.trust.manage');
    default:
      return runCommand(services, commands[intent]);
  }
}

/** Opens the file or settings that contain the shown agent. */
async function openSettings({ agents, sources }: Services): Promise<void> {
  const [user] = sources.targets();
  const place = agents.activeEntry ?? user;
  if (place) await sources.open(place);
}

/** VS Code shows the whole URL and asks before opening one that is not trusted. */
function openLink({ url }: Of<'openLink'>, { log }: Services): void {
  const checked = httpUrl(url);
  if (checked) void vscode.env.openExternal(vscode.Uri.parse(checked.href, true));
  else log.warn('A link that is not http or https was not opened');
}
