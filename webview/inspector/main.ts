import type { HostMessage, WebviewMessage } from '../../src/shared/protocol/chatProtocol.ts';
import { openChannel } from '../base/channel.ts';
import { whenLoaded } from '../base/dom.ts';
import { focusWithPage } from '../base/focusWithPage.ts';
import '../base/pageLanguage.ts';
import { selectAllAtOnce } from '../base/selectAllAtOnce.ts';
import { createActions } from '../chat/hostActions.ts';
import { createStore } from '../chat/store.ts';
import { inspector } from './inspector.ts';
import { keepInspectorLayout, readInspectorLayout } from './inspectorLayout.ts';
import { pageLink } from './messageLink.ts';

const { post, listen } = openChannel<HostMessage, WebviewMessage>();

const inspecting = inspector({
  link: pageLink(post),
  isAlone: true,
  actions: createActions(post),
  post,
  layout: readInspectorLayout(),
  keepLayout: keepInspectorLayout,
  leave: () => undefined,
});
document.body.append(inspecting.element);
selectAllAtOnce();

document.addEventListener('keydown', (event) => {
  const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
  if (!isFind || event.shiftKey || event.altKey) return;
  inspecting.find();
  event.preventDefault();
  // VS Code would handle the key too, unaware that the focus is in our view.
  event.stopPropagation();
});

const store = createStore({
  onState: (state) => inspecting.update(state),
  onGap: () => post({ type: 'resync' }),
  nextFrame: (callback) => requestAnimationFrame(callback),
});

listen((message) => {
  if ('seq' in message) store.apply(message);
  else if (message.type === 'nextRegion') focusWithPage(inspecting);
  else if (message.type === 'find') inspecting.find();
  else if (
    !('request' in message) &&
    message.type !== 'compose' &&
    message.type !== 'toggleInspector'
  ) {
    inspecting.message(message);
  }
});
whenLoaded(() => {
  post({ type: 'ready' });
  inspecting.restore();
});
