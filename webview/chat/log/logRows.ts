import type { ViewState } from '../../../src/shared/model.ts';
import type { Actions } from '../hostActions.ts';
import { el } from '../../base/dom.ts';
import { rowsBetween, type Row } from '../logWindow.ts';
import { strings } from '../../strings/strings.ts';
import { cardRefresh } from '../cards/cardRefresh.ts';
import { emptySignature, emptyState, greetingBubble } from './emptyState.ts';
import { foldedJson } from '../cards/foldedJson.ts';
import { sentBubbles, sentSignature } from './sentBubble.ts';
import { turnEnd, turnEndSignature, type TurnEndContext } from './turnEnd.ts';
import { turnItem } from './turnItem.ts';

export interface LogRows {
  readonly element: HTMLElement;
  /** Shows rows from `start` up to, not including, `end`; reuses elements that are unchanged. */
  draw(state: ViewState, start: number, end: number): void;
  /** The nth row in the page. */
  elementAt(place: number): HTMLElement | undefined;
  /** The row that contains a node, with its position in the page. */
  rowOf(node: Node | null): DrawnPlace | undefined;
}

export interface DrawnPlace {
  readonly place: number;
  readonly row: Row;
  readonly element: HTMLElement;
}

interface DrawnRow {
  readonly row: Row;
  readonly element: HTMLElement;
  /** What the element was drawn from, compared by identity or as a string. */
  readonly source: unknown;
}

/** Each animation needs a separate layer: fine for a few, slow for many. */
const maxAnimated = 4;

/** The log rows in the page, or the empty state if there are none. */
export function logRows(actions: Actions): LogRows {
  const refresh = cardRefresh();
  const element = el('div', { class: 'rows' });
  let drawn = new Map<string, DrawnRow>();
  let drawnEmpty = '';
  let drawnContext = '';

  function drawEmpty(state: ViewState): void {
    const source = emptySignature(state);
    if (source === drawnEmpty && drawn.size === 0) return;
    drawnEmpty = source;
    drawn = new Map();
    const greeting = greetingBubble(state);
    element.replaceChildren(emptyState(state, actions), ...(greeting ? [greeting] : []));
  }

  function drawRows(wanted: readonly Row[], state: ViewState): void {
    if (drawn.size === 0) element.replaceChildren();
    forgetOnChange([...state.mediaOrigins, state.agent?.markup].join(' '));
    const next = new Map<string, DrawnRow>();
    for (const row of wanted) {
      const source = sourceOf(row, state);
      const old = drawn.get(row.key);
      const isSame = old !== undefined && old.source === source;
      const element = isSame ? old.element : focusable(safeElement(row, state), row);
      next.set(row.key, { row, element, source });
    }
    for (const [key, { element: old }] of drawn) {
      if (next.get(key)?.element !== old) old.remove();
    }
    drawn = next;
    place();
    refresh(element, state);
  }

  /** Puts the drawn rows in order; leaves rows that are already in place untouched. */
  function place(): void {
    const fresh: HTMLElement[] = [];
    let cursor = element.firstChild;
    for (const { element: row } of drawn.values()) {
      if (row === cursor) {
        cursor = row.nextSibling;
      } else {
        if (!row.isConnected) fresh.push(row);
        element.insertBefore(row, cursor);
      }
    }
    if (fresh.length <= maxAnimated) for (const row of fresh) row.classList.add('arriving');
  }

  /** Forces all rows to be redrawn when the allowed origins or the agent's markup change. */
  function forgetOnChange(context: string): void {
    if (context === drawnContext) return;
    drawnContext = context;
    for (const [key, old] of drawn) drawn.set(key, { ...old, source: undefined });
  }

  /** A row that fails to render must not break the others. */
  function safeElement(row: Row, state: ViewState): HTMLElement {
    try {
      return rowElement(row, state, actions);
    } catch (error) {
      const head = el('p', { class: 'muted' }, strings.notDrawn);
      const what = { error: String(error), item: row.item };
      return el('div', { class: 'card notice' }, head, foldedJson(strings.details, what, actions));
    }
  }

  return {
    element,
    draw(state, start, end) {
      if (state.turns.length === 0) drawEmpty(state);
      else drawRows(rowsBetween(state.turns, start, end), state);
    },
    elementAt: (place) => [...drawn.values()][place]?.element,
    rowOf(node) {
      const entries = [...drawn.values()];
      const place = entries.findIndex((entry) => entry.element.contains(node));
      const found = entries[place];
      return found && { place, row: found.row, element: found.element };
    },
  };
}

/** Alt+↑ and Alt+↓ focus messages, so each needs a name. */
function focusable(element: HTMLElement, { item, turn, index }: Row): HTMLElement {
  if (item === 'end' && !turn.failure) return element;
  const webviewSection = typeof item === 'string' ? 'turn' : 'answer';
  element.dataset['vscodeContext'] = JSON.stringify({
    webviewSection,
    turnId: turn.id,
    item: index,
  });
  element.tabIndex = -1;
  if (element.hasAttribute('role')) return element;
  element.setAttribute('role', 'article');
  element.setAttribute('aria-label', item === 'inputs' ? strings.you : strings.agent);
  return element;
}

function rowElement(row: Row, state: ViewState, actions: Actions): HTMLElement {
  const { turn, item, index, previous } = row;
  const { mediaOrigins, agent } = state;
  const { markup = 'auto', baseUrl } = agent ?? {};
  const context = { turn, index, mediaOrigins, baseUrl, markup, actions };
  if (item === 'inputs') return sentBubbles(context, previous);
  if (item === 'end') return turnEnd(turn, endContext(row, state), actions);
  return turnItem(item, context);
}

/** Items are immutable; `cardRefresh` updates everything else that cards show. */
function sourceOf(row: Row, state: ViewState): unknown {
  const { turn, item, previous } = row;
  if (item === 'inputs') return sentSignature(turn, previous);
  if (item === 'end') return turnEndSignature(turn, endContext(row, state));
  return item;
}

function endContext({ previous }: Row, { session, agent }: ViewState): TurnEndContext {
  const { status } = session;
  const { latencyBudgetMs } = agent ?? {};
  return { status, previous, latencyBudgetMs };
}
