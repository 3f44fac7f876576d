import { t } from './l10n.ts';
import type { SessionStatus, Turn, ViewState } from './model.ts';

/** The state of a session in a word or two, and the colour of its dot. */
export interface SessionLook {
  readonly text: string;
  readonly tone: 'off' | 'ok' | 'busy' | 'warn' | 'bad';
}

const looks: Readonly<Record<SessionStatus, () => SessionLook>> = {
  noAgent: () => ({ text: t('No agent'), tone: 'off' }),
  noKey: () => ({ text: t('No API key'), tone: 'warn' }),
  idle: () => ({ text: t('Not started'), tone: 'off' }),
  starting: () => ({ text: t('Starting…'), tone: 'busy' }),
  ready: () => ({ text: t('Ready'), tone: 'ok' }),
  responding: () => ({ text: t('Responding…'), tone: 'busy' }),
  closing: () => ({ text: t('Ending…'), tone: 'busy' }),
  expired: () => ({ text: t('Session ended'), tone: 'warn' }),
  failed: () => ({ text: t('Failed'), tone: 'bad' }),
};

/** The same words in the chat's header and in the status bar. */
export function sessionLook(state: ViewState): SessionLook {
  const { session, turns, replay } = state;
  if (replay) return { text: t('Replay, not live'), tone: 'off' };
  if (session.start?.isAwaitingKey) return { text: session.start.note, tone: 'warn' };
  if (isHandedOver(state)) return { text: t('Handed over'), tone: 'warn' };
  if (session.status === 'idle' && turns.length > 0)
    return { text: t('Session ended'), tone: 'off' };
  return looks[session.status]();
}

// Cached: several parts of the page ask in every frame, and conversations can be long.
const handedOver = new WeakMap<Turn, boolean>();

/** True once the agent has handed over in the open session, until it responds again. */
export function isHandedOver({ session, turns }: ViewState): boolean {
  if (session.status !== 'ready' && session.status !== 'responding') return false;
  const last = turns.findLast(
    ({ items, sessionId }) => items.length > 0 && sessionId === session.id,
  );
  return last !== undefined && hasHandover(last);
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
