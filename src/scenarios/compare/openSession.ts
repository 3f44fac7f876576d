import type { Failure, Outcome } from '../../shared/failure/failure.ts';
import type { TestSession } from '../run/session.ts';

/** Opens a new session. */
export type SessionOpener = (signal: AbortSignal) => Promise<Outcome<TestSession>>;

/** How long an opening may take after cancellation, in milliseconds. */
const graceMs = 5_000;

/**
 * Opens a session that can always be closed. Cutting off the request could leave a session open
 * whose ID is unknown, so a cancelled opening gets some time to finish.
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

/** What went wrong in this program itself. */
export function internalFailure(error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'internal', detail, retryable: false };
}
