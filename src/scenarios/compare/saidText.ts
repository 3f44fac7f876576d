import { customerText } from '../../conversation/storage/conversationRecord.ts';
import type { InputEvent } from '../../shared/model.ts';

/** What the customer did, in words. */
export function saidText(inputs: readonly InputEvent[]): string {
  const words = inputs.flatMap((input) => customerText(input) ?? []);
  return words.length > 0 ? words.join('\n') : JSON.stringify(inputs);
}
