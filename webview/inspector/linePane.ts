import { t } from '../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { textAt } from '../../src/shared/json/jsonIndex.ts';
import type {
  InspectorHostMessage,
  WirePlace,
  WireRow,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { byteSize, exactMs } from '../base/pageFormat.ts';
import { moreMenu } from '../base/moreMenu.ts';
import { iconButton, quietButton } from '../base/nativeButtons.ts';
import { part } from '../base/part.ts';
import { copyButton } from '../chat/cards/foldedJson.ts';
import type { Actions } from '../chat/hostActions.ts';
import { strings } from '../strings.ts';
import { type JsonChange, jsonDiff } from './jsonDiff.ts';
import { parseLine, pathText, segmentText } from './jsonTree.ts';
import { type ChosenNode, jsonTreeView, previewOf } from './jsonTreeView.ts';
import { tagView } from './rowViews.ts';

export type LineText = Extract<InspectorHostMessage, { type: 'lineText' }>;

export interface LinePaneOptions {
  readonly line: LineText;
  readonly row: WireRow;
  /** The turn that the line belongs to, if any. */
  readonly turnId?: number | undefined;
  readonly actions: Actions;
}

/** One line as a tree or, if it is not JSON, as text; to be drawn once. */
export function linePane(options: LinePaneOptions): HTMLElement | TemplateResult {
  const value = parseLine(options.line.text);
  return value === undefined ? textPane(options) : treePane(options, value);
}

function textPane({ line: { text }, actions }: LinePaneOptions): TemplateResult {
  const whole = html`<pre
    class="line-text"
    tabindex="0"
    aria-label=${t('Value')}
    .textContent=${visibleText(text)}
  ></pre>`;
  return html`<div class="line-pane">
    <div class="row-actions pane-actions">${copyButton(() => text, actions, t('Copy Line'))}</div>
    <p class="muted">
      ${text.trim() === '' ? t('This line is empty. The server sends it to keep the connection alive.') : t("This line isn't JSON. It's shown as received.")}
    </p>
    ${text === '' ? nothing : whole}
  </div>`;
}

/** A tree with the path and value of the chosen node. */
function treePane({ line, row, actions, turnId }: LinePaneOptions, value: unknown): HTMLElement {
  const { previous } = line;
  const tree = jsonTreeView(value, () => draw());
  /** The differences, while they replace the tree. */
  let diff: TemplateResult | undefined;
  const path = (): string => pathText(tree.chosen.path);
  const { element, draw } = part(() => {
    const { value: chosen } = tree.chosen;
    const long = typeof chosen === 'string' && chosen.length > 30 ? chosen : '';
    return html`<div class="line-pane">
      <div class="path-row">
        <nav class="json-path" aria-label=${t('Path')}>${crumbs(tree.chosen)}</nav>
        ${iconButton('copy', t('Copy Value'), () => actions.copy(valueText(line.text, tree.chosen)))}
        ${
          turnId === undefined
            ? nothing
            : iconButton('check', t('Use as Expectation'), () => expect(turnId))
        }
        ${moreMenu([
          quietButton(t('Copy Path'), () => actions.copy(path())),
          quietButton(t('Copy Line'), () => actions.copy(line.text)),
          html`<button
            type="button"
            class="quiet"
            aria-pressed=${String(diff !== undefined)}
            aria-disabled=${previous ? nothing : 'true'}
            title=${previous ? nothing : t('No earlier turn has a line of this kind.')}
            @click=${toggleDiff}
          >
            ${strings.diff}
          </button>`,
        ])}
      </div>
      ${diff} ${tree.element}
      <pre
        class="json-whole"
        tabindex="0"
        aria-label=${t('Value')}
        ?hidden=${long === ''}
        .textContent=${visibleText(long)}
      ></pre>
    </div>`;
  });

  /** The path from the root; each segment is a button that leads to it. */
  function crumbs({ path }: ChosenNode): readonly TemplateResult[] {
    return ['', ...path].map((segment, depth) => {
      const text = depth === 0 ? '$' : visibleText(segmentText(segment));
      return html`<button
        type="button"
        class="quiet"
        aria-current=${depth === path.length ? 'location' : nothing}
        @click=${() => tree.choose(path.slice(0, depth))}
      >
        <bdi>${text}</bdi>
      </button>`;
    });
  }

  function expect(turnId: number): void {
    actions.addExpectation({ turnId, line: row.line, path: path() });
  }

  function toggleDiff(): void {
    if (!previous) return;
    diff = diff ? undefined : diffView(parseLine(previous.text), value, previous.place);
    tree.element.hidden = diff !== undefined;
    draw();
  }

  return element;
}

/** A text's content; for anything else, its JSON as received. */
function valueText(line: string, { value, path }: ChosenNode): string {
  return typeof value === 'string' ? value : (textAt(line, path) ?? '');
}

/** The time, size and tags of a line, for the head of its details. */
export function lineFacts(row: WireRow): TemplateResult {
  const facts = [
    strings.afterSending(exactMs(row.atMs)),
    strings.gap(exactMs(row.gapMs)),
    byteSize(row.bytes),
  ];
  // Scrollable with the keyboard if there are many tags.
  return html`<div class="line-facts" role="group" aria-label=${t('Details')} tabindex="0">
    <span class="muted">${facts.join(' · ')}</span>${row.tags.map((tag) => tagView(tag))}
  </div>`;
}

const signs = { added: '+', removed: '−', changed: '≠' } as const;

/** The differences between a line and the previous one with the same event. */
function diffView(before: unknown, after: unknown, from: WirePlace): TemplateResult {
  const changes = jsonDiff(before, after);
  const count =
    changes.length === 0 ? t('The lines are the same.') : strings.differences(changes.length);
  return html`<div class="json-diff" tabindex="0" role="region" aria-label=${strings.diff}>
    <p class="muted">
      ${t('Compared with line {line} of request {exchange}', { line: from.line, exchange: from.exchange })}
    </p>
    <p>${count}</p>
    <ul>
      ${changes.map(changeView)}
    </ul>
  </div>`;
}

function changeView({ type, path, before, after }: JsonChange): TemplateResult {
  return html`<li class="json-change ${type}">
    <span class="wire-tag">${signs[type]} ${strings[type]}</span> <code>${visibleText(path)}</code>
    ${type === 'added' ? nothing : html`<del><bdi>${previewOf(before)}</bdi></del>`}
    ${type === 'removed' ? nothing : html`<ins><bdi>${previewOf(after)}</bdi></ins>`}
  </li>`;
}
