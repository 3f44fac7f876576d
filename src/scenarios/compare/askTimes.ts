import type { InputEvent } from '../../shared/model.ts';
import type { AskedRun } from '../../shared/compare/spread.ts';
import type { TestSession } from '../run/session.ts';
import { internalFailure, openSession, type SessionOpener } from './openSession.ts';

export const defaultTimes = 5;
export const maxTimes = 25;

/** Sessions open at the same time. */
const maxAtOnce = 3;

export interface AskTimesOptions {
  /** At most `maxTimes`. */
  readonly times: number;
  /** Opens a new session for each run. */
  readonly open: SessionOpener;
  /** The turns before the message; each session repeats them first. */
  readonly history: readonly (readonly InputEvent[])[];
  readonly message: readonly InputEvent[];
  /** Ends the current runs; finished ones are kept. */
  readonly signal: AbortSignal;
  readonly onRun?: (run: AskedRun) => void;
}

/** The number of requests: each session needs an init, a close and one request per message. */
export function requestCount({ times, history }: Pick<AskTimesOptions, 'times' | 'history'>) {
  return times * (history.length + 3);
}

/**
 * Sends the same message in several new sessions. Resolves with the finished runs, by number, once
 * all sessions are closed. Never rejects.
 */
export async function askTimes(options: AskTimesOptions): Promise<readonly AskedRun[]> {
  const { times, signal, onRun } = options;
  const numbers = Array.from({ length: Math.min(times, maxTimes) }, (_, index) => index + 1);
  const waiting = numbers.values();
  const runs: AskedRun[] = [];
  const work = async () => {
    for (const number of waiting) {
      if (signal.aborted) return;
      const run = await runOnce(number, options);
      if (!run) continue;
      runs.push(run);
      onRun?.(run);
    }
  };
  await Promise.all(Array.from({ length: maxAtOnce }, work));
  return runs.toSorted((one, other) => one.number - other.number);
}

/** Undefined when it was cancelled. */
async function runOnce(number: number, options: AskTimesOptions): Promise<AskedRun | undefined> {
  try {
    const opened = await openSession(options.open, options.signal);
    if (opened.type === 'aborted') return undefined;
    if (opened.type === 'failed') return { number, failure: opened.failure };
    const session = opened.value;
    try {
      return await ask(number, session, options);
    } finally {
      await session.close();
    }
  } catch (error) {
    return { number, failure: internalFailure(error) };
  }
}

async function ask(
  number: number,
  session: TestSession,
  { history, message, signal }: AskTimesOptions,
): Promise<AskedRun | undefined> {
  for (const inputs of history) {
    if (signal.aborted) return undefined;
    const { phase, failure } = await session.send(inputs, signal);
    if (phase === 'stopped') return undefined;
    if (failure) return { number, failure };
  }
  if (signal.aborted) return undefined;
  const answer = await session.send(message, signal);
  return answer.phase === 'stopped' ? undefined : { number, answer };
}
