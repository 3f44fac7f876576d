import type { Failure } from './failure.ts';
import type { Intent } from './protocol.ts';

/** What a failure's button does: the same request again, or one of the host's intents. */
export type FailureAction = 'retry' | Intent;

/** A failure in words. Plain text: no markup, no HTML, no key. */
export interface FailureText {
  /** What happened, a few words without a full stop. */
  readonly title: string;
  /** One or two sentences: what is known and what to do next. */
  readonly detail: string;
  /** The first is the most useful one. */
  readonly actions: readonly FailureAction[];
}

/** Captions of the actions' buttons. */
export const failureActionLabels: Readonly<Record<FailureAction, string>> = {
  retry: 'Try again',
  setApiKey: 'Set API key',
  newSession: 'New session',
  endSession: 'End session',
  openSettings: 'Open settings',
  showLog: 'Show log',
};

/** Every sentence about a failure that the product shows comes from here. */
export function describeFailure(failure: Failure): FailureText {
  return {
    title: 'The request failed',
    detail: failure.detail ?? 'Nothing more is known.',
    actions: failure.retryable ? ['retry', 'showLog'] : ['showLog'],
  };
}
