import type { ViewState } from '../shared/model.ts';
import type { HostMessage, ViewPatch } from '../shared/protocol/chatProtocol.ts';
import type { StateStore } from './stateStore.ts';

/** One display frame in milliseconds: changes within it are sent together. */
const frameMs = 16;

/**
 * Keeps one webview in step with the state: a snapshot on request, then numbered patches, at most
 * one message per frame. A view that may have missed a patch gets no further ones.
 */
export class ViewSync {
  readonly #source: Pick<StateStore, 'state' | 'onChange'>;
  readonly #view: { postMessage(message: HostMessage): unknown };
  readonly #stopListening: () => void;
  #seq = 0;
  /** The state that the view has; undefined until it asks for a snapshot. */
  #shown: ViewState | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    source: Pick<StateStore, 'state' | 'onChange'>,
    view: { postMessage(message: HostMessage): unknown },
  ) {
    this.#source = source;
    this.#view = view;
    this.#stopListening = source.onChange(() => {
      if (this.#shown) this.#timer ??= setTimeout(() => this.#flush(), frameMs);
    });
  }

  /** True while the view has a script that listens. */
  get isLive(): boolean {
    return this.#shown !== undefined;
  }

  /** Sends the whole state, because the view has just loaded or has missed a patch. */
  sendSnapshot(): void {
    this.pause();
    const { state } = this.#source;
    this.#shown = state;
    this.#view.postMessage({ type: 'snapshot', seq: ++this.#seq, state });
  }

  /** The view is gone or hidden. It asks for a snapshot when it is back. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shown = undefined;
  }

  dispose(): void {
    this.#stopListening();
    this.pause();
  }

  #flush(): void {
    this.#timer = undefined;
    if (!this.#shown) return;
    const { state } = this.#source;
    const patches = diffView(this.#shown, state);
    this.#shown = state;
    if (patches.length > 0) this.#view.postMessage({ type: 'patch', seq: ++this.#seq, patches });
  }
}

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
 * The patches that lead from `previous` to `next`. Relies on the store: unchanged parts keep
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
