import { answerText, type Scene } from './dialogue.ts';
import type { Step } from './events.ts';
import type { FaultCall } from './faults.ts';
import { readInputs, type Heard } from './inputs.ts';

/** What a turn is answered with. */
export interface Response {
  readonly steps: Iterable<Step>;
  /** A fault the customer typed. */
  readonly fault?: FaultCall;
}

/** Sofia's answer to the input events of one turn. */
export function respond(inputEvents: readonly unknown[], scene: Scene): Response {
  const heard = readInputs(inputEvents);
  return { steps: heard.flatMap((input) => answerInput(input, scene)) };
}

function answerInput(input: Heard, scene: Scene): readonly Step[] {
  return input.type === 'text' ? answerText(input.text, scene) : [];
}
