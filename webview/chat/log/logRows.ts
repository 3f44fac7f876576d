import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { isTurnOpen, type ViewState } from '../../../src/shared/model.ts';
import { part } from '../../base/part.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from '../cards/cardContext.ts';
import { foldedJson } from '../cards/foldedJson.ts';
import { chosenPlaces, placeKey } from '../chosenPlaces.ts';
import type { Actions } from '../hostActions.ts';
import { isMessage, rowsBetween, type Row } from '../logWindow.ts';
import { sendObstacle } from '../viewModel.ts';
import { emptyState, greetingBubble } from './emptyState.ts';
import { sentBubbles } from './sentBubble.ts';
import { turnEnd } from './turnEnd.ts';
import { turnItem } from './turnItem.ts';

export interface LogRows {
  readonly element: HTMLElement;
  /** Shows rows from `start` up to, not including, `end`; touches only what has changed. */
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

/** Each animation needs a separate layer: fine for a few, slow for many. */
const maxAnimated = 4;

/** The log rows in the page, or the empty state if there are none. */
export function logRows(actions: Actions): LogRows {
  let rows: readonly Row[] = [];
  let content: unknown = nothing;
  const { element, draw } = part(() => html`<div class="rows">${content}</div>`);

  function animate(earlier: ReadonlySet<Element>): void {
    const fresh = [...element.children].filter((row) => !earlier.has(row));
    if (fresh.length <= maxAnimated) for (const row of fresh) row.classList.add('arriving');
  }

  function elementAt(place: number): HTMLElement | undefined {
    const row = rows[place] && element.children[place];
    return row instanceof HTMLElement ? row : undefined;
  }

  return {
    element,
    draw(state, start, end) {
      rows = rowsBetween(state.turns, start, end);
      if (state.turns.length === 0) {
        content = html`${emptyState(state, actions)}${greetingBubble(state)}`;
        draw();
        return;
      }
      content = repeat(
        rows,
        ({ key }) => key,
        (row) => keyed(identityOf(row), guardedRow(row, state, actions)),
      );
      const earlier = new Set(element.children);
      draw();
      animate(earlier);
    },
    elementAt,
    rowOf(node) {
      const place = [...element.children].findIndex((child) => child.contains(node));
      const row = rows[place];
      const found = elementAt(place);
      return row && found && { place, row, element: found };
    },
  };
}

/** Another identity is another element, so that nothing of one event stays in the card of another. */
function identityOf({ item, turn }: Row): unknown {
  if (item === 'end') return turn.failure ?? isTurnOpen(turn);
  return item === 'inputs' ? turn.sentAt : item;
}

/** A row that costs nothing as long as what it shows is the same. */
function guardedRow(row: Row, state: ViewState, actions: Actions): unknown {
  return guard(shownBy(row, state), () => safeRow(row, state, actions));
}

/** Everything that a row shows. Items are immutable. */
function shownBy({ turn, item, previous }: Row, state: ViewState): unknown[] {
  const { session, agent, mediaOrigins } = state;
  if (item === 'end') {
    const isStarting = isTurnOpen(turn) && session.status === 'starting';
    return [turn, previous, isStarting, agent?.latencyBudgetMs];
  }
  const media = [agent?.markup, agent?.baseUrl, mediaOrigins.join(' ')];
  if (item === 'inputs') return [turn.inputs, turn.sessionId, previous?.sessionId, ...media];
  const count = isTurnOpen(turn) ? undefined : turn.items.length;
  const offers = item.type === 'event' && item.event.type === 'interactive';
  const choices = offers ? [chosenPlaces(state.turns), sendObstacle(state)] : [];
  return [item, count, ...media, ...choices];
}

/** A row that fails to render must not break the others. */
function safeRow(row: Row, state: ViewState, actions: Actions): TemplateResult {
  try {
    return rowView(row, classOf(row), contentOf(row, state, actions));
  } catch (error) {
    const what = { error: String(error), item: row.item };
    const notice = html`<p class="muted">${strings.notDrawn}</p>
      ${foldedJson(strings.details, what, actions)}`;
    return rowView(row, 'card notice', notice);
  }
}

/** Alt+↑ and Alt+↓ focus messages, so each needs a name. */
function rowView(row: Row, className: string, content: TemplateResult): TemplateResult {
  const { item, turn, index } = row;
  if (!isMessage(row)) return html`<div class=${className}>${content}</div>`;
  const webviewSection = typeof item === 'string' ? 'turn' : 'answer';
  return html`<div
    class=${className}
    role="article"
    aria-label=${item === 'inputs' ? strings.you : strings.agent}
    tabindex="-1"
    data-vscode-context=${JSON.stringify({ webviewSection, turnId: turn.id, item: index })}
  >
    ${content}
  </div>`;
}

function classOf({ item, turn }: Row): string {
  if (item === 'inputs') return turn.isReplay ? 'sent replay' : 'sent';
  if (item === 'end') return isTurnOpen(turn) ? 'turn-end waiting' : 'turn-end';
  const isKnown = item.type === 'event' && item.event.type !== 'unknown';
  return isKnown ? `entry ${item.event.type}` : 'entry';
}

function contentOf(row: Row, state: ViewState, actions: Actions): TemplateResult {
  const { turn, item, index, previous } = row;
  const { mediaOrigins, agent, session, turns } = state;
  if (item === 'end') {
    const { latencyBudgetMs } = agent ?? {};
    const isStarting = session.status === 'starting';
    return turnEnd(turn, { isStarting, previous, latencyBudgetMs }, actions);
  }
  const context: CardContext = {
    turn,
    index,
    mediaOrigins,
    baseUrl: agent?.baseUrl,
    markup: agent?.markup ?? 'auto',
    canChoose: sendObstacle(state) === undefined,
    isChosen: (place) => chosenPlaces(turns).has(placeKey(place)),
    actions,
  };
  return item === 'inputs' ? sentBubbles(context, previous) : turnItem(item, context);
}
