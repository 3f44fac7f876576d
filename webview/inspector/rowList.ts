import { el } from '../base/dom.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { exchangeElement, pauseElement, rowElement } from './rowElements.ts';
import { emptyWire, listEntries, type ListEntry, type WireRows } from './rowsModel.ts';
import { virtualList } from '../base/virtualList.ts';

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

  const list = virtualList({
    name: 'wire',
    attributes: { class: 'virtual-list wire-list', role: 'treegrid', 'aria-label': strings.rows },
    innerRole: 'rowgroup',
    followsEnd: true,
    sourceOf(index) {
      const entry = entries[index];
      if (entry?.type === 'exchange') return wire.exchanges[entry.index];
      return entry?.type === 'pause' ? `pause ${entry.index}` : wire.rows[entry?.index ?? -1];
    },
    draw,
    refresh(element, index) {
      const entry = entries[index];
      element.ariaRowIndex = String(index + 1);
      if (entry?.type === 'row') element.classList.toggle('found', marked.has(entry.index));
      const exchange = entry?.type === 'exchange' ? wire.exchanges[entry.index] : undefined;
      if (exchange) element.ariaExpanded = String(!folded.has(exchange.number));
    },
    isSkipped: (index) => entries[index]?.type === 'pause',
    onChoose(index) {
      const choice = choiceAt(index);
      if (choice) onChoose(choice);
    },
    onKey(event) {
      const choice = choiceAt(list.chosen);
      if (!choice) return;
      if (event.key === 'Enter') onOpen(choice, true);
      else if (event.key === 'ArrowRight') fold(choice, false);
      else if (event.key === 'ArrowLeft') fold(choice, true);
      else return;
      event.preventDefault();
    },
    onPress(index, target) {
      const choice = choiceAt(index);
      if (!choice) return;
      if (target.closest('.fold-mark')) fold(choice, !folded.has(choice.exchange));
      else onOpen(choice, false);
    },
  });
  const nothing = el('p', { class: 'wire-nothing muted', hidden: true }, strings.nothingMatches);
  const element = el('div', { class: 'wire-frame' }, list.element, nothing);
  new ResizeObserver(measure).observe(element);

  function draw(index: number): HTMLElement {
    const entry = entries[index];
    const exchange = entry?.type === 'exchange' ? wire.exchanges[entry.index] : undefined;
    if (exchange) return exchangeElement(exchange);
    const row = wire.rows[entry?.index ?? -1];
    if (!row) return el('div', { role: 'row' });
    return entry?.type === 'pause' ? pauseElement(row.gapMs) : rowElement(row);
  }

  /** Item heights depend on the font size, which the user chooses. */
  function measure(): void {
    const isTall = element.clientWidth < twoLinesBelow;
    element.classList.toggle('tall', isTall);
    const letterPx = parseFloat(getComputedStyle(list.element).fontSize);
    list.setItemHeight(Math.round(letterPx * (isTall ? 3.6 : 2.1)));
  }

  function rebuild(): void {
    const chosen = choiceAt(list.chosen);
    entries = listEntries(wire, { kinds, folded });
    list.element.ariaRowCount = String(entries.length);
    nothing.hidden = entries.length > 0 || wire.exchanges.length === 0;
    list.setChosen(chosen ? indexOf(chosen) : -1);
    list.setCount(entries.length);
  }

  function choiceAt(index: number): ChosenRow | undefined {
    const entry = entries[index];
    if (!entry) return undefined;
    if (entry.type !== 'exchange') return wire.rows[entry.index];
    const exchange = wire.exchanges[entry.index];
    return exchange && { exchange: exchange.number };
  }

  function indexOf({ exchange, line }: ChosenRow): number {
    return entries.findIndex((entry) => {
      if (line === undefined) {
        return entry.type === 'exchange' && wire.exchanges[entry.index]?.number === exchange;
      }
      const row = entry.type === 'row' ? wire.rows[entry.index] : undefined;
      return row?.exchange === exchange && row.line === line;
    });
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
    list.setChosen(index);
    list.reveal(index);
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
      const choice = choiceAt(index);
      if (!choice) return;
      choose(choice);
      onChoose(choice);
    },
    mark(rows) {
      marked = rows;
      list.refresh();
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
