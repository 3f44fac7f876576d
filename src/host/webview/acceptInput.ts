import type { AcceptedTurn } from '../../conversation/turnQueue.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { InputEvent } from '../../shared/model.ts';
import type { Services } from '../services.ts';

/** Takes an event into the shown conversation; undefined, with the reason shown, if it cannot be sent. */
export async function acceptInput(
  { conversations: { shown } }: Pick<Services, 'conversations'>,
  input: Outcome<InputEvent>,
): Promise<AcceptedTurn | undefined> {
  if (input.type === 'failed') shown.store.reportProblem(input.failure);
  return input.type === 'done' ? shown.accept([input.value]) : undefined;
}
