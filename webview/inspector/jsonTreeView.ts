import { t } from '../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { SentNumber } from '../../src/shared/json/exactJson.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { controlIcons, icon } from '../base/icons.ts';
import { virtualList } from '../base/virtualList.ts';
import { childrenOf, eventPath, expandedAtFirst, pathText, visibleNodes } from './jsonTree.ts';
import type { JsonNode, JsonPath } from './jsonTree.ts';

export type ChosenNode = Pick<JsonNode, 'path' | 'value'>;

export interface JsonTreeView {
  readonly element: HTMLElement;
  /** The top of the tree at first. */
  readonly chosen: ChosenNode;
  /** Chooses a value that is not folded away; one above the top becomes the top. */
  choose(path: JsonPath): void;
}

/** Longer texts are cut in their line; the full text is below the tree. */
const maxPreview = 300;

/** A line as a tree that begins at its event; `onChoose` is called after each choice. */
export function jsonTreeView(root: unknown, onChoose: () => void): JsonTreeView {
  let top = eventPath(root);
  let expanded = expandedAtFirst(root, top);
  let nodes = visibleNodes(root, expanded, top);
  const list = virtualList<JsonNode>({
    name: 'json',
    className: 'json-tree',
    role: 'tree',
    label: t('Line as JSON'),
    innerRole: 'none',
    heightEm: () => 1.7,
    view: (node) => guard([node], () => nodeView(node)),
    onChoose,
    onKey(event, node) {
      if (event.key === 'ArrowRight') stepIn(node);
      else if (event.key === 'ArrowLeft') stepOut(node);
      else if (event.key === 'Enter' || event.key === ' ') toggle(node);
      else return;
      event.preventDefault();
    },
    onPress(node, target) {
      if (target.closest('.fold-mark')) toggle(node);
    },
  });
  list.setItems(nodes);
  list.setChosen(0);

  function stepIn(node: JsonNode): void {
    if (node.isExpanded === false) toggle(node);
    else if (node.isExpanded) chooseAt(list.chosen + 1);
  }

  function stepOut(node: JsonNode): void {
    if (node.isExpanded) toggle(node);
    else if (node.path.length > 0) choose(node.path.slice(0, -1));
  }

  function toggle({ key, isExpanded }: JsonNode): void {
    if (isExpanded === undefined) return;
    expanded = new Set(
      isExpanded ? [...expanded].filter((one) => one !== key) : [...expanded, key],
    );
    redraw();
  }

  function redraw(): void {
    nodes = visibleNodes(root, expanded, top);
    list.setItems(nodes);
  }

  function choose(path: JsonPath): void {
    if (path.length < top.length) {
      // What leads to the old top is unfolded.
      const above = top.map((_, depth) => pathText(top.slice(0, depth)));
      expanded = new Set([...expanded, ...above]);
      top = path;
      redraw();
    }
    const wanted = pathText(path);
    chooseAt(nodes.findIndex(({ key }) => key === wanted));
  }

  function chooseAt(index: number): void {
    if (!nodes[index]) return;
    list.show(index);
    onChoose();
  }

  return {
    element: list.element,
    get chosen() {
      return nodes[list.chosen] ?? nodes[0] ?? { path: [], value: root };
    },
    choose,
  };
}

function nodeView(node: JsonNode): TemplateResult {
  const { path, value, level, position, siblings, isExpanded } = node;
  const name = path.at(-1);
  const key = html`<bdi class="json-key">${visibleText(String(name))}:</bdi>`;
  return html`<div
    class="json-node"
    role="treeitem"
    aria-level=${level}
    aria-posinset=${position}
    aria-setsize=${siblings}
    aria-expanded=${isExpanded ?? nothing}
    .style=${`padding-inline-start: ${Math.min(level - 1, 20) * 12 + 4}px`}
  >
    <span class="fold-mark">${isExpanded === undefined ? nothing : icon(controlIcons.right)}</span>
    ${name === undefined ? nothing : key}
    <bdi class="json-value ${typeOf(value)}">${previewOf(value)}</bdi>
  </div>`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof SentNumber) return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A value in one line, with control characters made visible; of a container, its size. */
export function previewOf(value: unknown): string {
  if (value instanceof SentNumber) return value.text;
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return `{${childrenOf(value).length}}`;
  const text = typeof value === 'string' ? value.slice(0, maxPreview) : value;
  const isCut = typeof value === 'string' && value.length > maxPreview;
  return visibleText(JSON.stringify(text)) + (isCut ? '…' : '');
}
