import type { RetryNotice } from '../transport.ts';
import { isRecord } from '../../shared/guards.ts';
import { errorCode, isConnectionFault, networkFailure } from './networkFailure.ts';

/** Repetitions after the first attempt. */
export const maxRepetitions = 3;

/** What says "come again later". */
export const retryableStatuses: readonly number[] = [429, 503];

const maxBackoffMs = 8_000;
const maxRetryAfterMs = 60_000;

/**
 * The wait before the repetition number `attempt`, or undefined where repeating is of no use. The
 * error is undici's: of an answer with a status of `retryableStatuses`, or of the connection.
 */
export function planRetry(error: Error, attempt: number, baseMs: number): RetryNotice | undefined {
  if (attempt > maxRepetitions) return undefined;
  const backoffMs = Math.min(baseMs * 2 ** (attempt - 1), maxBackoffMs);
  // Less than a quarter off, so that clients that failed together do not come back together.
  const waitMs = backoffMs * (1 - Math.random() / 4);
  if (errorCode(error) === 'UND_ERR_REQ_RETRY') {
    const { statusCode, headers } = error as Error & { statusCode?: unknown; headers?: unknown };
    const after = retryAfterMs(isRecord(headers) ? headers['retry-after'] : undefined);
    return { attempt, waitMs: after ?? waitMs, reason: String(statusCode) };
  }
  const failure = networkFailure(error, '');
  if (!isConnectionFault(failure)) return undefined;
  const { cause } = failure;
  const reason = cause?.type === 'connection' ? cause.reason : failure.kind;
  return { attempt, waitMs, reason };
}

/** The wait that a Retry-After header asks for (seconds or an HTTP date), at most a minute. */
function retryAfterMs(header: unknown): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), maxRetryAfterMs);
}
