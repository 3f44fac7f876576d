import './pageLanguage.ts';
import { createActions } from './actions.ts';
import { keepDraft, listen, post, readDraft } from './channel.ts';
import { composer } from './components/composer.ts';
import { contextLine } from './components/contextLine.ts';
import { log } from './components/log.ts';
import { problemBanner } from './components/problemBanner.ts';
import { suggestionRow } from './components/suggestionRow.ts';
import { el } from './dom.ts';
import { openLinksThrough } from './markdown.ts';
import { createStore } from './store.ts';
import { strings } from './strings.ts';

const actions = createActions(post);
const context = contextLine();
const banner = problemBanner(actions);
const conversation = log(actions);
const suggestions = suggestionRow(actions);
const composing = composer({ actions, draft: readDraft(), keepDraft });
const parts = [context, banner, conversation, suggestions, composing];

document.body.append(
  context.element,
  el(
    'main',
    {},
    el('h1', { class: 'unseen' }, strings.title),
    banner.element,
    conversation.element,
    suggestions.element,
    composing.element,
  ),
);
openLinksThrough(document.body, (url) => actions.openLink(url));

const store = createStore({
  onState(state) {
    for (const part of parts) part.update(state);
  },
  onGap: () => post({ type: 'resync' }),
  nextFrame: (callback) => requestAnimationFrame(callback),
});

listen((message) => {
  if (message.type === 'compose') composing.compose(message.text);
  else if ('seq' in message) store.apply(message);
});
post({ type: 'ready' });
