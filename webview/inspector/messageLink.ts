import type { ViewState } from '../../src/shared/model.ts';
import type { LinkPageMessage, TurnPlace } from '../../src/shared/protocol/inspectorProtocol.ts';
import { lineOf } from '../chat/cards/cardFooter.ts';
import type { TurnLog } from '../chat/log/turnLog.ts';
import { countRows, type Row, rowsBetween } from '../chat/logWindow.ts';

/** The way from a line to the messages that came in it. */
export interface MessageLink {
  /** Marks the messages that came in a line, or what the turn sent. */
  mark(place: TurnPlace): void;
  /** Marks them and brings them into view. */
  reveal(place: TurnPlace): void;
  clear(): void;
}

/** The same to messages of this page. */
export interface LogLink extends MessageLink {
  update(state: ViewState): void;
}

/** `onMessage` hears of each message that the tester presses or moves the focus to. */
export function messageLink(log: TurnLog, onMessage: (place: TurnPlace) => void): LogLink {
  let state: ViewState | undefined;
  let place: TurnPlace | undefined;
  let marked: readonly HTMLElement[] = [];

  function mark(): void {
    for (const element of marked) {
      element.classList.remove('linked');
      element.removeAttribute('aria-current');
    }
    marked = indexes().flatMap((index) => log.rowAt(index) ?? []);
    for (const element of marked) {
      element.classList.add('linked');
      element.setAttribute('aria-current', 'true');
    }
  }

  /** Where the chosen line's messages stand in the log, counted over the whole conversation. */
  function indexes(): readonly number[] {
    const turns = state?.turns ?? [];
    const turn = turns.findIndex(({ id }) => id === place?.turnId);
    if (turn < 0 || !place) return [];
    const start = countRows(turns.slice(0, turn));
    const { line } = place;
    if (line === undefined) return [start];
    return rowsBetween(turns, start, countRows(turns.slice(0, turn + 1))).flatMap((row, offset) =>
      placeOf(row)?.line === line ? [start + offset] : [],
    );
  }

  function clear(): void {
    place = undefined;
    mark();
  }

  function tell(node: EventTarget | null): void {
    const found = node instanceof Node ? log.rowOf(node) : undefined;
    const told = found && placeOf(found.row);
    if (told) onMessage(told);
  }

  log.rows.addEventListener('click', ({ target }) => tell(target));
  log.rows.addEventListener('focusin', ({ target }) => tell(target));
  // Rows are drawn anew when the log pages through a long conversation.
  new MutationObserver(() => place && mark()).observe(log.rows, { childList: true });

  return {
    update(next) {
      // Turns are numbered anew in each conversation.
      const isOther = next.conversation.id !== state?.conversation.id;
      state = next;
      if (isOther) clear();
    },
    mark(wanted) {
      place = wanted;
      mark();
    },
    reveal(wanted) {
      place = wanted;
      const [first] = indexes();
      if (first !== undefined) log.reveal(first);
      mark();
    },
    clear,
  };
}

/** What a row of the log has to do with the wire; a turn's inputs and end stand for all of it. */
export function placeOf({ turn, item }: Row): TurnPlace {
  const line = typeof item === 'string' ? undefined : lineOf(item);
  return { turnId: turn.id, line };
}

/** The way from a line to messages that stand in other pages: the host passes it on. */
export function pageLink(post: (message: LinkPageMessage) => void): MessageLink {
  let isMarking = false;
  return {
    // What was pressed over there is marked over there.
    mark() {
      isMarking = true;
    },
    reveal({ turnId, line }) {
      isMarking = true;
      post({ type: 'showMessage', turnId, line });
    },
    clear() {
      if (isMarking) post({ type: 'showMessage' });
      isMarking = false;
    },
  };
}
