import { html, nothing, render } from 'lit-html';
import type { ViewState } from '../../src/shared/model.ts';
import type { HostMessage, WebviewMessage } from '../../src/shared/protocol/chatProtocol.ts';
import { announcer } from '../base/announcer.ts';
import { keepDraft, openChannel, readDraft } from '../base/channel.ts';
import { whenLoaded } from '../base/dom.ts';
import '../base/pageLanguage.ts';
import { selectAllAtOnce } from '../base/selectAllAtOnce.ts';
import { inspector } from '../inspector/inspector.ts';
import { keepInspectorLayout, readInspectorLayout } from '../inspector/inspectorLayout.ts';
import { messageLink } from '../inspector/messageLink.ts';
import { strings } from '../strings.ts';
import { openLinksThrough } from '../text/markdown.ts';
import { announcementsBetween } from './announcementsBetween.ts';
import { composer } from './composer/composer.ts';
import { drawnRegion, onceAPress, regionCycle } from './focusRegions.ts';
import { branchBar } from './header/branchBar.ts';
import { contextLine } from './header/contextLine.ts';
import { problemBanner } from './header/problemBanner.ts';
import { replayStrip } from './header/replayStrip.ts';
import { trustNote } from './header/trustNote.ts';
import { type Actions, createActions } from './hostActions.ts';
import { findBar } from './log/findBar.ts';
import { messageFocus } from './log/messageFocus.ts';
import { messageMenu } from './log/messageMenu.ts';
import { suggestionRow } from './log/suggestionRow.ts';
import { log } from './log/turnLog.ts';
import { createStore } from './store.ts';

const { post, listen } = openChannel<HostMessage, WebviewMessage>();

const actions = createActions(post);
const conversation = log(actions);
const composing = composer({ actions, draft: readDraft(), keepDraft });
const finder = findBar(conversation, () => conversation.focus());
const speaking = announcer();
const messages = messageFocus(conversation, () => composing.focus());
/** True while the inspector is visible in the panel and follows the chat. */
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
const parts = [conversation, composing, finder, messages, link, inspecting];

/** Draws the page; before the first state, only the parts with a life of their own. */
function draw(state?: ViewState): void {
  const view = (of: (state: ViewState, actions: Actions) => unknown): unknown =>
    state ? of(state, actions) : nothing;
  render(
    html`${state ? contextLine(state, actions) : html`<header class="context"></header>`}
      <div class="split">
        <main>
          <h1 class="unseen">${strings.title}</h1>
          ${view(trustNote)} ${view(problemBanner)} ${view(branchBar)} ${finder.element}
          ${conversation.element} ${view(suggestionRow)} ${composing.element} ${view(replayStrip)}
          ${speaking.element}
        </main>
        ${inspecting.element}
      </div>`,
    document.body,
  );
}

draw();
openLinksThrough(document.body, (url) => actions.openLink(url));
selectAllAtOnce();

const regions = onceAPress(
  regionCycle([
    drawnRegion('.context', '.agent-button'),
    conversation,
    drawnRegion('.chip-row', '.chip'),
    composing,
    // Play is the only button here that is never disabled.
    drawnRegion('.replay-strip', '.icon-button:not([aria-disabled])'),
    inspecting,
  ]),
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
  // VS Code would handle the key too, unaware that the focus is in a side bar view.
  event.stopPropagation();
});

let shown: ViewState | undefined;
const store = createStore({
  onState(state) {
    draw(state);
    for (const part of parts) part.update(state);
    // Screen readers hear of new content here: the log itself is silent.
    if (shown) for (const text of announcementsBetween(shown, state)) speaking.say(text);
    shown = state;
  },
  onGap: () => post({ type: 'resync' }),
  nextFrame: (callback) => requestAnimationFrame(callback),
});

listen((message) => {
  if (message.type === 'compose') composing.compose(message.text);
  else if (message.type === 'sent' || message.type === 'refused') composing.answered(message);
  else if (message.type === 'find') find.message();
  else if (message.type === 'nextRegion') regions.message();
  else if (message.type === 'toggleInspector') inspecting.toggle();
  else if ('seq' in message) store.apply(message);
  else if (message.type === 'panelInspector') {
    isInPanel = message.isVisible;
    // A mark would be confusing without the inspector it refers to.
    if (!isInPanel) link.clear();
  } else inspecting.message(message);
});
whenLoaded(() => {
  post({ type: 'ready' });
  inspecting.restore();
});
