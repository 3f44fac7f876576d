import type { Failure } from '../shared/failure/failure.ts';

/** Adds session and time to a failure that Connectly's support should see. */
export function forSupport(
  failure: Failure,
  { isRecorded = false }: { readonly isRecorded?: boolean },
  sessionId: string | undefined,
): Failure {
  if (failure.kind !== 'server' || isRecorded) return failure;
  return { ...failure, ...(sessionId !== undefined && { sessionId }), at: Date.now() };
}
