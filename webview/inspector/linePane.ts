import { textAt } from '../../src/shared/json/jsonIndex.ts';
import type {
  InspectorHostMessage,
  WirePlace,
  WireRow,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el, plainButton } from '../base/dom.ts';
import { part } from '../base/part.ts';
import { byteSize, exactMs } from '../base/pageFormat.ts';
import { copyButton } from '../chat/cards/foldedJson.ts';
import type { Actions } from '../chat/hostActions.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { type JsonChange, jsonDiff } from './jsonDiff.ts';
import { type JsonNode, parseLine, pathText, segmentText } from './jsonTree.ts';
import { jsonTreeView, previewOf } from './jsonTreeView.ts';
import { tagElement } from './rowElements.ts';

export type LineText = Extract<InspectorHostMessage, { type: 'lineText' }>;

export interface LinePane {
  readonly element: HTMLElement;
  focus(): void;
}

/**
 * One line as a tree, with the path and value of the chosen node; `turnId` is the turn that the
 * line belongs to, if any.
 */
export function linePane(
  line: LineText,
  row: WireRow,
  actions: Actions,
  turnId?: number,
): LinePane {
  const value = parseLine(line.text);
  const head = el(
    'div',
    { class: 'row-actions pane-actions' },
    // bridge: copyButton is a template
    part(() => copyButton(() => line.text, actions, strings.copyLine)).element,
  );
  const element = el('div', { class: 'line-pane' }, factsOf(row), head);
  if (value === undefined) {
    const text = el(
      'pre',
      { class: 'line-text', tabindex: '0', 'aria-label': strings.value },
      visibleText(line.text),
    );
    const isBlank = line.text.trim() === '';
    element.append(el('p', { class: 'muted' }, isBlank ? strings.emptyLine : strings.notJson));
    if (line.text !== '') element.append(text);
    return {
      element,
      focus: () => (line.text === '' ? head.querySelector('button') : text)?.focus(),
    };
  }
  const path = el('nav', { class: 'json-path', 'aria-label': strings.path });
  const whole = el('pre', { class: 'json-whole', tabindex: '0', 'aria-label': strings.value });
  const tree = jsonTreeView(choose);
  let chosen: JsonNode | undefined;

  function choose(node: JsonNode): void {
    chosen = node;
    path.replaceChildren(...crumbs(node));
    const isLong = typeof node.value === 'string' && node.value.length > 30;
    whole.hidden = !isLong;
    whole.textContent = isLong ? visibleText(String(node.value)) : '';
  }

  /** The path from the root; each segment is a button that leads to it. */
  function crumbs({ path: way }: JsonNode): readonly HTMLElement[] {
    return ['', ...way].map((segment, depth) => {
      const text = depth === 0 ? '$' : visibleText(segmentText(segment));
      const isHere = depth === way.length;
      const attributes = { class: 'quiet', 'aria-current': isHere && 'location' };
      return plainButton(attributes, () => tree.choose(way.slice(0, depth)), el('bdi', {}, text));
    });
  }

  function expectButton(turnId: number): HTMLButtonElement {
    const expect = () =>
      actions.addExpectation({ turnId, line: row.line, path: pathText(chosen?.path ?? []) });
    return plainButton({ class: 'quiet' }, expect, strings.useAsExpectation);
  }

  head.append(
    part(() => copyButton(() => pathText(chosen?.path ?? []), actions, strings.copyPath)).element,
    part(() => copyButton(() => valueText(line.text, chosen), actions, strings.copyValue)).element,
    diffButton(line, value, tree.element),
    ...(turnId === undefined ? [] : [expectButton(turnId)]),
  );
  element.append(path, tree.element, whole);
  tree.show(value);
  return { element, focus: () => tree.focus() };
}

/** A text's content; for anything else, its JSON as received. */
function valueText(line: string, chosen: JsonNode | undefined): string {
  if (typeof chosen?.value === 'string') return chosen.value;
  return textAt(line, chosen?.path ?? []) ?? '';
}

/** A button that replaces the tree with the differences and back. */
function diffButton(line: LineText, value: unknown, tree: HTMLElement): HTMLButtonElement {
  const { previous } = line;
  let diff: HTMLElement | undefined;
  const button = plainButton(
    {
      class: 'quiet',
      'aria-pressed': 'false',
      'aria-disabled': previous ? undefined : 'true',
      title: previous ? undefined : strings.noPrevious,
    },
    () => {
      if (!previous) return;
      diff = diff ? void diff.remove() : diffView(parseLine(previous.text), value, previous.place);
      if (diff) tree.before(diff);
      tree.hidden = diff !== undefined;
      button.ariaPressed = String(diff !== undefined);
    },
    strings.diff,
  );
  return button;
}

function factsOf(row: WireRow): HTMLElement {
  const facts = [
    strings.afterSending(exactMs(row.atMs)),
    strings.gap(exactMs(row.gapMs)),
    byteSize(row.bytes),
  ];
  return el(
    'div',
    // Scrollable with the keyboard if there are many tags.
    { class: 'line-facts', role: 'group', 'aria-label': strings.details, tabindex: '0' },
    el('span', { class: 'muted' }, facts.join(' · ')),
    ...row.tags.map(tagElement),
  );
}

const signs = { added: '+', removed: '−', changed: '≠' } as const;

/** The differences between a line and the previous one with the same event. */
function diffView(before: unknown, after: unknown, from: WirePlace): HTMLElement {
  const changes = jsonDiff(before, after);
  const { line, exchange } = from;
  const count = changes.length === 0 ? strings.noDifference : strings.differences(changes.length);
  return el(
    'div',
    { class: 'json-diff', tabindex: '0', role: 'region', 'aria-label': strings.diff },
    el('p', { class: 'muted' }, strings.differencesFrom(line, exchange)),
    el('p', {}, count),
    el('ul', {}, ...changes.map(changeElement)),
  );
}

function changeElement({ type, path, before, after }: JsonChange): HTMLElement {
  return el(
    'li',
    { class: `json-change ${type}` },
    el('span', { class: 'wire-tag' }, `${signs[type]} `, strings[type]),
    ' ',
    el('code', {}, visibleText(path)),
    ' ',
    type !== 'added' && el('del', {}, el('bdi', {}, previewOf(before))),
    ' ',
    type !== 'removed' && el('ins', {}, el('bdi', {}, previewOf(after))),
  );
}
