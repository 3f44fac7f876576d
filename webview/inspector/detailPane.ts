import { t } from '../../src/shared/l10n.ts';
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type {
  InspectorPageMessage,
  WireExchange,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { iconButton } from '../base/nativeButtons.ts';
import { part } from '../base/part.ts';
import type { Actions } from '../chat/hostActions.ts';
import { exchangeName, exchangePane } from './exchangePane.ts';
import { lineFacts, linePane, type LineText } from './linePane.ts';
import { type ChosenRow, isSame } from './rowList.ts';
import type { WireRows } from './rowsModel.ts';

export interface DetailPane {
  readonly element: HTMLElement;
  /** What is shown or waited for; missing while the pane is closed. */
  readonly opened: ChosenRow | undefined;
  open(choice: ChosenRow, withFocus: boolean): void;
  close(): void;
  /** Takes the text of a line; ignores that of a line which is no longer chosen. */
  showLine(line: LineText): void;
  /** Called after exchanges have changed. */
  update(changed: readonly WireExchange[]): void;
  draw(): void;
}

export interface DetailPaneOptions {
  readonly actions: Actions;
  readonly post: (message: InspectorPageMessage) => void;
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
  readonly wire: () => WireRows;
  /** In percent of the inspector. */
  readonly share: () => number;
}

/** The full details of what is chosen in the list. */
export function detailPane({ actions, post, step, close, ...of }: DetailPaneOptions): DetailPane {
  let opened: ChosenRow | undefined;
  let title = '';
  let content: unknown = nothing;
  let facts: unknown = nothing;
  /** The line takes the focus as soon as it arrives. */
  let awaitsLine = false;
  const { element, draw } = part(
    () =>
      html`<section
        class="detail-pane"
        aria-label=${t('Details')}
        ?hidden=${!opened}
        .style=${`flex-basis: ${of.share()}%`}
      >
        <header class="pane-head">
          <h3 class="pane-title">${title}</h3>
          ${facts} ${iconButton('up', t('Previous Line'), () => step(-1))}
          ${iconButton('down', t('Next Line'), () => step(1))}
          ${iconButton('close', t('Close Details'), close)}
        </header>
        <div class="pane-body">${keyed(title, content)}</div>
      </section>`,
  );

  const hasFocus = (): boolean => Boolean(document.activeElement?.closest('.pane-body'));

  function focus(): void {
    const main = element.querySelector<HTMLElement>('.json-tree, .line-text, .exchange-pane');
    (main ?? element.querySelector<HTMLElement>('.pane-body button'))?.focus();
  }

  function show(name: string, next: unknown, withFocus: boolean, about: unknown = nothing): void {
    title = name;
    content = next;
    facts = about;
    draw();
    if (withFocus) focus();
  }

  function exchangeOf(number: number): WireExchange | undefined {
    return of.wire().exchanges.find((one) => one.number === number);
  }

  function showExchange(number: number, withFocus: boolean): void {
    const { rows } = of.wire();
    const exchange = exchangeOf(number);
    if (!exchange) return;
    const timesMs = rows.filter((row) => row.exchange === number).map(({ atMs }) => atMs);
    const pane = exchangePane(exchange, timesMs, actions, post);
    show(exchangeName(exchange), pane, withFocus || hasFocus());
  }

  return {
    element,
    get opened() {
      return opened;
    },
    open(choice, withFocus) {
      if (isSame(choice, opened)) {
        if (withFocus) focus();
        return;
      }
      const isFirst = !opened;
      opened = choice;
      if (choice.line === undefined) {
        showExchange(choice.exchange, withFocus);
        return;
      }
      const { exchange, line } = choice;
      awaitsLine = withFocus || hasFocus();
      // Keep the old content until the line arrives, which is usually at once, to avoid flicker.
      const loading = html`<p class="muted">${t('Loading line…')}</p>`;
      if (isFirst) show(nameOf(exchangeOf(exchange), line), loading, false);
      post({ type: 'inspectLine', exchange, line });
    },
    close() {
      opened = undefined;
      draw();
    },
    showLine(line) {
      const exchange = exchangeOf(line.place.exchange);
      const row = of.wire().rows.find((one) => isSame(one, line.place));
      if (!row || !isSame(row, opened)) return;
      const pane = linePane({ line, row, turnId: exchange?.turnId, actions });
      show(nameOf(exchange, line.place.line), pane, awaitsLine, lineFacts(row));
      awaitsLine = false;
    },
    update(changed) {
      // A request under way is not updated, because the tester may be reading its details.
      const isDone = ({ number, outcome }: WireExchange): boolean =>
        number === opened?.exchange && outcome !== 'underWay';
      if (opened && opened.line === undefined && changed.some(isDone)) {
        showExchange(opened.exchange, false);
      }
    },
    draw,
  };
}

function nameOf(exchange: WireExchange | undefined, line: number): string {
  const name = t('Line {line}', { line });
  return exchange ? `${exchangeName(exchange)} · ${name}` : name;
}
