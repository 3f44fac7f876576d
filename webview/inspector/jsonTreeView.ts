import { t } from '../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { SentNumber } from '../../src/shared/json/exactJson.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { controlIcons, icon } from '../base/icons.ts';
import { virtualList } from '../base/virtualList.ts';
import { strings } from '../strings.ts';
import { childrenOf, expandedAtFirst, pathText, visibleNodes } from './jsonTree.ts';
import type { JsonNode, JsonPath } from './jsonTree.ts';

export type ChosenNode = Pick<JsonNode, 'path' | 'value'>;

export interface JsonTreeView {
  readonly element: HTMLElement;
  /** The root at first. */
  readonly chosen: ChosenNode;
  /** Chooses a value, which must be visible, not folded away. */
  choose(path: JsonPath): void;
}

/** Longer texts are cut in their line; the full text is below the tree. */
const maxPreview = 300;

/** A JSON value as a tree; `onChoose` is called after each choice. */
export function jsonTreeView(root: unknown, onChoose: () => void): JsonTreeView {
  let expanded = expandedAtFirst(root);
  let nodes = visibleNodes(root, expanded);
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
    nodes = visibleNodes(root, expanded);
    list.setItems(nodes);
  }

  function choose(path: JsonPath): void {
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
      return nodes[list.chosen] ?? { path: [], value: root };
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

/** A value in one line, with control characters made visible. */
export function previewOf(value: unknown): string {
  if (value instanceof SentNumber) return value.text;
  if (Array.isArray(value)) return strings.arrayOf(value.length);
  if (typeof value === 'object' && value !== null)
    return strings.objectOf(childrenOf(value).length);
  const text = typeof value === 'string' ? value.slice(0, maxPreview) : value;
  const isCut = typeof value === 'string' && value.length > maxPreview;
  return visibleText(JSON.stringify(text)) + (isCut ? '…' : '');
}
