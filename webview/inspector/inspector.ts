import { guard } from 'lit-html/directives/guard.js';
import type { ViewState } from '../../src/shared/model.ts';
import type {
  InspectorHostMessage,
  InspectorPageMessage,
  LinkHostMessage,
  TurnPlace,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { part } from '../base/part.ts';
import type { Actions } from '../chat/hostActions.ts';
import { detailPane } from './detailPane.ts';
import { inspectorFrame, isBeside } from './inspectorFrame.ts';
import { type InspectorLayout, wide } from './inspectorLayout.ts';
import { kindChips } from './kindChips.ts';
import type { MessageLink } from './messageLink.ts';
import { type ChosenRow, rowList } from './rowList.ts';
import { emptyWire, kindCounts, nextWire } from './rowsModel.ts';
import { searchBar } from './searchBar.ts';
import { totalsOf } from './totals.ts';
import { totalsBar } from './totalsBar.ts';

export interface InspectorView {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  message(message: InspectorHostMessage | LinkHostMessage): void;
  toggle(): void;
  /** Shows the line of a message; opens the inspector if necessary. */
  show(place: TurnPlace): void;
  /** Called when a message of this page is chosen: selects the line it arrived in, if open. */
  follow(place: TurnPlace): void;
  /** Focuses the search field if the inspector has the focus or is alone on the page. */
  find(): boolean;
  /** Opens the inspector if it was open when the page was left, or if it is alone. */
  restore(): void;
  focus(): void;
}

export interface InspectorOptions {
  readonly link: MessageLink;
  /** The inspector has the page to itself and is always open. */
  readonly isAlone?: boolean;
  readonly actions: Actions;
  readonly post: (message: InspectorPageMessage) => void;
  readonly layout: InspectorLayout;
  readonly keepLayout: (layout: InspectorLayout) => void;
  /** Takes the focus if there is no earlier focus to return to. */
  readonly leave: () => void;
}

/** The requests and responses, below the chat, next to it or on a separate page. */
export function inspector(options: InspectorOptions): InspectorView {
  const { link, isAlone = false, actions, post, leave } = options;
  let { layout } = options;
  let isOpen = false;
  let wire = emptyWire;
  let budgetMs: number | undefined;
  let wanted: TurnPlace | undefined;
  let hadFocus: HTMLElement | undefined;
  /** The list takes the focus as soon as it has content. */
  let awaitsList = false;

  const list = rowList({ onChoose: choose, onOpen: open });
  const pane = detailPane({
    actions,
    post,
    step: (by) => list.step(by),
    close: closePane,
    wire: () => wire,
    share: () => layout.paneShare,
  });
  const chips = kindChips(() => {
    list.update(wire, chips.wanted);
    finder.refresh(false);
  });
  const finder = searchBar({
    search: (text) => post({ type: 'searchWire', text }),
    list,
    goTo(index) {
      const row = wire.rows[index];
      if (row && list.choose(row)) choose(row);
    },
  });
  const frame = part(() =>
    inspectorFrame({
      totals: guard([wire, budgetMs], () => totalsBar(totalsOf(wire, budgetMs), budgetMs)),
      finder: finder.element,
      chips: chips.element,
      list: list.element,
      pane: pane.element,
      isAlone,
      isOpen,
      isEmpty: wire.exchanges.length === 0,
      isDetailed: pane.opened !== undefined,
      layout,
      keep,
      close,
      saveRows: () => post({ type: 'saveRows', rows: list.visibleRows() }),
      saveHar: () => post({ type: 'saveHar' }),
    }),
  );
  const { element } = frame;
  draw();
  wide.addEventListener('change', draw);

  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || (isAlone && !pane.opened)) return;
    event.preventDefault();
    // Elsewhere Escape stops a response; here it closes the details, then the inspector.
    event.stopPropagation();
    if (pane.opened) closePane();
    else close();
  });

  function draw(): void {
    pane.draw();
    frame.draw();
  }

  function keep(part: Partial<InspectorLayout>): void {
    layout = { ...layout, ...part };
    options.keepLayout(layout);
    draw();
  }

  function setOpen(next: boolean): void {
    isOpen = next;
    keep({ isOpen });
    post({ type: next ? 'startInspecting' : 'stopInspecting' });
  }

  /** Has the focus while there is nothing to inspect. */
  function resting(): HTMLElement | null {
    return element.querySelector(isAlone ? '.wire-empty' : '.inspector-head > button');
  }

  function openWithFocus(): void {
    const { activeElement } = document;
    // A message's buttons are temporary; the message itself stays.
    const lasting = activeElement?.closest('.rows > *') ?? activeElement;
    hadFocus = lasting instanceof HTMLElement ? lasting : undefined;
    setOpen(true);
    focus();
  }

  function close(): void {
    const held = element.contains(document.activeElement);
    setOpen(false);
    link.clear();
    if (!held) return;
    if (hadFocus?.isConnected && hadFocus !== document.body) hadFocus.focus();
    else leave();
  }

  function focus(): void {
    awaitsList = wire.exchanges.length === 0;
    if (awaitsList) resting()?.focus();
    else list.focus();
  }

  function closePane(): void {
    pane.close();
    draw();
    list.focus();
  }

  /** Called when another row is chosen: marks its message and updates the details. */
  function choose(choice: ChosenRow): void {
    wanted = undefined;
    const { turnId } = wire.exchanges.find(({ number }) => number === choice.exchange) ?? {};
    if (turnId === undefined) link.clear();
    else link.reveal({ turnId, line: choice.line });
    if (pane.opened) open(choice, false);
  }

  function open(choice: ChosenRow, withFocus: boolean): void {
    pane.open(choice, withFocus);
    draw();
  }

  /** Called when a place was chosen elsewhere: marks its messages and its row. */
  function mark(place: TurnPlace, how: 'mark' | 'reveal'): void {
    link[how](place);
    if (isOpen) showPlace(place);
  }

  /** Shows the line of a message; opens the inspector if necessary. */
  function show(place: TurnPlace): void {
    if (!isOpen) openWithFocus();
    showPlace(place);
    focus();
  }

  /** Chooses the line of a message, or waits until its exchange is known. */
  function showPlace({ turnId, line }: TurnPlace): void {
    const exchange = wire.exchanges.findLast((one) => one.turnId === turnId)?.number;
    if (exchange === undefined) {
      wanted = { turnId, line };
      return;
    }
    wanted = undefined;
    const choice: ChosenRow = { exchange, line };
    if (!list.choose(choice) && chips.wanted.size > 0) {
      chips.clear();
      list.update(wire, chips.wanted);
      list.choose(choice);
    }
    if (pane.opened) open(choice, false);
  }

  function grow(message: Extract<InspectorHostMessage, { type: 'wire' | 'wireGrew' }>): void {
    const isOther = message.type === 'wire';
    const { activeElement } = document;
    const awaited = awaitsList && activeElement === resting();
    const held = isOther && Boolean(activeElement?.closest('.wire-work'));
    if (isOther) {
      // Request and line numbers have other meanings in another conversation.
      pane.close();
      link.clear();
      list.reset();
    }
    wire = nextWire(wire, message);
    chips.update(kindCounts(wire.rows));
    list.update(wire, chips.wanted);
    draw();
    if (wire.exchanges.length > 0) awaitsList = false;
    if (awaited || held) focus();
    if (isOther) finder.reset();
    else finder.refresh(message.rows.length > 0);
    if (wanted) showPlace(wanted);
    pane.update(message.exchanges);
  }

  return {
    element,
    focus,
    update(next) {
      budgetMs = next.agent?.latencyBudgetMs;
      draw();
    },
    message(message) {
      if (message.type === 'showLine') {
        show(message);
      } else if (message.type === 'markMessage') {
        mark(message, 'mark');
      } else if (message.type === 'revealMessage') {
        const { turnId, line } = message;
        if (turnId === undefined) link.clear();
        else mark({ turnId, line }, 'reveal');
      } else if (message.type === 'found') {
        finder.found(message.text, message.rows);
      } else if (message.type === 'lineText') {
        pane.showLine(message);
      } else if (message.type === 'wire' || message.type === 'wireGrew') {
        grow(message);
      }
    },
    toggle() {
      if (isOpen) close();
      else openWithFocus();
    },
    show,
    follow(place) {
      if (isOpen) mark(place, 'mark');
    },
    find() {
      const isMeant = isAlone || element.contains(document.activeElement);
      if (!isMeant || wire.exchanges.length === 0) return false;
      // Open details hide the search in a short inspector.
      if (!isBeside(isAlone)) pane.close();
      draw();
      finder.focus();
      return true;
    },
    restore() {
      if (isAlone || options.layout.isOpen) setOpen(true);
    },
  };
}
