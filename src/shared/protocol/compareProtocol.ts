import type { AgentEnvironment } from '../agent.ts';
import { isCount, isFilledString, textUpTo, type Typed } from '../guards.ts';
import { maxTextLength, messageParser } from './messageParser.ts';
import type { ShownResult, ShownTurn, Side } from '../compare/shownAnswer.ts';
import type { Spread } from '../compare/spread.ts';

/** Every message between the host and the page that compares responses. */

/** The agent of a column. */
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
  /** Name of the scenario that both run, if any. */
  readonly scenario?: string;
  /** The scenario's results, as they arrive. */
  readonly results: Readonly<Partial<Record<Side, ShownResult>>>;
  /** True while a response is pending: typed text is not sent meanwhile. */
  readonly isBusy: boolean;
}

/** The same message in several sessions. */
export interface TimesState {
  readonly mode: 'times';
  readonly agent: ComparedAgent;
  /** The message, in words. */
  readonly said: string;
  readonly times: number;
  /** Number of finished runs. */
  readonly done: number;
  readonly isBusy: boolean;
  readonly spread?: Spread;
  /** Number of the run that the others are compared with: the most common response. */
  readonly usual?: number;
  /** Runs by number, each as B beside the most common one as A. */
  readonly runs: readonly ShownTurn[];
  /** Runs without a response, with the reason in words. */
  readonly problems: readonly { readonly number: number; readonly text: string }[];
}

export type CompareState = AgentsState | TimesState;

/** Host to page: always the whole state, so that a reloaded page needs nothing else. */
export interface CompareHostMessage {
  readonly type: 'state';
  readonly state: CompareState;
}

const isText = textUpTo(maxTextLength);

/** Page to host: what the user did, never a command. */
export const compareGuards = {
  ready: {},
  send: { text: (value: unknown): value is string => isText(value) && isFilledString(value) },
  /** Stops the pending responses or the running runs. */
  stop: {},
  /** Makes A's responses up to this turn the expected ones. */
  keep: { turn: (value: unknown): value is number => isCount(value) && value > 0 },
};

export type ComparePageMessage = Typed<typeof compareGuards>;

/** The message if it is valid and complete, else undefined. */
export const parseCompareMessage = messageParser(compareGuards);
