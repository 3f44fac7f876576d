import { maxSearchLength } from '../../src/shared/protocol/inspectorProtocol.ts';
import { el } from '../base/dom.ts';
import { iconButton } from '../base/kit.ts';
import { composerStrings } from '../strings/composerStrings.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';

export interface SearchBar {
  readonly element: HTMLElement;
  /** The host's answer: indexes of rows. An answer to other words is old. */
  found(text: string, rows: readonly number[]): void;
  /** Rows came or were filtered: what was found is looked at anew. */
  refresh(hasGrown: boolean): void;
  /** The wire is another one. */
  reset(): void;
  focus(): void;
}

export interface SearchBarOptions {
  readonly search: (text: string) => void;
  /** Narrows what was found to what can be seen, in the order of the list. */
  readonly visible: (rows: readonly number[]) => readonly number[];
  /** What was found has changed. */
  readonly mark: (rows: readonly number[]) => void;
  readonly goTo: (row: number) => void;
}

/** Long enough for a quick typist's next letter. */
const typingMs = 120;
/** While rows keep coming, they are searched as often as this. */
const growingMs = 500;

/** Searches the raw lines, which the host has, and steps through what it found. */
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
  const previous = iconButton('up', strings.previousMatch, () => go(-1));
  const next = iconButton('down', strings.nextMatch, () => go(1));
  const element = el('div', { class: 'wire-search', role: 'search' }, input, count, previous, next);
  let all: readonly number[] = [];
  let matches: readonly number[] = [];
  let current = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The tester waits for the first match; a search for what has come since moves nothing. */
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
