import type { Endpoint, FailureKind } from '../shared/failure/failure.ts';

/** A kind, and whether the same request may succeed later without a change by the user. */
export interface Judgement {
  readonly kind: FailureKind;
  readonly retryable: boolean;
}

const kept = (kind: FailureKind): Judgement => ({ kind, retryable: false });
const passing = (kind: FailureKind): Judgement => ({ kind, retryable: true });

function byNumber(
  ...rows: readonly (readonly [Judgement, ...number[]])[]
): ReadonlyMap<number, Judgement> {
  return new Map(
    rows.flatMap(([judgement, ...numbers]) => numbers.map((one) => [one, judgement] as const)),
  );
}

/** gRPC codes (API notes, 4.1). */
const byCode = byNumber(
  [passing('server'), 1, 2, 13],
  [kept('server'), 12, 15],
  [kept('invalidRequest'), 3, 6, 9, 11],
  [passing('unavailable'), 4, 10, 14],
  [kept('notFound'), 5],
  [kept('forbidden'), 7],
  [passing('rateLimited'), 8],
  [kept('unauthorized'), 16],
);

const byStatus = byNumber(
  [kept('unauthorized'), 401],
  [kept('forbidden'), 403],
  [kept('notFound'), 404, 405, 410],
  [kept('proxy'), 407],
  [passing('unavailable'), 408, 425, 502, 503, 504],
  [passing('rateLimited'), 429],
  [passing('server'), 499],
  [kept('server'), 501],
);

/** Codes that name no cause; the HTTP status says more. */
const vagueCodes: ReadonlySet<number> = new Set([0, 1, 2, 13, 15]);

/** Statuses that a gateway sends on its own; only a code that agrees may refine them. */
const frontDoor: ReadonlySet<number> = new Set([401, 403, 407, 429]);
const frontDoorCodes: ReadonlySet<number> = new Set([7, 8, 16]);

/** An unknown, closed or expired session (API notes, 5.18), for endpoints with a session. */
const lostCodes: ReadonlySet<number> = new Set([5, 9]);
const lostStatuses: ReadonlySet<number> = new Set([404, 410]);
/** A session that exists and is busy. */
const busyCodes: ReadonlySet<number> = new Set([6, 10]);
const busyStatus = 409;
const sessionEndpoints: readonly Endpoint[] = ['invoke', 'invoke_sync', 'close'];

function judgeStatus(status: number): Judgement {
  const known = byStatus.get(status);
  if (known) return known;
  if (status >= 500) return passing('server');
  return kept(status >= 400 ? 'invalidRequest' : 'protocol');
}

/**
 * The kind of a refusal, by HTTP status and gRPC code together. The code decides, unless it is
 * vague, unknown or contradicted by a status that a gateway sends on its own.
 */
export function judgeRefusal(
  endpoint: Endpoint,
  status: number | undefined,
  code: number | string | undefined,
): Judgement {
  const coded = typeof code === 'number' && !vagueCodes.has(code) ? byCode.get(code) : undefined;
  const isOverruled =
    status !== undefined && frontDoor.has(status) && !frontDoorCodes.has(Number(code));
  const decidesCode = coded !== undefined && !isOverruled;
  if (sessionEndpoints.includes(endpoint)) {
    const isLost = decidesCode
      ? lostCodes.has(Number(code))
      : status !== undefined && lostStatuses.has(status);
    if (isLost) return kept('sessionLost');
    const isBusy = decidesCode ? busyCodes.has(Number(code)) : status === busyStatus;
    if (isBusy) return passing('sessionBusy');
  }
  if (decidesCode) return coded;
  // An error inside a 200 has only its code, however vague.
  if (status === undefined || status < 300) {
    return (typeof code === 'number' && byCode.get(code)) || passing('server');
  }
  return judgeStatus(status);
}
