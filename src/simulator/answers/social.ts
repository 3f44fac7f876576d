import { suggestions, textMessage, type Step } from '../responseEvents.ts';
import { pick } from '../random.ts';
import type { Responder, Said } from '../turn.ts';

export const greet: Responder = ({ memory, say, random }) => {
  const text = memory.isGreeted ? say.greetedAgain : pick(random, say.greetings);
  memory.isGreeted = true;
  return [
    { events: [textMessage(text)] },
    { events: [suggestions(...say.chips.start, say.chips.news)] },
  ];
};

/** A response of one sentence and a few suggested replies. */
export function plainAnswer(
  text: (said: Said) => string,
  chips: (said: Said) => readonly string[] = ({ say }) => say.chips.start,
): Responder {
  return (said): readonly Step[] => [
    { events: [textMessage(text(said))] },
    { events: [suggestions(...chips(said))] },
  ];
}

export const fallback = plainAnswer(
  ({ say }) => `${say.fallback} ${say.help}`,
  ({ say }) => [...say.chips.start, say.chips.person],
);

export const explainHelp = plainAnswer(({ say }) => say.help);

/** A handover for the record only: no person is called (API notes, 4.7). */
export const admitBot: Responder = ({ say }) => [
  { events: [textMessage(say.notHuman)] },
  {
    events: [
      {
        agentHandoverEvent: {
          triggerHandover: false,
          reason: 'Customer asked whether this is a bot; no person was requested',
          reasonNative: say.notHumanReason,
        },
      },
    ],
  },
  { events: [suggestions(say.chips.person, ...say.chips.start)] },
];
