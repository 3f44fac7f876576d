import { Conversation } from '../../../src/conversation/conversation.ts';
import { ConversationManager } from '../../../src/conversation/conversationManager.ts';

/** A window's conversations, none of which has a connection. */
export function silentConversations(): ConversationManager {
  return new ConversationManager(
    () =>
      new Conversation({
        connect: () =>
          Promise.resolve({ type: 'failed', failure: { kind: 'missingKey', retryable: true } }),
        ledger: { add: () => Promise.resolve(), remove: () => Promise.resolve() },
        log: () => undefined,
      }),
  );
}
