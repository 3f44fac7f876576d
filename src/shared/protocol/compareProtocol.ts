import type { AgentEnvironment } from '../agent.ts';
import { isCount, isFilledString, textUpTo } from '../guards.ts';
import { maxTextLength, messageParser, type MessageGuards } from './messageParser.ts';
import type { ShownResult, ShownTurn, Side } from '../shownAnswer.ts';
import type { Spread } from '../spread.ts';

/** Every message between the host and the page that compares answers. */

/** Who answers in a column. */
export interface ComparedAgent {
  readonly name: string;
  readonly host: string;
  readonly environment: AgentEnvironment;
}

/** Two agents in the same conversation. */
export interface AgentsState {
  readonly mode: 'agents';
  readonly a: ComparedAgent;
  readonly b: ComparedAgent;
  readonly turns: readonly ShownTurn[];
  /** Name of the scenario that both go through, if it is one. */
  readonly scenario?: string;
  /** What came of it, as soon as it has. */
  readonly results: Readonly<Partial<Record<Side, ShownResult>>>;
  /** True while an answer is awaited: what is typed is not sent meanwhile. */
  readonly isBusy: boolean;
}

/** The same message in several sessions. */
export interface TimesState {
  readonly mode: 'times';
  readonly agent: ComparedAgent;
  /** The message, in words. */
  readonly said: string;
  readonly times: number;
  /** Runs that are at their end. */
  readonly done: number;
  readonly isBusy: boolean;
  readonly spread?: Spread;
  /** Number of the run that the others stand next to: the one that most say the same as. */
  readonly usual?: number;
  /** Runs by their number, each as B beside the usual one as A. */
  readonly runs: readonly ShownTurn[];
  /** Runs without an answer, and why, in words. */
  readonly problems: readonly { readonly number: number; readonly text: string }[];
}

export type CompareState = AgentsState | TimesState;

/** Host to page: always the whole state, so that a page that was made anew needs no more. */
export interface CompareHostMessage {
  readonly type: 'state';
  readonly state: CompareState;
}

/** Page to host: what the tester did, never a command. */
export type ComparePageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'send'; readonly text: string }
  /** Ends the answers that are awaited, or the runs that are under way. */
  | { readonly type: 'stop' }
  /** A's answers up to this turn are what is expected from now on. */
  | { readonly type: 'keep'; readonly turn: number };

const isText = textUpTo(maxTextLength);

export const compareGuards: MessageGuards<ComparePageMessage> = {
  ready: {},
  send: { text: (value): value is string => isText(value) && isFilledString(value) },
  stop: {},
  keep: { turn: (value): value is number => isCount(value) && value > 0 },
};

/** The message when it is one of the page's and whole, else undefined. */
export const parseCompareMessage = messageParser(compareGuards);
