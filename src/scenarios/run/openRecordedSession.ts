import { isContext } from '../../shared/eventVisitor.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '../../recordings/exchanges.ts';
import { recordedAnswer, soundTurns } from '../../recordings/replay/turnsOf.ts';
import { t } from '../../shared/l10n.ts';
import type { InputEvent } from '../../shared/model.ts';
import { Unjudgeable } from '../judgement/unjudgeable.ts';
import type { TestSession } from './session.ts';

/**
 * A session whose responses come from a recording, turn by turn, with the recorded times. If the
 * input differs from the recording, `send` rejects: the agent's response is unknown.
 */
export function openRecordedSession(exchanges: readonly Exchange[], name: string): TestSession {
  const { sound } = soundTurns(exchanges);
  let sent = 0;
  return {
    id: sound[0]?.turn.sessionId ?? name,
    secrets: [],
    send: async (inputs) => {
      const recorded = sound[sent];
      sent += 1;
      const turn = { recording: name, turn: String(sent) };
      if (!recorded)
        throw new Unjudgeable(t('The recording {recording} ends before turn {turn}.', turn));
      const { inputEvents } = recorded.turn;
      if (!isDeepStrictEqual(withoutGreeting(inputEvents), withoutGreeting(inputs)))
        throw new Unjudgeable(
          t(
            "In turn {turn}, the customer's input differs from the recording {recording}. Run the scenario against the agent, or update the recording.",
            turn,
          ),
        );
      const answer = await recordedAnswer(recorded.exchange, recorded.turn);
      if (answer.phase !== 'answered' && answer.phase !== 'failed')
        throw new Unjudgeable(
          t(
            'In turn {turn}, the recording {recording} ends before the response does. Record it again.',
            turn,
          ),
        );
      return answer;
    },
    close: () => Promise.resolve(),
  };
}

/** The shop's own context precedes the first turn and is not part of the scenario. */
function withoutGreeting(inputs: readonly InputEvent[]): readonly InputEvent[] {
  const first = inputs.findIndex((input) => !isContext(input));
  return first <= 0 ? inputs : inputs.slice(first);
}
