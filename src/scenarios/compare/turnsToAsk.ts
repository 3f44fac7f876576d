import type { InputEvent, Turn } from '../../shared/model.ts';

/** A message and the messages that lead to it. */
export interface TurnsToAsk {
  readonly history: readonly (readonly InputEvent[])[];
  readonly message: readonly InputEvent[];
}

/**
 * The turn with that ID, by default the last one that was sent, after the answered turns before it
 * in its session: what was said in another session or failed did not lead to it.
 */
export function turnsToAsk(turns: readonly Turn[], turnId?: number): TurnsToAsk | undefined {
  const index = turns.findLastIndex(({ id, sessionId }) =>
    turnId === undefined ? sessionId !== undefined : id === turnId,
  );
  const turn = turns[index];
  if (turn?.sessionId === undefined) return undefined;
  const history = turns
    .slice(0, index)
    .filter(({ sessionId, phase }) => sessionId === turn.sessionId && phase === 'answered')
    .map(({ inputs }) => inputs);
  return { history, message: turn.inputs };
}
