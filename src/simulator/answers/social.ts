import { handover, suggestions, textMessage } from '../responseEvents.ts';
import { pick } from '../random.ts';
import type { Responder, Said } from '../turn.ts';

export const greet: Responder = ({ memory, say, random }) => {
  const text = memory.isGreeted ? say.greetedAgain : pick(random, say.greetings);
  memory.isGreeted = true;
  return [textMessage(text), suggestions(...say.chips.start, say.chips.news)];
};

/** A response of one sentence and a few suggested replies. */
export function plainAnswer(
  text: (said: Said) => string,
  chips: (said: Said) => readonly string[] = ({ say }) => say.chips.start,
): Responder {
  return (said) => [textMessage(text(said)), suggestions(...chips(said))];
}

export const fallback = plainAnswer(
  ({ say }) => `${say.fallback} ${say.help}`,
  ({ say }) => [...say.chips.start, say.chips.person],
);

export const explainHelp = plainAnswer(({ say }) => say.help);

/** A handover for the record only: no person is called (API notes, 4.7). */
export const admitBot: Responder = ({ say }) => [
  textMessage(say.notHuman),
  handover('agent', {
    triggerHandover: false,
    reason: 'Customer asked whether this is a bot; no person was requested',
    reasonNative: say.notHumanReason,
  }),
  suggestions(say.chips.person, ...say.chips.start),
];
