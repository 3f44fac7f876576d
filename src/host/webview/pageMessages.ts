import type { HostMessage, WebviewMessage } from '../../shared/protocol/chatProtocol.ts';
import type {
  InspectorPageMessage,
  LinkPageMessage,
} from '../../shared/protocol/inspectorProtocol.ts';

/** A page's requests to the conversation, VS Code and other pages. */
export type PageMessage = Exclude<WebviewMessage, InspectorPageMessage>;

const inspecting: Readonly<Record<InspectorPageMessage['type'], true>> = {
  startInspecting: true,
  stopInspecting: true,
  inspectLine: true,
  searchWire: true,
  copyRequest: true,
  saveRows: true,
  saveHar: true,
};

export function isForInspector(message: WebviewMessage): message is InspectorPageMessage {
  return Object.hasOwn(inspecting, message.type);
}

/** A page's requests to the conversation and VS Code. */
export type ChatMessage = Exclude<PageMessage, LinkPageMessage | { readonly type: 'ready' }>;

/** Posts a message to the page that asked, if it is still listening. */
export type Reply = (message: HostMessage) => void;
