import type { AgentEvent } from '../../shared/model.ts';
import type { ExpectationKind } from '../file/scenario.ts';
import type { ProposedExpectation } from './proposals.ts';

const kinds: Readonly<Record<AgentEvent['type'], readonly ExpectationKind[]>> = {
  message: ['text', 'language', 'messages', 'grounded', 'asks'],
  recommendation: ['products', 'grounded'],
  suggestions: ['suggestions'],
  handover: ['handover'],
  interactive: ['buttons', 'rows', 'text'],
  unknown: ['unknownEvents', 'events'],
};

/** Those of the expectations that have to do with such an event. */
export function relatedTo<T extends ProposedExpectation>(
  { type }: AgentEvent,
  proposals: readonly T[],
): readonly T[] {
  return proposals.filter(({ expectation }) => kinds[type].some((kind) => kind in expectation));
}
