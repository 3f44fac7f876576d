import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import type { Failure, Outcome } from '../../shared/failure/failure.ts';
import type { InputEvent } from '../../shared/model.ts';
import type { TestSession } from '../run/session.ts';
import { internalFailure, openSession, type SessionOpener } from './openSession.ts';

/**
 * One side of a comparison. Its session opens with the first message. Earlier messages that the
 * agent does not know yet are sent before it.
 */
export class ComparedSession {
  readonly #open: SessionOpener;
  #said: readonly (readonly InputEvent[])[] = [];
  /** How many of the messages this session has received. */
  #heard = 0;
  #session: TestSession | undefined;

  constructor(open: SessionOpener) {
    this.#open = open;
  }

  /** Adds a message that was sent and got its response elsewhere. */
  note(inputs: readonly InputEvent[]): void {
    this.#said = [...this.#said, inputs];
  }

  /** Resolves with the response, a failed one if the session cannot be opened. Never rejects. */
  async send(inputs: readonly InputEvent[], signal: AbortSignal): Promise<TurnAnswer> {
    const before = this.#said;
    this.#said = [...before, inputs];
    try {
      const opened = await this.open(signal);
      if (opened.type === 'aborted') return stopped;
      if (opened.type === 'failed') return failed(opened.failure);
      const session = opened.value;
      for (const earlier of before.slice(this.#heard)) {
        const { phase, failure } = await session.send(earlier, signal);
        if (phase === 'stopped') return stopped;
        if (failure) return await this.#ended(failed(failure));
        this.#heard += 1;
      }
      if (signal.aborted) return stopped;
      const answer = await session.send(inputs, signal);
      // The message was not received; the user may send it again.
      if (answer.failure?.kind === 'sessionLost') this.#said = before;
      else this.#heard = this.#said.length;
      return await this.#ended(answer);
    } catch (error) {
      return failed(internalFailure(error));
    }
  }

  /** Opens the session before the first message; returns the open one if there is one. */
  async open(signal: AbortSignal): Promise<Outcome<TestSession>> {
    if (this.#session) return { type: 'done', value: this.#session };
    const opened = await openSession(this.#open, signal);
    if (opened.type === 'done') {
      this.#session = opened.value;
      this.#heard = 0;
    }
    return opened;
  }

  /** Call this only when nothing more will be sent. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
  }

  /** A lost session is replaced by a new one, which receives all messages again. */
  async #ended(answer: TurnAnswer): Promise<TurnAnswer> {
    if (answer.failure?.kind === 'sessionLost') await this.close();
    return answer;
  }
}

const stopped: TurnAnswer = { phase: 'stopped', items: [] };

function failed(failure: Failure): TurnAnswer {
  return { phase: 'failed', items: [], failure };
}
