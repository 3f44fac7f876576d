import { t } from '../../../src/shared/l10n.ts';
import { html } from 'lit-html';
import { createRef, ref } from 'lit-html/directives/ref.js';
import type { ViewState } from '../../../src/shared/model.ts';
import { iconButton } from '../../base/nativeButtons.ts';
import { part } from '../../base/part.ts';
import { strings } from '../../strings.ts';
import { createFinder, rangesOf } from '../findMatches.ts';
import type { TurnLog } from './turnLog.ts';

export interface FindBar {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  /** Opens the bar and selects its words; if it is focused already, goes to the next match. */
  find(): void;
}

/** Finds words anywhere in the conversation and scrolls to the message that contains them. */
export function findBar(log: TurnLog, leave: () => void): FindBar {
  const finder = createFinder();
  const input = createRef<HTMLInputElement>();
  let state: ViewState | undefined;
  let isOpen = false;
  let words = '';
  let matches: readonly number[] = [];
  let current = -1;
  /** What was unfolded to show a match, to be folded again. */
  let unfolded: readonly Element[] = [];

  const { element, draw } = part(
    () =>
      html`<div class="find-bar" role="search" ?hidden=${!isOpen} @keydown=${onKey}>
        <input
          class="field-input"
          type="search"
          aria-label=${strings.find}
          placeholder=${strings.find}
          autocomplete="off"
          @input=${onInput}
          ${ref(input)}
        />
        <span class="find-count" role="status">${found()}</span>
        ${iconButton('up', t('Previous Match'), () => go(-1))}
        ${iconButton('down', t('Next Match'), () => go(1))}
        ${iconButton('close', t('Close'), close)}
      </div>`,
  );

  function found(): string {
    if (words === '') return '';
    return matches.length > 0 ? strings.match(current + 1, matches.length) : t('No results');
  }

  function onInput(): void {
    words = input.value?.value ?? '';
    search();
    // Start with the newest match, where the reader is.
    if (matches.length > 0) goTo(matches.length - 1);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && event.target === input.value && !event.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  }

  function search(): void {
    matches = finder.find(state?.turns ?? [], words);
    current = Math.min(current, matches.length - 1);
    mark();
  }

  function go(step: 1 | -1): void {
    const { length } = matches;
    if (length > 0) goTo((current + step + length) % length);
  }

  function goTo(place: number): void {
    current = place;
    const index = matches[place];
    if (index !== undefined) log.reveal(index);
    mark();
  }

  /** Highlights all matches in the page, the current row more strongly; does not modify the log. */
  function mark(): void {
    draw();
    CSS.highlights.clear();
    for (const fold of unfolded) fold.removeAttribute('open');
    unfolded = [];
    if (!isOpen || matches.length === 0) return;
    CSS.highlights.set('find', new Highlight(...rangesOf(log.rows, words)));
    const index = matches[current];
    const row = index === undefined ? undefined : log.rowAt(index);
    const ranges = row ? rangesOf(row, words) : [];
    CSS.highlights.set('find-current', new Highlight(...ranges));
    unfolded = showPlace(ranges.map(({ startContainer }) => startContainer.parentElement));
  }

  function close(): void {
    isOpen = false;
    mark();
    leave();
  }

  return {
    element,
    update(next) {
      const hasChanged = next.turns !== state?.turns;
      state = next;
      if (hasChanged && isOpen) search();
    },
    find() {
      if (isOpen && document.activeElement === input.value) {
        go(1);
        return;
      }
      isOpen = true;
      draw();
      input.value?.focus();
      input.value?.select();
      search();
    },
  };
}

/** Scrolls to the first visible match; if all are folded away, unfolds the first. Returns the folds. */
function showPlace(places: readonly (HTMLElement | null)[]): readonly Element[] {
  const visible = places.find((place) => place?.checkVisibility()) ?? places[0];
  const folds: Element[] = [];
  for (
    let fold = visible?.closest('details:not([open])');
    fold;
    fold = fold.parentElement?.closest('details:not([open])')
  ) {
    fold.setAttribute('open', '');
    folds.push(fold);
  }
  visible?.scrollIntoView({ block: 'nearest' });
  return folds;
}
