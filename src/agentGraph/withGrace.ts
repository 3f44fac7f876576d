/** As long as a close may take, in milliseconds. */
const graceMs = 5_000;

/**
 * Does work that goes on for `graceMs` after `signal` was aborted, for what must not be cut half way.
 * The work's own signal is aborted then.
 */
export async function withGrace<T>(
  signal: AbortSignal,
  work: (late: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const cut = () => setTimeout(() => late.abort(), graceMs).unref();
  signal.addEventListener('abort', cut, { once: true });
  return work(late.signal).finally(() => signal.removeEventListener('abort', cut));
}
