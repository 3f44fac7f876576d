import { typedInput } from '../../src/shared/eventVisitor.ts';
import { isTurnOpen, type Turn, type ViewState } from '../../src/shared/model.ts';

/** True while a response is awaited, so that Stop replaces Send. */
export function isBusy({ session, turns }: ViewState): boolean {
  if (session.status === 'starting' || session.status === 'responding') return true;
  const last = turns.at(-1);
  return last !== undefined && isTurnOpen(last);
}

/** Why a message cannot be sent now; undefined if it can be sent or queued. */
export type Obstacle = 'noAgent' | 'closing' | 'replay';

export function sendObstacle({ agent, session, replay }: ViewState): Obstacle | undefined {
  if (replay) return 'replay';
  if (!agent || session.status === 'noAgent') return 'noAgent';
  return session.status === 'closing' ? 'closing' : undefined;
}

/** The agent ID last sent, in the open session or else in the conversation. */
export function lastSentAgentId({ session, turns }: ViewState): string | undefined {
  const isOfSession = (turn: Turn): boolean =>
    session.id === undefined || turn.sessionId === session.id;
  return turns.findLast((turn) => turn.agentId !== undefined && isOfSession(turn))?.agentId;
}

/**
 * The customer's typed texts, oldest first, including queued ones, without consecutive duplicates.
 */
export function typedTexts({ turns, queue }: ViewState): readonly string[] {
  const texts = [...turns, ...queue].flatMap((sent) => editableText(sent) ?? []);
  return texts.filter((text, index) => text !== texts[index - 1]);
}

/** The customer's own text of a turn, which an edit replaces. */
export function editableText({ inputs }: Pick<Turn, 'inputs'>): string | undefined {
  return inputs.map(typedInput).findLast((text) => text !== undefined);
}

/** The suggested replies of the last turn, from its last suggestion event. */
export function currentSuggestions({ turns }: ViewState): readonly string[] {
  const items = turns.at(-1)?.items ?? [];
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item?.type === 'event' && item.event.type === 'suggestions') return item.event.questions;
  }
  return [];
}
