import { t } from '../../src/shared/l10n.ts';
import { html } from 'lit-html';
import type { DirectiveResult } from 'lit-html/directive.js';
import { guard } from 'lit-html/directives/guard.js';
import { part } from '../base/part.ts';
import { virtualList } from '../base/virtualList.ts';
import { emptyWire, listEntries, type ListEntry, type WireRows } from './rowsModel.ts';
import { exchangeView, lineView, pauseView } from './rowViews.ts';

/** The selection in the list: a row by its place, or a whole exchange. */
export interface ChosenRow {
  readonly exchange: number;
  /** Missing for a whole exchange. */
  readonly line?: number | undefined;
}

export function isSame(one: ChosenRow, other: ChosenRow | undefined): boolean {
  return one.exchange === other?.exchange && one.line === other.line;
}

export interface RowList {
  readonly element: HTMLElement;
  /** Clears the selection, unfolds everything and scrolls to the end. */
  reset(): void;
  update(wire: WireRows, kinds: ReadonlySet<string>): void;
  /**
   * Chooses and shows a row or exchange, unfolding it if necessary; false if it is not in the list.
   */
  choose(choice: ChosenRow): boolean;
  /** Chooses the next or previous visible row. */
  step(by: 1 | -1): void;
  /** Marks the rows found by a search, given by index in `WireRows.rows`. */
  mark(rows: ReadonlySet<number>): void;
  /** Indexes in `WireRows.rows` of the rows that are not filtered out, including folded ones. */
  visibleRows(): readonly number[];
  focus(): void;
}

export interface RowListOptions {
  /** Called when the tester has chosen something. */
  readonly onChoose: (choice: ChosenRow) => void;
  /** Called to show details of the selection; with focus if it came from the keyboard. */
  readonly onOpen: (choice: ChosenRow, withFocus: boolean) => void;
}

/** Below this width in pixels, a row takes two lines. */
const twoLinesBelow = 560;

/** Every exchange with its lines; only those in view are in the document. */
export function rowList({ onChoose, onOpen }: RowListOptions): RowList {
  let wire = emptyWire;
  let kinds: ReadonlySet<string> = new Set();
  let folded: ReadonlySet<number> = new Set();
  let marked: ReadonlySet<number> = new Set();
  let entries: readonly ListEntry[] = [];
  let isTall = false;

  const list = virtualList<ListEntry>({
    name: 'wire',
    className: 'wire-list',
    role: 'treegrid',
    label: t('Requests and lines'),
    innerRole: 'rowgroup',
    followsEnd: true,
    heightEm(widthPx) {
      isTall = widthPx < twoLinesBelow;
      draw();
      return isTall ? 3.6 : 2.1;
    },
    view: entryView,
    isSkipped: ({ type }) => type === 'pause',
    onChoose: (entry) => onChoose(choiceOf(entry)),
    onKey(event, entry) {
      const choice = choiceOf(entry);
      if (event.key === 'Enter') onOpen(choice, true);
      else if (event.key === 'ArrowRight') fold(choice, false);
      else if (event.key === 'ArrowLeft') fold(choice, true);
      else return;
      event.preventDefault();
    },
    onPress(entry, target) {
      const choice = choiceOf(entry);
      if (target.closest('.fold-mark')) fold(choice, !folded.has(choice.exchange));
      else onOpen(choice, false);
    },
  });
  const { element, draw } = part(
    () =>
      html`<div class=${isTall ? 'wire-frame tall' : 'wire-frame'}>
        ${list.element}
        <p class="wire-nothing muted" ?hidden=${entries.length > 0 || wire.exchanges.length === 0}>
          ${t('No lines match the filter.')}
        </p>
      </div>`,
  );

  /** Guarded, because formatting its numbers costs more than everything else in a row. */
  function entryView(entry: ListEntry, index: number): DirectiveResult {
    const position = index + 1;
    if (entry.type === 'exchange') {
      const { exchange } = entry;
      const isFolded = folded.has(exchange.number);
      return guard([index, exchange, isFolded], () => exchangeView(exchange, position, isFolded));
    }
    const { type, row } = entry;
    const isFound = marked.has(entry.index);
    return guard([index, type, row, isFound], () =>
      type === 'pause' ? pauseView(row.gapMs, position) : lineView(row, position, isFound),
    );
  }

  function rebuild(): void {
    const chosen = entries[list.chosen];
    entries = listEntries(wire, { kinds, folded });
    list.element.ariaRowCount = String(entries.length);
    list.setItems(entries);
    list.setChosen(chosen ? indexOf(choiceOf(chosen)) : -1);
    draw();
  }

  function indexOf(choice: ChosenRow): number {
    return entries.findIndex((entry) => entry.type !== 'pause' && isSame(choiceOf(entry), choice));
  }

  /** Folds or unfolds an exchange. Folding from one of its rows only moves to the exchange. */
  function fold({ exchange, line }: ChosenRow, isFolded: boolean): void {
    if (line !== undefined) {
      if (!isFolded) return;
      choose({ exchange });
      onChoose({ exchange });
      return;
    }
    const others = [...folded].filter((number) => number !== exchange);
    folded = new Set(isFolded ? [...others, exchange] : others);
    rebuild();
  }

  function choose(choice: ChosenRow): boolean {
    if (folded.has(choice.exchange) && choice.line !== undefined) {
      fold({ exchange: choice.exchange }, false);
    }
    const index = indexOf(choice);
    if (index < 0) return false;
    list.show(index);
    return true;
  }

  return {
    element,
    choose,
    reset() {
      folded = new Set();
      list.reset();
    },
    update(nextWire, nextKinds) {
      wire = nextWire;
      kinds = nextKinds;
      rebuild();
    },
    step(by) {
      let index = list.chosen + by;
      while (entries[index] && entries[index]?.type !== 'row') index += by;
      const entry = entries[index];
      if (!entry) return;
      const choice = choiceOf(entry);
      choose(choice);
      onChoose(choice);
    },
    mark(rows) {
      marked = rows;
      list.draw();
    },
    visibleRows() {
      const unfolded =
        folded.size === 0 ? entries : listEntries(wire, { kinds, folded: new Set() });
      return unfolded.flatMap(({ type, index }) => (type === 'row' ? index : []));
    },
    focus() {
      if (list.chosen < 0 && entries.length > 0) list.setChosen(entries.length - 1);
      list.element.focus();
    },
  };
}

function choiceOf(entry: ListEntry): ChosenRow {
  return entry.type === 'exchange' ? { exchange: entry.exchange.number } : entry.row;
}
