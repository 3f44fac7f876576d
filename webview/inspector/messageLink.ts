import type { ViewState } from '../../src/shared/model.ts';
import type { LinkPageMessage, TurnPlace } from '../../src/shared/protocol/inspectorProtocol.ts';
import { lineOf } from '../chat/cards/cardFooter.ts';
import type { TurnLog } from '../chat/log/turnLog.ts';
import { countRows, type Row, rowsBetween } from '../chat/logWindow.ts';

/** Links a line to the messages that arrived in it. */
export interface MessageLink {
  /** Marks the messages that arrived in a line, or the turn's sent message. */
  mark(place: TurnPlace): void;
  /** Marks the messages and scrolls to them. */
  reveal(place: TurnPlace): void;
  clear(): void;
}

/** Links to messages on this page. */
export interface LogLink extends MessageLink {
  update(state: ViewState): void;
}

/** `onMessage` is called for each message that the tester presses or focuses. */
export function messageLink(log: TurnLog, onMessage: (place: TurnPlace) => void): LogLink {
  let state: ViewState | undefined;
  let place: TurnPlace | undefined;
  let marked: readonly HTMLElement[] = [];

  function mark(next: TurnPlace | undefined): void {
    place = next;
    setCurrent(false);
    marked = indexes().flatMap((index) => log.rowAt(index) ?? []);
    setCurrent(true);
  }

  function setCurrent(isCurrent: boolean): void {
    for (const element of marked) {
      element.classList.toggle('linked', isCurrent);
      element.ariaCurrent = isCurrent ? 'true' : null;
    }
  }

  /** Indexes of the chosen line's messages, counted over the whole conversation. */
  function indexes(): readonly number[] {
    if (!state || !place) return [];
    const { turns } = state;
    const { turnId, line } = place;
    const turn = turns.findIndex(({ id }) => id === turnId);
    if (turn < 0) return [];
    const start = countRows(turns.slice(0, turn));
    if (line === undefined) return [start];
    return rowsBetween(turns, start, countRows(turns.slice(0, turn + 1))).flatMap((row, offset) =>
      placeOf(row).line === line ? [start + offset] : [],
    );
  }

  function tell(node: EventTarget | null): void {
    const found = node instanceof Node ? log.rowOf(node) : undefined;
    if (found) onMessage(placeOf(found.row));
  }

  log.rows.addEventListener('click', ({ target }) => tell(target));
  log.rows.addEventListener('focusin', ({ target }) => tell(target));
  // Rows are redrawn when the log pages through a long conversation.
  new MutationObserver(() => mark(place)).observe(log.rows, { childList: true });

  return {
    update(next) {
      // Turn IDs start over in each conversation.
      const isOther = next.conversation.id !== state?.conversation.id;
      state = next;
      mark(isOther ? undefined : place);
    },
    mark,
    reveal(wanted) {
      place = wanted;
      const [first] = indexes();
      if (first !== undefined) log.reveal(first);
      mark(wanted);
    },
    clear: () => mark(undefined),
  };
}

/** The turn and line of a log row; a turn's inputs and end stand for the whole turn. */
export function placeOf({ turn, item }: Row): TurnPlace {
  const line = typeof item === 'string' ? undefined : lineOf(item);
  return { turnId: turn.id, line };
}

/** Links to messages on other pages; the host forwards it. */
export function pageLink(post: (message: LinkPageMessage) => void): MessageLink {
  let isMarking = false;
  return {
    // A message pressed on the other page is already marked there.
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
