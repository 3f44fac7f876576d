import type {
  InspectorPageMessage,
  WireExchange,
  WireRow,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { el } from '../base/dom.ts';
import { iconButtonElement } from '../base/kit.ts';
import type { Actions } from '../chat/hostActions.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { exchangePane } from './exchangePane.ts';
import { linePane, type LinePane, type LineText } from './linePane.ts';

export interface DetailPane {
  readonly element: HTMLElement;
  /** Prepares for a line whose text has been requested. */
  showLoading(row: WireRow, withFocus: boolean): void;
  showLine(line: LineText, row: WireRow): void;
  showExchange(exchange: WireExchange, lineTimesMs: readonly number[]): void;
  focus(): void;
}

export interface DetailPaneOptions {
  readonly actions: Actions;
  readonly post: (message: InspectorPageMessage) => void;
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
  /** The turn that an exchange belongs to. */
  readonly turnOf: (exchange: number) => number | undefined;
}

/** The full details of what is chosen in the list. */
export function detailPane({ actions, post, step, close, turnOf }: DetailPaneOptions): DetailPane {
  const title = el('h3', { class: 'pane-title' });
  const body = el('div', { class: 'pane-body' });
  const element = el(
    'section',
    { class: 'detail-pane', 'aria-label': strings.details, hidden: true },
    el(
      'header',
      { class: 'pane-head' },
      title,
      iconButtonElement('up', strings.previousRow, () => step(-1)),
      iconButtonElement('down', strings.nextRow, () => step(1)),
      iconButtonElement('close', strings.closeDetails, close),
    ),
    body,
  );
  let wantsFocus = false;
  let focusBody = (): void => undefined;

  function show(name: string, content: HTMLElement): void {
    title.textContent = name;
    body.replaceChildren(content);
  }

  return {
    element,
    showLoading(row, withFocus) {
      wantsFocus = withFocus || body.contains(document.activeElement);
      // Keep the old content until the line arrives, which is usually at once, to avoid flicker.
      if (element.hidden) show(nameOf(row), el('p', { class: 'muted' }, strings.loading));
    },
    showLine(line, row) {
      const pane: LinePane = linePane(line, row, actions, turnOf(row.exchange));
      show(nameOf(row), pane.element);
      focusBody = () => pane.focus();
      if (wantsFocus) pane.focus();
      wantsFocus = false;
    },
    showExchange(exchange, lineTimesMs) {
      const held = body.contains(document.activeElement);
      const pane = exchangePane(exchange, lineTimesMs, actions, post);
      show(strings.exchange(exchange.number), pane);
      focusBody = () => pane.focus();
      if (held) pane.focus();
    },
    focus: () => focusBody(),
  };
}

function nameOf({ line, exchange }: WireRow): string {
  return `${strings.exchange(exchange)} · ${strings.lineNumber(line)}`;
}
