import type { HostMessage, WebviewMessage } from '../../shared/protocol/chatProtocol.ts';
import type {
  InspectorPageMessage,
  LinkPageMessage,
} from '../../shared/protocol/inspectorProtocol.ts';

/** A page's requests to the conversation, VS Code and other pages. */
export type PageMessage = Exclude<WebviewMessage, InspectorPageMessage>;

/** A page's requests to the conversation and VS Code. */
export type ChatMessage = Exclude<PageMessage, LinkPageMessage | { readonly type: 'ready' }>;

/** Posts a message to the page that asked, if it is still listening. */
export type Reply = (message: HostMessage) => void;
