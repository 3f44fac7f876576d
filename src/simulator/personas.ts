import type { Persona } from './personaNames.ts';
import { textMessage, type Step } from './responseEvents.ts';
import type { Pace } from './server/pacing.ts';
import { lineActions, okReply, plainActions, type PlannedAnswer } from './server/plannedAnswer.ts';
import type { Random } from './random.ts';
import type { ServerReply, WireAction } from './server/reply.ts';
import type { TimedLine } from './server/turnLines.ts';
import { texts } from './texts/texts.ts';
import type { Memory, Scene } from './turn.ts';
import { priceText } from './words/words.ts';

const firstByteMs: Readonly<Record<Pace, number>> = { instant: 250, real: 6000, slow: 15_000 };

/** A pause before a reset, because the client's system drops what it has not read yet. */
const beforeResetMs = 100;

/**
 * Turns the honest steps into the persona's. `memory.turns` is the number of the present turn, from
 * 1.
 */
export function* personaSteps(
  persona: Persona,
  steps: Iterable<Step>,
  { memory, random }: Pick<Scene, 'memory' | 'random'>,
): Generator<Step> {
  const isSilent = persona === 'silent' || (persona === 'half-silent' && memory.turns % 2 === 0);
  // A silent agent still runs the steps, so that it remembers what it was told.
  for (const step of steps) if (!isSilent) yield step;
  if (persona === 'lying') yield textMessage(lie(memory, random));
}

/** The shop has no product with such a price, and none with this name. */
function lie({ language }: Memory, random: Random): string {
  const price = 2000 + Math.floor(random() * 7000) + 0.49;
  return texts[language].lie('Halvorsen Mirage', priceText(price, language));
}

/** Sends a response as the persona does. `turn` counts from 1. */
export function personaReply(
  persona: Persona,
  answer: PlannedAnswer,
  { turn, pace }: { readonly turn: number; readonly pace: Pace },
): ServerReply {
  if (persona === 'slow') return okReply(late(answer, firstByteMs[pace]));
  if (persona === 'dying') return okReply(dying(answer.lines, turn % 2 === 0));
  return okReply(plainActions(answer));
}

function* late(answer: PlannedAnswer, ms: number): Generator<WireAction> {
  yield { type: 'wait', ms, silent: true };
  yield* plainActions(answer);
}

/** Everything up to the middle of the last line. */
function* dying(lines: Iterable<TimedLine>, isReset: boolean): Generator<WireAction> {
  let last: TimedLine | undefined;
  for (const line of lines) {
    if (last) yield* lineActions(last);
    last = line;
  }
  const text = last?.text ?? '';
  yield { type: 'write', data: text.slice(0, text.length / 2) };
  if (isReset)
    yield* [{ type: 'wait', ms: beforeResetMs, silent: true }, { type: 'reset' }] as const;
}
