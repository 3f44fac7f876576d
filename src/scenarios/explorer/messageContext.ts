import { isString } from '../../shared/guards.ts';

/** What a failure's context menu needs to know. VS Code stores it with the results, as text. */
export interface MessageContext {
  /** There is a conversation to open. */
  readonly hasConversation: boolean;
  /** The scenario has a recording that can be updated. */
  readonly hasBaseline: boolean;
  /** The turn of the failure, from 1. */
  readonly turn?: number;
}

/** The `when` conditions in `package.json` match these words. */
export function messageContext({ hasConversation, hasBaseline, turn }: MessageContext): string {
  return [
    'askSofia.message',
    ...(hasConversation ? ['conversation'] : []),
    ...(hasBaseline ? ['baseline'] : []),
    ...(turn === undefined ? [] : [`turn=${turn}`]),
  ].join(' ');
}

/** The turn number in a `messageContext`. */
export function turnOfMessage(context: unknown): number | undefined {
  const [, turn] = (isString(context) && / turn=(\d{1,6})$/.exec(context)) || [];
  return turn === undefined ? undefined : Number(turn);
}
