import { customerText } from '../../conversation/storage/conversationRecord.ts';
import { leftOutSentence } from '../../recordings/damageSentence.ts';
import type { RecordedTurn } from '../../recordings/replay/recordedTurn.ts';
import type { Write } from '../output/output.ts';

export function tellLeftOut(numbers: readonly number[], writeError: Write): void {
  for (const number of numbers) writeError(`${leftOutSentence(number)}\n`);
}

export function inputsText({ inputEvents }: RecordedTurn): string {
  return inputEvents.map((input) => customerText(input) ?? JSON.stringify(input)).join('\n');
}
