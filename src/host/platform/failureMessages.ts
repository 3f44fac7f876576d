import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { showError } from './messages.ts';

/** What happened, and what to do about it. */
export function failureSentences(failure: Failure): string {
  const { title, detail } = describeFailure(failure);
  return `${title}. ${detail}`;
}

export function showFailure(failure: Failure): void {
  showError(failureSentences(failure));
}

/** What an error of VS Code or Node says. */
export function errorReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
