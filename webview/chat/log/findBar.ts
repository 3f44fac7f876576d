import type { ViewState } from '../../../src/shared/model.ts';
import { el } from '../../base/dom.ts';
import { iconButtonElement } from '../../base/kit.ts';
import { composerStrings as strings } from '../../strings/composerStrings.ts';
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
  const input = el('input', {
    class: 'field-input',
    type: 'search',
    'aria-label': strings.find,
    placeholder: strings.find,
    autocomplete: 'off',
  });
  const count = el('span', { class: 'find-count', role: 'status' });
  const element = el(
    'div',
    { class: 'find-bar', role: 'search', hidden: true },
    input,
    count,
    iconButtonElement('up', strings.findPrevious, () => go(-1)),
    iconButtonElement('down', strings.findNext, () => go(1)),
    iconButtonElement('close', strings.close, close),
  );
  let state: ViewState | undefined;
  let matches: readonly number[] = [];
  let current = -1;

  input.addEventListener('input', () => {
    search();
    // Start with the newest match, where the reader is.
    if (matches.length > 0) goTo(matches.length - 1);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && event.target === input && !event.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  });

  function search(): void {
    matches = finder.find(state?.turns ?? [], input.value);
    current = Math.min(current, matches.length - 1);
    show();
  }

  function go(step: 1 | -1): void {
    const { length } = matches;
    if (length > 0) goTo((current + step + length) % length);
  }

  function goTo(place: number): void {
    current = place;
    const index = matches[place];
    if (index !== undefined) log.reveal(index);
    show();
  }

  function show(): void {
    const isIdle = input.value === '';
    const found = matches.length > 0 && strings.match(current + 1, matches.length);
    count.textContent = isIdle ? '' : found || strings.noMatch;
    mark();
  }

  /** Highlights all matches in the page, the current row more strongly; does not modify the log. */
  function mark(): void {
    CSS.highlights.clear();
    if (element.hidden || matches.length === 0) return;
    CSS.highlights.set('find', new Highlight(...rangesOf(log.rows, input.value)));
    const index = matches[current];
    const row = index === undefined ? undefined : log.rowAt(index);
    const ranges = row ? rangesOf(row, input.value) : [];
    CSS.highlights.set('find-current', new Highlight(...ranges));
    showPlace(ranges.map(({ startContainer }) => startContainer.parentElement));
  }

  function close(): void {
    element.hidden = true;
    CSS.highlights.clear();
    leave();
  }

  return {
    element,
    update(next) {
      const hasChanged = next.turns !== state?.turns;
      state = next;
      if (hasChanged && !element.hidden) search();
    },
    find() {
      if (!element.hidden && document.activeElement === input) {
        go(1);
        return;
      }
      element.hidden = false;
      input.focus();
      input.select();
      search();
    },
  };
}

/** Scrolls to the first visible match; if all are folded away, unfolds the first. */
function showPlace(places: readonly (HTMLElement | null)[]): void {
  const visible = places.find((place) => place?.checkVisibility()) ?? places[0];
  for (
    let fold = visible?.closest('details:not([open])');
    fold;
    fold = fold.parentElement?.closest('details:not([open])')
  ) {
    fold.setAttribute('open', '');
  }
  visible?.scrollIntoView({ block: 'nearest' });
}
