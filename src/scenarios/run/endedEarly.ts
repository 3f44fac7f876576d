import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { Failure, FailureKind } from '../../shared/failure/failure.ts';
import { t } from '../../shared/l10n.ts';
import type { TurnItem } from '../../shared/model.ts';
import type { Position } from '../file/scenario.ts';
import type { CheckResult } from './results.ts';

/**
 * What is said of an answer that the server itself ended before its end: in the middle of a line,
 * though the connection closed as it should, or with an error after some events. Undefined where
 * something else was in the way.
 */
export function endedEarly(
  at: Position,
  failure: Failure,
  items: readonly TurnItem[],
): CheckResult | undefined {
  const { cause, kind } = failure;
  const isCut = kind === 'protocol' && cause?.type === 'line' && cause.reason === 'cut';
  const isTold = isToldInside(failure) && !othersToBlame.has(kind) && eventCount(items) > 0;
  if (!isCut && !isTold) return undefined;
  return failed(at, t('the answer comes to its end'), `${told(failure)} ${comeSoFar(items)}`);
}

/** What is said of each error that the server told inside an answer, which went on behind it. */
export function errorsWithin(at: Position, failures: readonly Failure[]): readonly CheckResult[] {
  return failures
    .filter(isToldInside)
    .map((failure) => failed(at, t('the answer comes without an error'), told(failure)));
}

/** A failure in whole sentences. */
export function told(failure: Failure): string {
  const { title, detail } = describeFailure(failure);
  const sentence = `${title}. ${detail}`;
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Too many requests, and a key that is not accepted, are not the agent's. */
const othersToBlame: ReadonlySet<FailureKind> = new Set([
  'rateLimited',
  'unauthorized',
  'forbidden',
]);

/** What is told of the way to the server, of a body that is not read, or of this program. */
const neverTold: ReadonlySet<FailureKind> = new Set(['network', 'proxy', 'protocol', 'internal']);

/** An error of HTTP has its status, one of the network or of a line its cause; one in the body neither. */
function isToldInside({ status, cause, kind }: Failure): boolean {
  return status === undefined && cause === undefined && !neverTold.has(kind);
}

function failed(at: Position, title: string, message: string): CheckResult {
  return { status: 'failed', isWarning: false, at, title, message };
}

/** How much of an answer there was when it ended. */
export function comeSoFar(items: readonly TurnItem[]): string {
  return t('Events that had come: {0}.', String(eventCount(items)));
}

function eventCount(items: readonly TurnItem[]): number {
  return items.filter(({ type }) => type === 'event').length;
}
