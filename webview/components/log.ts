import type { ViewState } from '../../src/shared/model.ts';
import type { Actions } from '../actions.ts';
import { el, plainButton } from '../dom.ts';
import { countRows, rowsBetween, windowSize, windowStep, type Row } from '../logWindow.ts';
import { strings } from '../strings.ts';
import { emptyState } from './emptyState.ts';
import { foldedJson } from './foldedJson.ts';
import { sentBubbles } from './sentBubble.ts';
import { turnEnd, turnEndSignature } from './turnEnd.ts';
import { turnItem } from './turnItem.ts';

export interface Log {
  readonly element: HTMLElement;
  /** Draws the state; called at most once per frame. */
  update(state: ViewState): void;
}

interface DrawnRow {
  readonly element: HTMLElement;
  /** Compared by identity or as a string: what the element was drawn from. */
  readonly source: unknown;
}

const maxAnimated = 4;
const nearEndPx = 24;
/** Beyond any height: the browser stops at the end, and nothing has to be measured. */
const farDown = 1e7;

/** The conversation: a window of rows that follows the end while the reader is there. */
export function log(actions: Actions): Log {
  const scroller = el('div', {
    class: 'log',
    role: 'log',
    'aria-label': strings.conversation,
    'aria-live': 'polite',
    tabindex: '0',
  });
  const rows = el('div', { class: 'rows' });
  const earlier = plainButton({ class: 'quiet page', hidden: true }, () => page(-windowStep));
  const later = plainButton({ class: 'quiet page', hidden: true }, () => page(windowStep));
  const pill = plainButton({ class: 'pill', hidden: true }, goToEnd, strings.newMessages);
  const element = el('div', { class: 'log-frame' }, scroller, pill);
  scroller.append(earlier, rows, later);

  let state: ViewState | undefined;
  let drawn = new Map<string, DrawnRow>();
  let start = 0;
  let end = 0;
  let total = 0;
  let seenTotal = 0;
  let isFollowing = true;
  let conversationStart: number | undefined;
  let lastTurnId: number | undefined;
  let emptyKey = '';
  let drawnOrigins = '';

  scroller.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    isFollowing = end === total && scrollTop + clientHeight >= scrollHeight - nearEndPx;
    if (isFollowing) seenTotal = total;
    showEdges();
  });
  new ResizeObserver(() => isFollowing && scrollToEnd()).observe(scroller);

  function scrollToEnd(): void {
    scroller.scrollTop = farDown;
  }

  function goToEnd(): void {
    isFollowing = true;
    if (state) update(state);
    scroller.focus();
  }

  function page(step: number): void {
    start = Math.max(0, Math.min(start + step, total - windowSize));
    isFollowing = false;
    const anchor = rows.children[step < 0 ? 0 : rows.children.length - 1];
    const before = anchor?.getBoundingClientRect().top ?? 0;
    unannounced(draw);
    scroller.scrollTop += (anchor?.getBoundingClientRect().top ?? before) - before;
  }

  /** What was there before is not news for a screen reader. */
  function unannounced(change: () => void): void {
    scroller.ariaBusy = 'true';
    change();
    requestAnimationFrame(() => (scroller.ariaBusy = null));
  }

  function update(next: ViewState): void {
    const isFirst = state === undefined;
    state = next;
    total = countRows(next.turns);
    const first = next.turns[0]?.sentAt;
    const last = next.turns.at(-1)?.id;
    // A new conversation, or the tester's own message: both belong to the end.
    if (first !== conversationStart || last !== lastTurnId) isFollowing = true;
    conversationStart = first;
    lastTurnId = last;
    if (isFollowing) {
      start = Math.max(0, total - windowSize);
      seenTotal = total;
    }
    if (isFirst) unannounced(draw);
    else draw();
    if (isFollowing) scrollToEnd();
  }

  function draw(): void {
    if (!state) return;
    end = Math.min(total, start + windowSize);
    if (total === 0) drawEmpty(state);
    else drawRows(rowsBetween(state.turns, start, end), state);
    showEdges();
  }

  function drawEmpty(empty: ViewState): void {
    const key = JSON.stringify([empty.agent, empty.session.status]);
    if (key === emptyKey && drawn.size === 0) return;
    emptyKey = key;
    drawn = new Map();
    rows.replaceChildren(emptyState(empty, actions));
  }

  function drawRows(wanted: readonly Row[], current: ViewState): void {
    if (drawn.size === 0) rows.replaceChildren();
    const originsKey = current.mediaOrigins.join(' ');
    if (originsKey !== drawnOrigins) forgetImages();
    drawnOrigins = originsKey;
    const next = new Map<string, DrawnRow>();
    for (const row of wanted) {
      const source = sourceOf(row, current);
      const old = drawn.get(row.key);
      const isSame = old !== undefined && old.source === source;
      next.set(row.key, isSame ? old : { element: drawRow(row, current), source });
    }
    for (const [key, { element: old }] of drawn) {
      if (next.get(key)?.element !== old) old.remove();
    }
    const fresh: HTMLElement[] = [];
    let place = rows.firstChild;
    for (const { element: row } of next.values()) {
      if (row === place) {
        place = row.nextSibling;
      } else {
        if (!row.isConnected) fresh.push(row);
        rows.insertBefore(row, place);
      }
    }
    // Each animation is a layer of its own: fine for a few, slow for a burst.
    if (fresh.length <= maxAnimated) for (const row of fresh) row.classList.add('arriving');
    drawn = next;
  }

  /** Makes the cards that may show images be drawn anew. */
  function forgetImages(): void {
    for (const [key, { element }] of drawn) {
      if (element.matches('.recommendation')) drawn.set(key, { element, source: undefined });
    }
  }

  /** A row that cannot be drawn must not take the others with it. */
  function drawRow(row: Row, current: ViewState): HTMLElement {
    try {
      return rowElement(row, current);
    } catch (error) {
      const head = el('p', { class: 'muted' }, strings.notDrawn);
      const what = { error: String(error), item: row.item };
      return el('div', { class: 'card notice' }, head, foldedJson(strings.details, what, actions));
    }
  }

  function rowElement({ turn, item }: Row, { mediaOrigins, session }: ViewState): HTMLElement {
    if (item === 'inputs') return sentBubbles(turn);
    if (item === 'end') return turnEnd(turn, session.status, actions);
    return turnItem(item, mediaOrigins, actions);
  }

  function showEdges(): void {
    earlier.hidden = start === 0;
    earlier.textContent = strings.showEarlier(start);
    later.hidden = end >= total;
    later.textContent = strings.showLater(total - end);
    pill.hidden = isFollowing || total <= seenTotal;
  }

  return { element, update };
}

/** An item never changes once it is there. */
function sourceOf({ turn, item }: Row, { session }: ViewState): unknown {
  if (item === 'inputs') return JSON.stringify([turn.inputs, turn.sentAt]);
  if (item === 'end') return turnEndSignature(turn, session.status);
  return item;
}
