import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { InputEvent } from '../../shared/model.ts';

/** The counterpart of an attempt: an agent, a recording or the chat. */
export interface TestSession {
  readonly id: string;
  /** Base URL of the agent; missing if no agent is asked. */
  readonly agentUrl?: string | undefined;
  /** Secrets that no result may show; empty if no agent is asked. */
  readonly secrets: SecretList;
  /**
   * Resolves with the whole response; after an abort its phase is `stopped`. Rejects only with
   * `Unjudgeable`, if there can be no response.
   */
  send(inputs: readonly InputEvent[], signal: AbortSignal): Promise<TurnAnswer>;
  /** Called once, whatever happened. Must not hang or reject. */
  close(): Promise<void>;
}

/** The session that an attempt needs. */
export interface SessionRequest {
  /** Name of a configured agent; missing means the run's own. */
  readonly agent?: string;
  /** Missing means the customer ID that the agent is configured with. */
  readonly clientKey?: string;
  /** The scenario's file; below also its recording, if it names one, and the attempt's number. */
  readonly file: string;
  readonly scenario: string;
  /** The scenario's ID, if its file gives one. */
  readonly id?: string;
  readonly row?: number;
  readonly attempt: number;
  readonly recording?: string;
}

/** Opens a new session for each attempt. Rejects only with `Unjudgeable`. */
export type OpenTestSession = (
  request: SessionRequest,
  signal: AbortSignal,
) => Promise<Outcome<TestSession>>;
