import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type {
  InspectorPageMessage,
  WireExchange,
  WireRow,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { iconButton } from '../base/kit.ts';
import { part } from '../base/part.ts';
import type { Actions } from '../chat/hostActions.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { exchangePane } from './exchangePane.ts';
import { linePane, type LineText } from './linePane.ts';

export interface DetailPane {
  readonly element: HTMLElement;
  /** The share of the pane is in percent of the inspector. */
  update(isOpen: boolean, share: number): void;
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
  let isOpen = false;
  let share = 0;
  let title = '';
  let content: unknown = nothing;
  let wantsFocus = false;
  let focusBody = (): void => undefined;
  const { element, draw } = part(
    () =>
      html`<section
        class="detail-pane"
        aria-label=${strings.details}
        ?hidden=${!isOpen}
        .style=${`flex-basis: ${share}%`}
      >
        <header class="pane-head">
          <h3 class="pane-title">${title}</h3>
          ${iconButton('up', strings.previousRow, () => step(-1))}
          ${iconButton('down', strings.nextRow, () => step(1))}
          ${iconButton('close', strings.closeDetails, close)}
        </header>
        <div class="pane-body">${content}</div>
      </section>`,
  );

  const hasFocus = (): boolean =>
    element.querySelector('.pane-body')?.contains(document.activeElement) === true;

  function show(name: string, next: unknown): void {
    title = name;
    content = next;
    draw();
  }

  return {
    element,
    update(nextOpen, nextShare) {
      isOpen = nextOpen;
      share = nextShare;
      draw();
    },
    showLoading(row, withFocus) {
      wantsFocus = withFocus || hasFocus();
      // Keep the old content until the line arrives, which is usually at once, to avoid flicker.
      if (!isOpen) show(nameOf(row), html`<p class="muted">${strings.loading}</p>`);
    },
    showLine(line, row) {
      const pane = linePane({ line, row, actions, turnId: turnOf(row.exchange) });
      show(nameOf(row), pane.element);
      focusBody = () => pane.focus();
      if (wantsFocus) pane.focus();
      wantsFocus = false;
    },
    showExchange(exchange, lineTimesMs) {
      const held = hasFocus();
      const { number } = exchange;
      show(
        strings.exchange(number),
        keyed(number, exchangePane(exchange, lineTimesMs, actions, post)),
      );
      focusBody = () => element.querySelector<HTMLElement>('.exchange-pane')?.focus();
      if (held && !hasFocus()) focusBody();
    },
    focus: () => focusBody(),
  };
}

function nameOf({ line, exchange }: WireRow): string {
  return `${strings.exchange(exchange)} · ${strings.lineNumber(line)}`;
}
