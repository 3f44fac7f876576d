import type { ViewState } from '../../src/shared/model.ts';
import type { Actions } from '../actions.ts';
import { el, plainButton } from '../dom.ts';
import { countRows, windowSize, windowStep } from '../logWindow.ts';
import { strings } from '../strings.ts';
import { logRows } from './logRows.ts';

export interface Log {
  readonly element: HTMLElement;
  /** Draws the state; called at most once per frame. */
  update(state: ViewState): void;
}

const nearEndPx = 24;
/** Beyond any height: the browser stops at the end, and nothing has to be measured. */
const farDown = 1e7;

/** The conversation: a window of rows that follows the end while the reader is there. */
export function log(actions: Actions): Log {
  const rows = logRows(actions);
  const earlier = plainButton({ class: 'quiet page', hidden: true }, () => page(-windowStep));
  const later = plainButton({ class: 'quiet page', hidden: true }, () => page(windowStep));
  const pill = plainButton({ class: 'pill', hidden: true }, goToEnd, strings.newMessages);
  const scroller = el(
    'div',
    {
      class: 'log',
      role: 'log',
      'aria-label': strings.conversation,
      'aria-live': 'polite',
      tabindex: '0',
    },
    earlier,
    rows.element,
    later,
  );
  const element = el('div', { class: 'log-frame' }, scroller, pill);

  let state: ViewState | undefined;
  let start = 0;
  let end = 0;
  let total = 0;
  let seenTotal = 0;
  let isFollowing = true;
  let conversationStart: number | undefined;
  let lastTurnId: number | undefined;

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

  /** Moves the window and keeps what the reader looks at where it is. */
  function page(step: number): void {
    start = Math.max(0, Math.min(start + step, total - windowSize));
    isFollowing = false;
    const { children } = rows.element;
    const anchor = children[step < 0 ? 0 : children.length - 1];
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
    rows.draw(state, start, end);
    showEdges();
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
