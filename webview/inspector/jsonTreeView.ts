import { SentNumber } from '../../src/shared/json/exactJson.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { controlIcons } from '../base/icons.ts';
import { el, iconElement } from '../base/dom.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { childrenOf, expandedAtFirst, pathText, visibleNodes } from './jsonTree.ts';
import type { JsonNode, JsonPath } from './jsonTree.ts';
import { virtualList } from '../base/virtualList.ts';

export interface JsonTreeView {
  readonly element: HTMLElement;
  show(value: unknown): void;
  /** Chooses a value, which must be visible, not folded away. */
  choose(path: JsonPath): void;
  focus(): void;
}

/** Longer texts are cut in their line; the full text is below the tree. */
const maxPreview = 300;
const itemHeightEm = 1.7;

/** A JSON value as a tree; `onChoose` is called for each chosen value. */
export function jsonTreeView(onChoose: (node: JsonNode) => void): JsonTreeView {
  let root: unknown;
  let expanded: ReadonlySet<string> = new Set();
  let nodes: readonly JsonNode[] = [];

  const list = virtualList({
    name: 'json',
    attributes: { class: 'virtual-list json-tree', role: 'tree', 'aria-label': strings.tree },
    innerRole: 'none',
    sourceOf: (index) => nodes[index],
    draw: (index) => {
      const node = nodes[index];
      return node ? nodeElement(node) : el('div');
    },
    onChoose(index) {
      const node = nodes[index];
      if (node) onChoose(node);
    },
    onKey(event) {
      const node = nodes[list.chosen];
      if (!node) return;
      if (event.key === 'ArrowRight') stepIn(node);
      else if (event.key === 'ArrowLeft') stepOut(node);
      else if (event.key === 'Enter' || event.key === ' ') toggle(node);
      else return;
      event.preventDefault();
    },
    onPress(index, target) {
      const node = nodes[index];
      if (node && target.closest('.fold-mark')) toggle(node);
    },
  });
  new ResizeObserver(() => {
    const letterPx = parseFloat(getComputedStyle(list.element).fontSize);
    list.setItemHeight(Math.round(letterPx * itemHeightEm));
  }).observe(list.element);

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
    nodes = visibleNodes(root, expanded);
    list.setCount(nodes.length);
  }

  function choose(path: JsonPath): void {
    const wanted = pathText(path);
    chooseAt(nodes.findIndex(({ key }) => key === wanted));
  }

  function chooseAt(index: number): void {
    const node = nodes[index];
    if (!node) return;
    list.setChosen(index);
    list.reveal(index);
    onChoose(node);
  }

  return {
    element: list.element,
    show(value) {
      root = value;
      expanded = expandedAtFirst(value);
      redraw();
      chooseAt(0);
    },
    choose,
    focus: () => list.element.focus(),
  };
}

function nodeElement(node: JsonNode): HTMLElement {
  const { path, value, level, position, siblings, isExpanded } = node;
  const name = path.at(-1);
  const element = el(
    'div',
    {
      class: 'json-node',
      role: 'treeitem',
      'aria-level': String(level),
      'aria-posinset': String(position),
      'aria-setsize': String(siblings),
      'aria-expanded': isExpanded === undefined ? undefined : String(isExpanded),
    },
    el('span', { class: 'fold-mark' }, isExpanded !== undefined && iconElement(controlIcons.right)),
    name !== undefined && el('bdi', { class: 'json-key' }, `${visibleText(String(name))}:`),
    el('bdi', { class: `json-value ${typeOf(value)}` }, previewOf(value)),
  );
  element.style.paddingInlineStart = `${Math.min(level - 1, 20) * 12 + 4}px`;
  return element;
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
