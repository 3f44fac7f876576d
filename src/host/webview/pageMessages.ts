import type { HostMessage, WebviewMessage } from '../../shared/protocol/chatProtocol.ts';
import type {
  InspectorPageMessage,
  LinkPageMessage,
} from '../../shared/protocol/inspectorProtocol.ts';

/** What a page asks of the conversation, of VS Code and of other pages. */
export type PageMessage = Exclude<WebviewMessage, InspectorPageMessage>;

/** What a page asks of the conversation and of VS Code. */
export type ChatMessage = Exclude<PageMessage, LinkPageMessage | { readonly type: 'ready' }>;

/** Posts a message to the page that has asked, if it still listens. */
export type Reply = (message: HostMessage) => void;
