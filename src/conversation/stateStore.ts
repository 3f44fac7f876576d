import type { Failure } from '../shared/failure/failure.ts';
import type { AnnouncementLevel, ConversationInfo } from '../shared/conversationInfo.ts';
import type { ViewState } from '../shared/model.ts';
import type { ConversationRecord } from './storage/conversationRecord.ts';
import { initialState, reduce, type Action } from './reducer.ts';

/** The state that every view shows, and the listeners to its changes. */
export class StateStore {
  readonly #listeners = new Set<(state: ViewState) => void>();
  readonly #leftListeners = new Set<(record: ConversationRecord) => void>();
  #state = initialState;

  get state(): ViewState {
    return this.#state;
  }

  /** Calls the listener after every change. Returns a function that removes the listener. */
  onChange(listener: (state: ViewState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the listener with each conversation that was left, once its sessions are closed. */
  onLeft(listener: (record: ConversationRecord) => void): void {
    this.#leftListeners.add(listener);
  }

  /** Shows a problem above the chat until the next turn is sent. */
  reportProblem(problem: Failure): void {
    this.dispatch({ type: 'problemChanged', problem });
  }

  setMediaOrigins(origins: readonly string[]): void {
    this.dispatch({ type: 'mediaAllowed', origins });
  }

  setAnnouncements(level: AnnouncementLevel): void {
    if (level !== this.#state.announcements) this.dispatch({ type: 'announcementsChosen', level });
  }

  setRestricted(isRestricted: boolean): void {
    if (isRestricted !== this.#state.isRestricted) {
      this.dispatch({ type: 'trustChanged', isRestricted });
    }
  }

  setConversation(conversation: ConversationInfo): void {
    if (JSON.stringify(conversation) === JSON.stringify(this.#state.conversation)) return;
    this.dispatch({ type: 'conversationChanged', conversation });
  }

  /** Only for the conversation's own parts. */
  tellLeft(record: ConversationRecord): void {
    for (const listener of this.#leftListeners) listener(record);
  }

  /** Only for the conversation's own parts. */
  dispatch(action: Action): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(next);
  }
}
