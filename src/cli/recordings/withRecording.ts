import { recordExchanges } from '../../recordings/recordExchanges.ts';
import type { ReachedTarget } from '../withTarget.ts';
import { openRecording } from './openRecording.ts';
import { written } from './recordingSentences.ts';

/**
 * Lends the target with a transport that writes every exchange to a new recording, or unchanged if
 * `out` is undefined. Throws `CannotRun` when the file cannot be written.
 */
export async function withRecording(
  out: string | undefined,
  target: ReachedTarget,
  use: (target: ReachedTarget) => Promise<boolean>,
): Promise<boolean> {
  if (out === undefined) return use(target);
  const recording = await written(out, openRecording(out, target.agent));
  const transport = recordExchanges({ transport: target.transport, write: recording.write });
  const isDone = await use({ ...target, transport });
  await written(out, recording.close());
  return isDone;
}
