import { checkInputEvents } from '../../agentGraph/wire/requests.ts';
import { isFilledString, isRecord, parseJson } from '../../shared/guards.ts';
import type { InputEvent } from '../../shared/model.ts';
import type { Exchange } from '../exchanges.ts';

/** The customer's input of a turn, and its session. */
export interface RecordedTurn {
  readonly sessionId: string;
  /** Missing when none was sent. */
  readonly agentId?: string;
  readonly inputEvents: readonly InputEvent[];
}

/** True for a request that sends a turn to the agent. */
export function isTurn({ request: { endpoint } }: Exchange): boolean {
  return endpoint === 'invoke' || endpoint === 'invoke_sync';
}

/** The input of a recorded turn; undefined when it is no longer valid. */
export function recordedTurn({ request: { body } }: Exchange): RecordedTurn | undefined {
  const value = parseJson(body);
  if (!isRecord(value)) return undefined;
  const { sessionId, agentId } = value;
  const checked = checkInputEvents(value['inputEvents']);
  if (checked.type !== 'done' || !isFilledString(sessionId)) return undefined;
  return { sessionId, ...(isFilledString(agentId) && { agentId }), inputEvents: checked.value };
}
