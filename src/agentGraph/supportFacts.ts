import type { Failure } from '../shared/failure/failure.ts';

/** The failure with what Connectly's support asks for, where it is to be asked: session and time. */
export function forSupport(
  failure: Failure,
  { isRecorded = false }: { readonly isRecorded?: boolean },
  sessionId: string | undefined,
): Failure {
  if (failure.kind !== 'server' || isRecorded) return failure;
  return { ...failure, ...(sessionId !== undefined && { sessionId }), at: Date.now() };
}
