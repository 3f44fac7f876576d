import type { Intent } from '../protocol/chatProtocol.ts';

/** What a failure's button does: the same request again, or one of the host's intents. */
export type FailureAction =
  | 'retry'
  | Extract<
      Intent,
      | 'setApiKey'
      | 'newSession'
      | 'endSession'
      | 'openSettings'
      | 'switchAgent'
      | 'checkConnection'
      | 'showLog'
    >;

/** A failure in words. Plain text: no markup, no HTML, no key. */
export interface FailureText {
  /** What happened, a few words without a full stop. */
  readonly title: string;
  /** What is known, what it means for what was sent, and what to do next, in whole sentences. */
  readonly detail: string;
  /** The first is the most useful one. */
  readonly actions: readonly FailureAction[];
}

/** The three things that every failure says, and what others say of it. */
export interface FailureParts extends Omit<FailureText, 'detail'> {
  /** What is known beside the title. */
  readonly cause?: string;
  /** What was sent or not, and what is kept. */
  readonly effect: string;
  /** What to do next. */
  readonly next: string;
  /** The server's words, and the numbers to look it up by. */
  readonly said?: string;
}

/** What a kind or a cause says; the effect follows from the whole failure unless it is said here. */
export type FailureWords = Omit<FailureParts, 'effect' | 'said'> & { readonly effect?: string };
