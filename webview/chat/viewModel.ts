import { typedInput } from '../../src/shared/eventVisitor.ts';
import {
  isTurnOpen,
  type SessionStatus,
  type Turn,
  type ViewState,
} from '../../src/shared/model.ts';

/** True while an answer is awaited, so that Stop stands in the place of Send. */
export function isBusy({ session, turns }: ViewState): boolean {
  if (session.status === 'starting' || session.status === 'responding') return true;
  const last = turns.at(-1);
  return last !== undefined && isTurnOpen(last);
}

/** Why a message cannot be sent right now; undefined when it can, or is queued. */
export type Obstacle = 'noAgent' | 'closing' | 'replay';

export function sendObstacle({ agent, session, replay }: ViewState): Obstacle | undefined {
  if (replay) return 'replay';
  if (!agent || session.status === 'noAgent') return 'noAgent';
  return session.status === 'closing' ? 'closing' : undefined;
}

/** The agentId that was really sent last: in the open session, or else in the conversation. */
export function lastSentAgentId({ session, turns }: ViewState): string | undefined {
  const isOfSession = (turn: Turn): boolean =>
    session.id === undefined || turn.sessionId === session.id;
  return turns.findLast((turn) => turn.agentId !== undefined && isOfSession(turn))?.agentId;
}

// Several parts of the page ask in every frame, and a conversation can be long.
const handedOver = new WeakMap<Turn, boolean>();

/** True once the agent has handed over in the session that is open. */
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

/** What the customer typed, oldest first, each once in a row; what is queued belongs to it. */
export function typedTexts({ turns, queue }: ViewState): readonly string[] {
  const texts = [...turns, ...queue].flatMap((sent) => editableText(sent) ?? []);
  return texts.filter((text, index) => text !== texts[index - 1]);
}

/** The customer's own text of a turn, the one that an edit replaces. */
export function editableText({ inputs }: Pick<Turn, 'inputs'>): string | undefined {
  return inputs.map(typedInput).findLast((text) => text !== undefined);
}

/** The suggested questions of the last turn: its last suggestion event. */
export function currentSuggestions({ turns }: ViewState): readonly string[] {
  const items = turns.at(-1)?.items ?? [];
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item?.type === 'event' && item.event.type === 'suggestions') return item.event.questions;
  }
  return [];
}

/** The colour family of a session's dot. */
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
