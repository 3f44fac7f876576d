import { maxSearchLength } from '../../src/shared/protocol/inspectorProtocol.ts';
import { el } from '../base/dom.ts';
import { iconButtonElement } from '../base/kit.ts';
import { composerStrings } from '../strings/composerStrings.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';

export interface SearchBar {
  readonly element: HTMLElement;
  /** Takes the host's result as row indexes; ignores results for an earlier text. */
  found(text: string, rows: readonly number[]): void;
  /** Called after rows were added or filtered; updates the matches. */
  refresh(hasGrown: boolean): void;
  /** Called when another conversation is inspected. */
  reset(): void;
  focus(): void;
}

export interface SearchBarOptions {
  readonly search: (text: string) => void;
  /** Keeps only the visible rows, in the order of the list. */
  readonly visible: (rows: readonly number[]) => readonly number[];
  /** Called when the matches have changed. */
  readonly mark: (rows: readonly number[]) => void;
  readonly goTo: (row: number) => void;
}

/** Long enough for a fast typist's next letter, in milliseconds. */
const typingMs = 120;
/** Minimum time between searches while rows are arriving, in milliseconds. */
const growingMs = 500;

/** Searches the raw lines, which are kept by the host, and steps through the matches. */
export function searchBar({ search, visible, mark, goTo }: SearchBarOptions): SearchBar {
  const input = el('input', {
    class: 'field-input',
    type: 'search',
    'aria-label': strings.search,
    placeholder: strings.search,
    autocomplete: 'off',
    maxlength: String(maxSearchLength),
  });
  const count = el('span', { class: 'find-count', role: 'status' });
  const previous = iconButtonElement('up', strings.previousMatch, () => go(-1));
  const next = iconButtonElement('down', strings.nextMatch, () => go(1));
  const element = el('div', { class: 'wire-search', role: 'search' }, input, count, previous, next);
  let all: readonly number[] = [];
  let matches: readonly number[] = [];
  let current = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A new search goes to its first match; repeating it for new rows must not move the list. */
  let shouldGo = false;

  function askSoon(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      search(input.value);
    }, ms);
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = undefined;
    shouldGo = true;
    if (input.value === '') take([]);
    else askSoon(typingMs);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  });

  function take(rows: readonly number[]): void {
    all = rows;
    const row = matches[current];
    matches = visible(rows);
    current = row === undefined ? -1 : matches.indexOf(row);
    mark(rows);
    const [first] = matches;
    if (shouldGo && first !== undefined) {
      current = 0;
      goTo(first);
    }
    shouldGo = false;
    show();
  }

  function go(step: 1 | -1): void {
    const { length } = matches;
    if (length === 0) return;
    const from = current < 0 && step < 0 ? 0 : current;
    current = (from + step + length) % length;
    const row = matches[current];
    if (row !== undefined) goTo(row);
    show();
  }

  function show(): void {
    const isEmpty = matches.length === 0;
    const text = isEmpty
      ? composerStrings.noMatch
      : composerStrings.match(current + 1, matches.length);
    count.textContent = input.value === '' ? '' : text;
    for (const button of [previous, next]) button.ariaDisabled = String(isEmpty);
  }
  show();

  return {
    element,
    found(text, rows) {
      if (text === input.value) take(rows);
    },
    refresh(hasGrown) {
      if (input.value === '') return;
      take(all);
      if (hasGrown && timer === undefined) askSoon(growingMs);
    },
    focus() {
      input.focus();
      input.select();
    },
    reset() {
      all = [];
      matches = [];
      current = -1;
      mark([]);
      if (input.value !== '') askSoon(0);
      show();
    },
  };
}
