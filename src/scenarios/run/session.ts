import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { InputEvent } from '../../shared/model.ts';

/** Where the turns of an attempt are sent: an agent, a recording, the chat. */
export interface TestSession {
  readonly id: string;
  /** Base URL of the agent; missing where nobody is asked. */
  readonly agentUrl?: string | undefined;
  /** What is in no result; none where nobody is asked. */
  readonly secrets: SecretList;
  /**
   * Resolves with the whole answer; an abort is the phase `stopped`. Rejects only with `Unjudgeable`,
   * where nobody could answer.
   */
  send(inputs: readonly InputEvent[], signal: AbortSignal): Promise<TurnAnswer>;
  /** Called once, whatever happened; must not hang and never rejects. */
  close(): Promise<void>;
}

/** Whom an attempt talks to. */
export interface SessionRequest {
  /** Name of a configured agent; missing: the run's own. */
  readonly agent?: string;
  /** Missing: the one that the agent is configured with. */
  readonly clientKey?: string;
  /** File of the scenario, its recording where it names one, and which attempt this is. */
  readonly file: string;
  readonly scenario: string;
  /** Of the scenario, where its file gives it one. */
  readonly id?: string;
  readonly row?: number;
  readonly attempt: number;
  readonly recording?: string;
}

/** Opens a session of its own for each attempt. Rejects only with `Unjudgeable`. */
export type OpenTestSession = (
  request: SessionRequest,
  signal: AbortSignal,
) => Promise<Outcome<TestSession>>;
