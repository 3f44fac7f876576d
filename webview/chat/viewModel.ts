import { typedInput } from '../../src/shared/eventVisitor.ts';
import {
  isTurnOpen,
  type SessionStatus,
  type Turn,
  type ViewState,
} from '../../src/shared/model.ts';

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

// Cached: several parts of the page ask in every frame, and conversations can be long.
const handedOver = new WeakMap<Turn, boolean>();

/** True once the agent has handed over in the open session. */
export function isHandedOver({ session, turns }: ViewState): boolean {
  if (session.status !== 'ready' && session.status !== 'responding') return false;
  return turns.some((turn) => turn.sessionId === session.id && hasHandover(turn));
}

function hasHandover(turn: Turn): boolean {
  const known = handedOver.get(turn);
  if (known !== undefined) return known;
  const found = turn.items.some(
    (item) => item.type === 'event' && item.event.type === 'handover' && item.event.triggered,
  );
  handedOver.set(turn, found);
  return found;
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

/** The colour of a session's dot. */
export function statusTone(status: SessionStatus): 'off' | 'ok' | 'busy' | 'warn' | 'bad' {
  switch (status) {
    case 'noAgent':
    case 'idle':
      return 'off';
    case 'ready':
      return 'ok';
    case 'starting':
    case 'responding':
    case 'closing':
      return 'busy';
    case 'noKey':
    case 'expired':
      return 'warn';
    case 'failed':
      return 'bad';
  }
}
