import type { InspectorLayout } from './inspectorLayout.ts';
import { el, iconElement, plainButton } from '../base/dom.ts';
import { controlIcons } from '../base/icons.ts';
import { iconButtonElement } from '../base/kit.ts';
import { splitter } from '../base/splitter.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { strings as appStrings } from '../strings/strings.ts';

export interface InspectorFrame {
  readonly element: HTMLElement;
  /** Has the focus while there is nothing to inspect. */
  readonly resting: HTMLElement;
  /** While there is nothing to inspect, a sentence explains what will appear. */
  setEmpty(isEmpty: boolean): void;
  readonly isEmpty: boolean;
  setOpen(isOpen: boolean): void;
  /** Shows the details, or gives their space to the list. */
  setDetailed(isDetailed: boolean): void;
  /** Makes sure that search and filters are visible. */
  showTools(): void;
}

export interface FrameOptions {
  readonly totals: HTMLElement;
  readonly finder: HTMLElement;
  readonly chips: HTMLElement;
  readonly list: HTMLElement;
  readonly pane: HTMLElement;
  /** The inspector has the page to itself: it cannot be closed and is the page's main landmark. */
  readonly isAlone: boolean;
  readonly layout: InspectorLayout;
  readonly keepLayout: (layout: InspectorLayout) => void;
  readonly close: () => void;
  readonly saveRows: () => void;
  readonly saveHar: () => void;
}

/** From this width on, the inspector can be next to the chat, and the details next to the list. */
const wide = matchMedia('(min-width: 700px)');

/** The frame around the parts of the inspector, with their sizes. */
export function inspectorFrame(options: FrameOptions): InspectorFrame {
  const { totals, finder, chips, list, pane, isAlone, close, saveRows, saveHar } = options;
  let { layout } = options;
  const empty = el('p', { class: 'wire-empty', tabindex: isAlone && '-1' }, strings.empty);
  const paneSplitter = splitter(strings.resizeDetails, '.wire-work', (paneShare) =>
    keep({ paneShare }),
  );
  const content = el(
    'div',
    { class: 'wire-content' },
    totals,
    el(
      'div',
      { class: 'wire-tools' },
      finder,
      saveButton(strings.jsonl, strings.saveRows, saveRows),
      saveButton(strings.har, strings.saveAllHar, saveHar),
    ),
    chips,
    el('div', { class: 'wire-work' }, list, paneSplitter.element, pane),
  );
  // Inside the inspector, so that it is part of a landmark; the style sheet moves it to the edge.
  const frameSplitter = splitter(strings.resize, '.split', (share) =>
    keep(wide.matches ? { columnShare: share } : { drawerShare: share }),
  );
  const closeButton = iconButtonElement('close', strings.close, close);
  const head = el(
    'header',
    { class: 'inspector-head' },
    iconElement(controlIcons.list),
    el('h2', {}, strings.title),
    closeButton,
  );
  const element = isAlone
    ? el('main', { class: 'inspector alone' })
    : el('aside', { class: 'inspector', 'aria-label': strings.title, hidden: true });
  // VS Code shows a title above its views.
  const around = isAlone
    ? [
        el('h1', { class: 'unseen' }, appStrings.title),
        el('h2', { class: 'unseen' }, strings.title),
      ]
    : [frameSplitter.element, head];
  paneSplitter.element.hidden = true;
  wide.addEventListener('change', showLayout);
  showLayout();

  function keep(part: Partial<InspectorLayout>): void {
    layout = { ...layout, ...part };
    options.keepLayout(layout);
    showLayout();
  }

  function showLayout(): void {
    const share = wide.matches ? layout.columnShare : layout.drawerShare;
    frameSplitter.setOrientation(wide.matches ? 'vertical' : 'horizontal');
    frameSplitter.setShare(share);
    if (!element.hidden && !isAlone) element.style.flexBasis = `${share}%`;
    const isBeside = isAlone && wide.matches;
    element.classList.toggle('beside', isBeside);
    paneSplitter.setOrientation(isBeside ? 'vertical' : 'horizontal');
    paneSplitter.setShare(layout.paneShare);
    pane.style.flexBasis = `${layout.paneShare}%`;
  }

  function setDetailed(isDetailed: boolean): void {
    pane.hidden = !isDetailed;
    paneSplitter.element.hidden = !isDetailed;
    element.classList.toggle('detailed', isDetailed);
  }

  return {
    element,
    resting: isAlone ? empty : closeButton,
    get isEmpty() {
      return !empty.hidden;
    },
    setEmpty(isEmpty) {
      empty.hidden = !isEmpty;
      content.hidden = isEmpty;
    },
    setOpen(isOpen) {
      element.hidden = !isOpen;
      element.removeAttribute('style');
      // A closed inspector has no content, so that it costs the page nothing.
      element.replaceChildren(...(isOpen ? [...around, empty, content] : []));
      showLayout();
      if (layout.isOpen !== isOpen) keep({ isOpen });
    },
    setDetailed,
    showTools() {
      // They are hidden while the details are open below a short list.
      if (!element.classList.contains('beside')) setDetailed(false);
    },
  };
}

/** There is only space for a short text; the accessible name has the full one. */
function saveButton(text: string, label: string, onPress: () => void): HTMLElement {
  const attributes = { class: 'quiet wire-save', title: label, 'aria-label': label };
  return plainButton(attributes, onPress, iconElement(controlIcons.save), text);
}
