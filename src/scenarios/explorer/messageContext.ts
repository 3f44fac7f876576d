import { isString } from '../../shared/guards.ts';

/** What the menu of a failure needs to know of it. VS Code keeps it with the results, as a text. */
export interface MessageContext {
  /** There is a conversation to look at. */
  readonly hasConversation: boolean;
  /** The scenario has a recording, which can be made anew. */
  readonly hasBaseline: boolean;
  /** The turn in which it was found, from 1. */
  readonly turn?: number;
}

/** The conditions of `package.json` look for its words. */
export function messageContext({ hasConversation, hasBaseline, turn }: MessageContext): string {
  return [
    'askSofia.message',
    ...(hasConversation ? ['conversation'] : []),
    ...(hasBaseline ? ['baseline'] : []),
    ...(turn === undefined ? [] : [`turn=${turn}`]),
  ].join(' ');
}

/** The turn that stands in a `messageContext`. */
export function turnOfMessage(context: unknown): number | undefined {
  const [, turn] = (isString(context) && / turn=(\d{1,6})$/.exec(context)) || [];
  return turn === undefined ? undefined : Number(turn);
}
