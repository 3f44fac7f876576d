import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import type { Turn, ViewState } from '../../../src/shared/model.ts';
import type { Actions } from '../hostActions.ts';
import { strings } from '../../strings.ts';
import { part } from '../../base/part.ts';
import { burstSize, countRows, windowSize, windowStep } from '../logWindow.ts';
import { logRows, type LogRows } from './logRows.ts';

export interface TurnLog extends Pick<LogRows, 'rowAt' | 'rowOf'> {
  readonly element: HTMLElement;
  readonly rows: HTMLElement;
  /** Renders the state; called at most once per frame. */
  update(state: ViewState): void;
  /** Puts a row of the whole conversation into the page and scrolls to it. */
  reveal(index: number): HTMLElement | undefined;
  focus(): void;
}

const nearEndPx = 24;
/** Larger than any height: the browser clamps it, so nothing needs to be measured. */
const farDown = 1e7;
/** A burst has ended when nothing arrived for this long, in milliseconds. */
const calmMs = 100;

/** The conversation: a window of rows that follows the end while the reader is there. */
export function log(actions: Actions): TurnLog {
  const rows = logRows(actions);
  let state: ViewState | undefined;
  let start = 0;
  let end = 0;
  let total = 0;
  let seenItems = 0;
  let isFollowing = true;
  /** The last known scroll position, set by us or reported by a scroll event. */
  let lastTop = 0;
  let conversation = '';
  let lastTurnId: number | undefined;
  let calmTimer: ReturnType<typeof setTimeout> | undefined;

  // The announcer reads new content instead of the log: whole messages, once each.
  const { element: scroller, draw: drawPages } = part(
    () =>
      html`<div
        class="log"
        role="log"
        aria-label=${t('Conversation')}
        aria-live="off"
        tabindex="0"
        @scroll=${onScroll}
      >
        ${pageButton(t('Show Earlier ({count})', { count: start }), start === 0, () => page(-windowStep))}
        ${rows.element}
        ${pageButton(t('Show Later ({count})', { count: total - end }), end >= total, () => page(windowStep))}
      </div>`,
  );
  const { element, draw: drawPill } = part(() => {
    const unseen = isFollowing ? 0 : countItems(state?.turns ?? []) - seenItems;
    return html`<div class="log-frame">
      ${scroller}
      <button type="button" class="pill" ?hidden=${unseen <= 0} @click=${goToEnd}>
        ${strings.newMessages(unseen)}
      </button>
    </div>`;
  });

  // When the view, its content or a loaded image changes size, stay at the end.
  const sizes = new ResizeObserver(() => {
    if (isFollowing && !hasLeftUnsaid()) scrollToEnd();
  });
  sizes.observe(scroller);
  sizes.observe(rows.element);

  function onScroll(): void {
    isFollowing = end === total && isNearEnd();
    lastTop = scroller.scrollTop;
    if (isFollowing) seenItems = countItems(state?.turns ?? []);
    showEdges();
  }

  function isNearEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    return scrollTop + clientHeight >= scrollHeight - nearEndPx;
  }

  /** The reader has scrolled up, but the scroll event has not arrived yet. */
  function hasLeftUnsaid(): boolean {
    return scroller.scrollTop < lastTop - 1 && !isNearEnd();
  }

  function scrollToEnd(): void {
    // The content of an empty log is read from the top.
    scroller.scrollTop = total === 0 ? 0 : farDown;
    lastTop = scroller.scrollTop;
  }

  function goToEnd(): void {
    isFollowing = true;
    if (state) update(state);
    scroller.focus();
  }

  function page(step: number): void {
    isFollowing = false;
    moveWindow(Math.max(0, Math.min(start + step, total - windowSize)));
  }

  /** Moves the window and keeps the visible rows in place. */
  function moveWindow(nextStart: number): void {
    const { children } = rows.element;
    const anchor = children[nextStart < start ? 0 : children.length - 1];
    start = nextStart;
    const before = anchor?.getBoundingClientRect().top ?? 0;
    draw();
    scroller.scrollTop += (anchor?.getBoundingClientRect().top ?? before) - before;
  }

  function update(next: ViewState): void {
    state = next;
    total = countRows(next.turns);
    const shown = `${next.conversation.id}/${next.conversation.activeBranch}/${next.turns[0]?.sentAt ?? ''}`;
    const last = next.turns.at(-1)?.id;
    // Another conversation, or the tester's own message: scroll to the end.
    if (shown !== conversation || last !== lastTurnId) isFollowing = true;
    else if (hasLeftUnsaid()) isFollowing = false;
    conversation = shown;
    lastTurnId = last;
    if (isFollowing) {
      const isBurst = total - end > burstSize;
      start = Math.max(0, total - (isBurst ? burstSize : windowSize));
      if (isBurst) drawTheRestSoon();
      seenItems = countItems(next.turns);
    }
    draw();
    if (isFollowing) scrollToEnd();
  }

  /** After a burst, draws the rows above the last ones once there is time. */
  function drawTheRestSoon(): void {
    clearTimeout(calmTimer);
    calmTimer = setTimeout(() => {
      if (!state) return;
      if (isFollowing && !hasLeftUnsaid()) update(state);
      else moveWindow(Math.max(0, end - windowSize));
    }, calmMs);
  }

  function draw(): void {
    if (!state) return;
    end = Math.min(total, start + windowSize);
    rows.draw(state, start, end);
    showEdges();
  }

  function showEdges(): void {
    drawPages();
    drawPill();
  }

  function reveal(index: number): HTMLElement | undefined {
    if (index < start || index >= end) {
      isFollowing = false;
      start = Math.max(0, Math.min(index - windowStep, total - windowSize));
      draw();
    }
    const row = rows.rowAt(index);
    row?.scrollIntoView({ block: 'nearest' });
    return row;
  }

  const { rowAt, rowOf } = rows;
  const focus = (): void => scroller.focus();
  return { element, rows: rows.element, update, reveal, rowAt, rowOf, focus };
}

function pageButton(label: string, isHidden: boolean, onPress: () => void): TemplateResult {
  return html`<button type="button" class="quiet page" ?hidden=${isHidden} @click=${onPress}>
    ${label}
  </button>`;
}

function countItems(turns: readonly Turn[]): number {
  return turns.reduce((sum, { items }) => sum + items.length, 0);
}
