import type { MessageOf } from '../../shared/protocol/messageParser.ts';

interface Message {
  readonly type: string;
}

/** What to do with each message of a page; a missing one does not compile. */
export type MessageHandlers<M extends Message, Rest extends readonly unknown[] = []> = {
  readonly [K in M['type']]: (message: MessageOf<M, K>, ...rest: Rest) => unknown;
};

/** Passes a message to its handler. Does not wait for it. */
export function dispatch<M extends Message, Rest extends readonly unknown[]>(
  handlers: MessageHandlers<M, Rest>,
  message: M,
  ...rest: Rest
): void {
  const handle = handlers[message.type as M['type']] as (message: M, ...rest: Rest) => unknown;
  void handle(message, ...rest);
}
