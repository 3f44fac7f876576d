import './pageLanguage.ts';
import { createActions } from './actions.ts';
import {
  keepDraft,
  keepInspectorLayout,
  listen,
  post,
  readDraft,
  readInspectorLayout,
} from './channel.ts';
import { announcer } from './components/announcer.ts';
import { branchBar } from './components/branchBar.ts';
import { composer } from './components/composer.ts';
import { contextLine } from './components/contextLine.ts';
import { findBar } from './components/findBar.ts';
import { log } from './components/log.ts';
import { messageFocus } from './components/messageFocus.ts';
import { messageMenu } from './components/messageMenu.ts';
import { problemBanner } from './components/problemBanner.ts';
import { replayStrip } from './components/replayStrip.ts';
import { suggestionRow } from './components/suggestionRow.ts';
import { trustNote } from './components/trustNote.ts';
import { el, whenLoaded } from './dom.ts';
import { inspector } from './inspector/inspector.ts';
import { messageLink } from './inspector/messageLink.ts';
import { openLinksThrough } from './markdown.ts';
import { onceAPress, regionCycle } from './regions.ts';
import { selectAllAtOnce } from './selectAll.ts';
import { createStore } from './store.ts';
import { strings } from './strings.ts';

const actions = createActions(post);
const context = contextLine(actions);
const banner = problemBanner(actions);
const trust = trustNote(actions);
const branches = branchBar(actions);
const conversation = log(actions);
const suggestions = suggestionRow(actions);
const replaying = replayStrip(actions);
const composing = composer({ actions, draft: readDraft(), keepDraft });
const finder = findBar(conversation, () => conversation.focus());
const speaking = announcer();
const messages = messageFocus(conversation, () => composing.focus());
/** The inspector can be seen in the panel, and follows the chat. */
let isInPanel = false;
const link = messageLink(conversation, (place) => {
  inspecting.follow(place);
  if (!isInPanel) return;
  link.mark(place);
  post({ type: 'messageChosen', ...place });
});
const inspecting = inspector({
  link,
  actions,
  post,
  layout: readInspectorLayout(),
  keepLayout: keepInspectorLayout,
  leave: () => composing.focus(),
});
messageMenu(conversation, actions, (place) => {
  if (isInPanel) post({ type: 'showInInspector', ...place });
  else inspecting.show(place);
});
const parts = [
  context,
  banner,
  trust,
  branches,
  conversation,
  suggestions,
  composing,
  replaying,
  finder,
  messages,
  link,
  inspecting,
  speaking,
];

document.body.append(
  context.element,
  el(
    'div',
    { class: 'split' },
    el(
      'main',
      {},
      el('h1', { class: 'unseen' }, strings.title),
      trust.element,
      banner.element,
      branches.element,
      finder.element,
      conversation.element,
      suggestions.element,
      composing.element,
      replaying.element,
      speaking.element,
    ),
    inspecting.element,
  ),
);
openLinksThrough(document.body, (url) => actions.openLink(url));
selectAllAtOnce();

const regions = onceAPress(
  regionCycle([context, conversation, suggestions, composing, replaying, inspecting]),
);
const find = onceAPress(() => {
  if (!inspecting.find()) finder.find();
});
document.addEventListener('keydown', (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (key === 'f6') regions.key();
  else if (key === 'f' && isCommand && !event.shiftKey) find.key();
  else if (key === 'r' && isCommand && event.shiftKey) actions.intent('restartSession');
  else return;
  event.preventDefault();
  // VS Code would hear it too, and does not know that the focus is in a view of the side bar.
  event.stopPropagation();
});

const store = createStore({
  onState(state) {
    for (const part of parts) part.update(state);
  },
  onGap: () => post({ type: 'resync' }),
  nextFrame: (callback) => requestAnimationFrame(callback),
});

listen((message) => {
  if (message.type === 'compose') composing.compose(message.text);
  else if (message.type === 'find') find.message();
  else if (message.type === 'nextRegion') regions.message();
  else if (message.type === 'toggleInspector') inspecting.toggle();
  else if ('seq' in message) store.apply(message);
  else if (message.type === 'panelInspector') {
    isInPanel = message.isVisible;
    // A mark without what it belongs to would only puzzle.
    if (!isInPanel) link.clear();
  } else inspecting.message(message);
});
whenLoaded(() => {
  post({ type: 'ready' });
  inspecting.restore();
});
