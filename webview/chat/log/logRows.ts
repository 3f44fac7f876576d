import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { isTurnOpen, type ViewState } from '../../../src/shared/model.ts';
import { part } from '../../base/part.ts';
import { strings } from '../../strings.ts';
import { foldedJson } from '../cards/foldedJson.ts';
import { chosenPlaces, placeKey } from '../chosenPlaces.ts';
import type { Actions, ChoicePlace } from '../hostActions.ts';
import { isMessage, rowsBetween, type Row } from '../logWindow.ts';
import { currentSuggestions, sendObstacle } from '../viewModel.ts';
import { emptyState, greetingBubble } from './emptyState.ts';
import { sentBubbles } from './sentBubbles.ts';
import { turnEnd } from './turnEnd.ts';
import { turnItem } from './turnItem.ts';

export interface LogRows {
  readonly element: HTMLElement;
  /** Shows rows from `start` up to, not including, `end`; touches only what has changed. */
  draw(state: ViewState, start: number, end: number): void;
  /** The row with this index in the whole conversation, if it is in the page. */
  readonly rowAt: (index: number) => HTMLElement | undefined;
  /** The row that contains a node. */
  readonly rowOf: (node: Node | null) => DrawnRow | undefined;
}

export interface DrawnRow {
  readonly row: Row;
  readonly element: HTMLElement;
  /** Counts over the whole conversation. */
  readonly index: number;
}

/** Each animation needs a separate layer: fine for a few, slow for many. */
const maxAnimated = 4;

/** The log rows in the page, or the empty state if there are none. */
export function logRows(actions: Actions): LogRows {
  let rows: readonly Row[] = [];
  let first = 0;
  let content: unknown = nothing;
  const { element, draw } = part(() => html`<div class="rows">${content}</div>`);

  function rowAt(index: number): HTMLElement | undefined {
    const child = rows[index - first] && element.children[index - first];
    return child instanceof HTMLElement ? child : undefined;
  }

  return {
    element,
    draw(state, start, end) {
      first = start;
      rows = rowsBetween(state.turns, start, end);
      const items = repeat(
        rows,
        ({ key }) => key,
        (row) => guardedRow(row, rowView(row, state, actions), actions),
      );
      const isEmpty = state.turns.length === 0;
      content = isEmpty ? html`${emptyState(state, actions)}${greetingBubble(state)}` : items;
      const earlier = new Set(element.children);
      draw();
      const fresh = [...element.children].filter((row) => !earlier.has(row));
      if (isEmpty || fresh.length > maxAnimated) return;
      for (const row of fresh) row.classList.add('arriving');
    },
    rowAt,
    rowOf(node) {
      const index = first + [...element.children].findIndex((child) => child.contains(node));
      const row = rows[index - first];
      const found = rowAt(index);
      return row && found && { row, element: found, index };
    },
  };
}

interface RowView {
  /** Another identity is another element, so that nothing of one event stays in another's card. */
  readonly identity: unknown;
  /** Everything that the row shows; it costs nothing as long as this is the same. */
  readonly shown: unknown[];
  readonly className: string;
  readonly draw: () => TemplateResult;
}

function rowView(row: Row, state: ViewState, actions: Actions): RowView {
  const { turn, item, index, previous } = row;
  const { session, agent, mediaOrigins, turns } = state;
  const { markup = 'auto', baseUrl, latencyBudgetMs } = agent ?? {};
  const isOpen = isTurnOpen(turn);
  if (item === 'end') {
    const starting = isOpen && session.status === 'starting' ? session : undefined;
    return {
      identity: turn.failure ?? isOpen,
      shown: [turn, previous, starting, latencyBudgetMs],
      className: isOpen ? 'turn-end waiting' : 'turn-end',
      draw: () => turnEnd(turn, { starting, previous, latencyBudgetMs }, actions),
    };
  }
  const canChoose = sendObstacle(state) === undefined;
  const isChosen = (place: ChoicePlace): boolean => chosenPlaces(turns).has(placeKey(place));
  const media = { mediaOrigins, baseUrl, markup };
  const context = { turn, index, ...media, canChoose, isChosen, actions };
  const shown = [mediaOrigins.join(' '), baseUrl, markup];
  if (item === 'inputs') {
    return {
      identity: turn.sentAt,
      shown: [...shown, turn.inputs, turn.sessionId, previous?.sessionId],
      className: turn.isReplay ? 'sent replay' : 'sent',
      draw: () => sentBubbles(context, previous),
    };
  }
  const type = item.type === 'event' ? item.event.type : 'unknown';
  const choices = type === 'interactive' ? [chosenPlaces(turns), canChoose] : [];
  // Not shown twice: these are the chips above the composer.
  const questions = item.type === 'event' && 'questions' in item.event && item.event.questions;
  const areChips = questions && questions.length > 0 && questions === currentSuggestions(state);
  return {
    identity: item,
    shown: [...shown, !isOpen && turn.items.length, areChips, ...choices],
    className: areChips ? 'entry as-chips' : type === 'unknown' ? 'entry' : `entry ${type}`,
    draw: () => turnItem(item, context),
  };
}

function guardedRow(row: Row, view: RowView, actions: Actions): unknown {
  const { identity, shown, className, draw } = view;
  return keyed(
    identity,
    guard([identity, ...shown], () => {
      try {
        return rowElement(row, className, draw());
      } catch (error) {
        // A row that fails to render must not break the others.
        const what = { error: String(error), item: row.item };
        const notice = html`<p class="muted">
            ${t("Couldn't show this part. See the details below.")}
          </p>
          ${foldedJson(strings.details, what, actions)}`;
        return rowElement(row, 'card notice', notice);
      }
    }),
  );
}

/** Alt+↑ and Alt+↓ focus messages, so each needs a name. */
function rowElement(row: Row, className: string, content: TemplateResult): TemplateResult {
  const { item, turn, index } = row;
  if (!isMessage(row)) return html`<div class=${className}>${content}</div>`;
  const webviewSection = typeof item === 'string' ? 'turn' : 'answer';
  return html`<div
    class=${className}
    role="article"
    aria-label=${item === 'inputs' ? t('You') : strings.agent}
    tabindex="-1"
    data-vscode-context=${JSON.stringify({ webviewSection, turnId: turn.id, item: index, preventDefaultContextMenuItems: true })}
  >
    ${content}
  </div>`;
}
