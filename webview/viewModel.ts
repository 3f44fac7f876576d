import type { SessionStatus, Turn, ViewState } from '../src/shared/model.ts';

const isOpen = (turn: Turn): boolean => turn.phase === 'waiting' || turn.phase === 'streaming';

/** True while an answer is awaited, so that Stop stands in the place of Send. */
export function isBusy({ session, turns }: ViewState): boolean {
  if (session.status === 'starting' || session.status === 'responding') return true;
  const last = turns.at(-1);
  return last !== undefined && isOpen(last);
}

/** Why a message cannot be sent right now; undefined when it can. */
export type Obstacle = 'noAgent' | 'busy' | 'closing';

export function sendObstacle(state: ViewState): Obstacle | undefined {
  if (!state.agent || state.session.status === 'noAgent') return 'noAgent';
  if (state.session.status === 'closing') return 'closing';
  return isBusy(state) ? 'busy' : undefined;
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
