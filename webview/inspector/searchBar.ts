import { t } from '../../src/shared/l10n.ts';
import { html } from 'lit-html';
import { maxSearchLength } from '../../src/shared/protocol/inspectorProtocol.ts';
import { iconButton } from '../base/nativeButtons.ts';
import { part } from '../base/part.ts';
import { strings } from '../strings.ts';
import type { RowList } from './rowList.ts';

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
  /** Marks the matches, and knows which of them are not filtered out. */
  readonly list: Pick<RowList, 'visibleRows' | 'mark'>;
  readonly goTo: (row: number) => void;
}

/** Long enough for a fast typist's next letter, in milliseconds. */
const typingMs = 120;
/** Minimum time between searches while rows are arriving, in milliseconds. */
const growingMs = 500;

/** Searches the raw lines, which are kept by the host, and steps through the matches. */
export function searchBar({ search, list, goTo }: SearchBarOptions): SearchBar {
  let text = '';
  let all: readonly number[] = [];
  let matches: readonly number[] = [];
  let current = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A new search goes to its first match; repeating it for new rows must not move the list. */
  let shouldGo = false;

  const { element, draw } = part(() => {
    const isEmpty = matches.length === 0;
    const found = isEmpty ? t('No results') : strings.match(current + 1, matches.length);
    return html`<div class="wire-search" role="search">
      <input
        class="field-input"
        type="search"
        aria-label=${t('Search lines')}
        placeholder=${t('Search lines')}
        autocomplete="off"
        maxlength=${maxSearchLength}
        @input=${onInput}
        @keydown=${onKeyDown}
      />
      <span class="find-count" role="status">${text === '' ? '' : found}</span>
      ${iconButton('up', t('Previous Match'), () => go(-1), isEmpty)}
      ${iconButton('down', t('Next Match'), () => go(1), isEmpty)}
    </div>`;
  });

  function askSoon(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      search(text);
    }, ms);
  }

  function onInput({ currentTarget }: InputEvent): void {
    if (currentTarget instanceof HTMLInputElement) text = currentTarget.value;
    clearTimeout(timer);
    timer = undefined;
    shouldGo = true;
    if (text === '') take([]);
    else askSoon(typingMs);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  }

  function take(rows: readonly number[]): void {
    all = rows;
    const row = matches[current];
    const visible = new Set(list.visibleRows());
    matches = rows.filter((index) => visible.has(index));
    current = row === undefined ? -1 : matches.indexOf(row);
    list.mark(new Set(rows));
    const [first] = matches;
    if (shouldGo && first !== undefined) {
      current = 0;
      goTo(first);
    }
    shouldGo = false;
    draw();
  }

  function go(step: 1 | -1): void {
    const { length } = matches;
    if (length === 0) return;
    const from = current < 0 && step < 0 ? 0 : current;
    current = (from + step + length) % length;
    const row = matches[current];
    if (row !== undefined) goTo(row);
    draw();
  }

  return {
    element,
    found(searched, rows) {
      if (searched === text) take(rows);
    },
    refresh(hasGrown) {
      if (text === '') return;
      take(all);
      if (hasGrown && timer === undefined) askSoon(growingMs);
    },
    focus() {
      const input = element.querySelector('input');
      input?.focus();
      input?.select();
    },
    reset() {
      all = [];
      matches = [];
      current = -1;
      list.mark(new Set());
      if (text !== '') askSoon(0);
      draw();
    },
  };
}
