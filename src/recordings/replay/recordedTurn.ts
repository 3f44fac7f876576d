import { checkInputEvents } from '../../agentGraph/wire/requests.ts';
import { isFilledString, isRecord, parseJson } from '../../shared/guards.ts';
import type { InputEvent } from '../../shared/model.ts';
import type { Exchange } from '../exchanges.ts';

/** What the customer sent with a turn, and in which session. */
export interface RecordedTurn {
  readonly sessionId: string;
  /** Missing where none was sent. */
  readonly agentId?: string;
  readonly inputEvents: readonly InputEvent[];
}

/** True for a request that has an answer of the agent. */
export function isTurn({ request: { endpoint } }: Exchange): boolean {
  return endpoint === 'invoke' || endpoint === 'invoke_sync';
}

/** What was sent with a turn; undefined where it is no longer sound. */
export function recordedTurn({ request: { body } }: Exchange): RecordedTurn | undefined {
  const value = parseJson(body);
  if (!isRecord(value)) return undefined;
  const { sessionId, agentId } = value;
  const checked = checkInputEvents(value['inputEvents']);
  if (checked.type !== 'done' || !isFilledString(sessionId)) return undefined;
  return {
    sessionId,
    ...(isFilledString(agentId) && { agentId }),
    inputEvents: checked.value,
  };
}
