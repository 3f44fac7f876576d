import type { Outcome } from '../../shared/failure/failure.ts';
import type { TestSession } from '../run/session.ts';

/** Opens a session of its own. */
export type SessionOpener = (signal: AbortSignal) => Promise<Outcome<TestSession>>;

/** How long an opening that nobody waits for any more may take, in milliseconds. */
const graceMs = 5_000;

/**
 * Opens a session that can be closed whatever happens: a request that is cut off may have opened one of
 * which nobody knows the id, so a cancelled one is waited for a while.
 */
export async function openSession(
  open: SessionOpener,
  signal: AbortSignal,
): Promise<Outcome<TestSession>> {
  if (signal.aborted) return { type: 'aborted' };
  const opening = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    timer = setTimeout(() => opening.abort(), graceMs);
  };
  signal.addEventListener('abort', end);
  try {
    return await open(opening.signal);
  } finally {
    signal.removeEventListener('abort', end);
    clearTimeout(timer);
  }
}
