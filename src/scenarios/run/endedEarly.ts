import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { Failure, FailureKind } from '../../shared/failure/failure.ts';
import { t } from '../../shared/l10n.ts';
import type { TurnItem } from '../../shared/model.ts';
import type { Position } from '../file/scenario.ts';
import type { CheckResult } from './results.ts';

/**
 * The failed check for a response that the server ended too early: in the middle of a line although
 * the connection closed normally, or with an error after some events. Undefined for other failures.
 */
export function endedEarly(
  at: Position,
  failure: Failure,
  items: readonly TurnItem[],
): CheckResult | undefined {
  const { cause, kind } = failure;
  const isCut = kind === 'protocol' && cause?.type === 'line' && cause.reason === 'cut';
  const isTold = isToldInside(failure) && !othersToBlame.includes(kind) && eventCount(items) > 0;
  if (!isCut && !isTold) return undefined;
  return failed(at, t('the response is complete'), `${told(failure)} ${comeSoFar(items)}`);
}

/** A failed check for each error that the server reported within a response that then continued. */
export function errorsWithin(at: Position, failures: readonly Failure[]): readonly CheckResult[] {
  return failures
    .filter(isToldInside)
    .map((failure) => failed(at, t('the response has no errors'), told(failure)));
}

/** A failure in full sentences. */
export function told(failure: Failure): string {
  const { title, detail } = describeFailure(failure);
  const sentence = `${title}. ${detail}`;
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Failures that are not the agent's fault: too many requests, or a rejected key. */
const othersToBlame: readonly FailureKind[] = ['rateLimited', 'unauthorized', 'forbidden'];

/** Failures of the connection, an unreadable body or this program; the server never sends them. */
const neverTold: readonly FailureKind[] = ['network', 'proxy', 'protocol', 'internal'];

/** HTTP errors have a status, network and line errors a cause; an error in the body has neither. */
function isToldInside({ status, cause, kind }: Failure): boolean {
  return status === undefined && cause === undefined && !neverTold.includes(kind);
}

function failed(at: Position, title: string, message: string): CheckResult {
  return { status: 'failed', isWarning: false, at, title, message };
}

/** How much of a response had arrived when it ended. */
export function comeSoFar(items: readonly TurnItem[]): string {
  return t('Events received: {0}.', String(eventCount(items)));
}

function eventCount(items: readonly TurnItem[]): number {
  return items.filter(({ type }) => type === 'event').length;
}
