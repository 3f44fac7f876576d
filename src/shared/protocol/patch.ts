import type { Turn, TurnItem, ViewState } from '../model.ts';

/** Changes of a ViewState as data, so that an event does not resend a long conversation. */
export type ViewPatch =
  /** Everything but the turns. */
  | { readonly type: 'head'; readonly head: Omit<ViewState, 'turns'> }
  /** A turn's fields except its items; adds the turn if its ID is new. */
  | { readonly type: 'turn'; readonly turn: Omit<Turn, 'items'> }
  /** Items appended to a turn. */
  | { readonly type: 'items'; readonly turnId: number; readonly items: readonly TurnItem[] }
  /** The chat was emptied: a new conversation begins. */
  | { readonly type: 'cleared' };

const headFields = [
  'agent',
  'session',
  'conversation',
  'queue',
  'isQueueHeld',
  'announcements',
  'problem',
  'mediaOrigins',
  'isRestricted',
  'replay',
] as const satisfies readonly Exclude<keyof ViewState, 'turns'>[];

/**
 * The patches that lead from `previous` to `next`. Relies on the reducer: unchanged parts keep
 * their identity, turns are only appended or all dropped, items are only appended.
 */
export function diffView(previous: ViewState, next: ViewState): readonly ViewPatch[] {
  const patches: ViewPatch[] = [];
  if (headFields.some((field) => previous[field] !== next[field])) {
    const { turns, ...head } = next;
    patches.push({ type: 'head', head });
  }
  if (previous.turns === next.turns) return patches;
  // A turn's ID is unique only within its conversation.
  const continues =
    next.conversation.id === previous.conversation.id &&
    next.conversation.activeBranch === previous.conversation.activeBranch &&
    next.turns[0]?.id === previous.turns[0]?.id;
  const before = continues ? previous.turns : [];
  if (!continues && previous.turns.length > 0) patches.push({ type: 'cleared' });
  next.turns.forEach((turn, index) => {
    const old = before[index];
    if (turn === old) return;
    const { items, ...fields } = turn;
    patches.push({ type: 'turn', turn: fields });
    const added = items.slice(old?.items.length ?? 0);
    if (added.length > 0) patches.push({ type: 'items', turnId: turn.id, items: added });
  });
  return patches;
}

/** The state after one patch. A patch for an unknown turn changes nothing. */
export function applyPatch(state: ViewState, patch: ViewPatch): ViewState {
  switch (patch.type) {
    case 'head':
      return { ...patch.head, turns: state.turns };
    case 'cleared':
      return { ...state, turns: [] };
    case 'turn': {
      const index = state.turns.findIndex(({ id }) => id === patch.turn.id);
      const turn = { ...patch.turn, items: state.turns[index]?.items ?? [] };
      return {
        ...state,
        turns: index < 0 ? [...state.turns, turn] : state.turns.with(index, turn),
      };
    }
    case 'items': {
      const index = state.turns.findIndex(({ id }) => id === patch.turnId);
      const turn = state.turns[index];
      if (!turn) return state;
      const items = [...turn.items, ...patch.items];
      return { ...state, turns: state.turns.with(index, { ...turn, items }) };
    }
  }
}
