import './pageLanguage.ts';
import { createActions } from './actions.ts';
import { keepDraft, listen, post, readDraft } from './channel.ts';
import { announcer } from './components/announcer.ts';
import { branchBar } from './components/branchBar.ts';
import { composer } from './components/composer.ts';
import { contextLine } from './components/contextLine.ts';
import { findBar } from './components/findBar.ts';
import { log } from './components/log.ts';
import { messageFocus } from './components/messageFocus.ts';
import { messageMenu } from './components/messageMenu.ts';
import { problemBanner } from './components/problemBanner.ts';
import { suggestionRow } from './components/suggestionRow.ts';
import { el } from './dom.ts';
import { openLinksThrough } from './markdown.ts';
import { onceAPress, regionCycle } from './regions.ts';
import { createStore } from './store.ts';
import { strings } from './strings.ts';

const actions = createActions(post);
const context = contextLine(actions);
const banner = problemBanner(actions);
const branches = branchBar(actions);
const conversation = log(actions);
const suggestions = suggestionRow(actions);
const composing = composer({ actions, draft: readDraft(), keepDraft });
const finder = findBar(conversation, () => conversation.focus());
const speaking = announcer();
const messages = messageFocus(conversation, () => composing.focus());
messageMenu(conversation, actions);
const parts = [
  context,
  banner,
  branches,
  conversation,
  suggestions,
  composing,
  finder,
  messages,
  speaking,
];

document.body.append(
  context.element,
  el(
    'main',
    {},
    el('h1', { class: 'unseen' }, strings.title),
    banner.element,
    branches.element,
    finder.element,
    conversation.element,
    suggestions.element,
    composing.element,
    speaking.element,
  ),
);
openLinksThrough(document.body, (url) => actions.openLink(url));

const regions = onceAPress(regionCycle([context, conversation, suggestions, composing]));
const find = onceAPress(() => finder.find());
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
  else if ('seq' in message) store.apply(message);
});
post({ type: 'ready' });
