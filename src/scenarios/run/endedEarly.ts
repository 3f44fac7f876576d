import { describeFailure } from '../../shared/describeFailure.ts';
import type { Failure } from '../../shared/failure.ts';
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
  const { cause, kind, status, code } = failure;
  const isCut = kind === 'protocol' && cause?.type === 'line' && cause.reason === 'cut';
  // An error of HTTP has its status; one in the body, or behind it, only a code.
  const isToldInside = status === undefined && code !== undefined && kind !== 'rateLimited';
  if (!isCut && !(isToldInside && eventCount(items) > 0)) return undefined;
  const { title, detail } = describeFailure(failure);
  return {
    status: 'failed',
    isWarning: false,
    at,
    title: t('the answer comes to its end'),
    message: `${title}. ${detail} ${comeSoFar(items)}`,
  };
}

/** How much of an answer there was when it ended. */
export function comeSoFar(items: readonly TurnItem[]): string {
  return t('Events that had come: {0}.', String(eventCount(items)));
}

function eventCount(items: readonly TurnItem[]): number {
  return items.filter(({ type }) => type === 'event').length;
}
