import type { Intent } from '../protocol/chatProtocol.ts';

/** The action of a failure's button: send the same request again, or one of the host's intents. */
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
  /** What happened, in a few words without a full stop. */
  readonly title: string;
  /** The cause, the effect on what was sent, and what to do next, in whole sentences. */
  readonly detail: string;
  /** The detail without an excerpt of what was received, for a card that has it in its details. */
  readonly summary: string;
  /** The most useful one first. */
  readonly actions: readonly FailureAction[];
}

/** The parts of every failure text, and optional details. */
export interface FailureParts extends Omit<FailureText, 'detail' | 'summary'> {
  /** Known facts beyond the title. */
  readonly cause?: string;
  /** The beginning of what could not be read, quoted. */
  readonly excerpt?: string;
  /** What was sent, and what is kept. */
  readonly effect: string;
  /** What to do next. */
  readonly next: string;
  /** The server's words, and its status and code. */
  readonly said?: string;
}

/** The words of a kind or cause; without `effect`, the whole failure decides it. */
export type FailureWords = Omit<FailureParts, 'effect' | 'said'> & { readonly effect?: string };
