import type { Outcome } from '../../shared/failure/failure.ts';
import type { RetryNotice } from './transport.ts';
import { isConnectionFault } from './networkFailure.ts';
import type { WireResponse } from './attempt.ts';

/** Repetitions after the first attempt. */
const maxRepetitions = 3;

/** What says "come again later". */
const retryableStatuses: readonly number[] = [429, 503];

const maxBackoffMs = 8_000;
const maxRetryAfterMs = 60_000;

/**
 * The wait before the repetition number `attempt` of a request that went like this, or undefined
 * where repeating is of no use.
 */
export function planRetry(
  result: Outcome<Pick<WireResponse, 'status' | 'headers'>>,
  attempt: number,
  baseMs: number,
): RetryNotice | undefined {
  if (attempt > maxRepetitions || result.type === 'aborted') return undefined;
  const backoffMs = Math.min(baseMs * 2 ** (attempt - 1), maxBackoffMs);
  // Less than a quarter off, so that clients that failed together do not come back together.
  const waitMs = backoffMs * (1 - Math.random() / 4);
  if (result.type === 'done') {
    const { status, headers } = result.value;
    if (!retryableStatuses.includes(status)) return undefined;
    const after = retryAfterMs(headers['retry-after']);
    return { attempt, waitMs: after ?? waitMs, reason: String(status) };
  }
  if (!isConnectionFault(result.failure)) return undefined;
  const { cause, kind } = result.failure;
  return { attempt, waitMs, reason: cause?.type === 'connection' ? cause.reason : kind };
}

/** The wait that a Retry-After header asks for (seconds or an HTTP date), at most a minute. */
function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), maxRetryAfterMs);
}
