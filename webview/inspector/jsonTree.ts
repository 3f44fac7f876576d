import { parseJson } from '../../src/shared/guards.ts';
import { readExactly } from '../../src/shared/json/exactJson.ts';
import { scanJson } from '../../src/shared/json/scanJson.ts';

/** Keys and indexes from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** One line of a JSON tree. */
export interface JsonNode {
  readonly path: JsonPath;
  /** Unique in its tree; see `pathText`. */
  readonly key: string;
  readonly value: unknown;
  /** 1 for the root, as `aria-level` counts. */
  readonly level: number;
  /** 1-based among its siblings. */
  readonly position: number;
  readonly siblings: number;
  /** Missing if there is nothing to expand. */
  readonly isExpanded?: boolean;
}

/** Deeper JSON is shown as text: no response needs it, and recursion could crash the page. */
const maxDepth = 500;
/** A tree with at most this many values is fully expanded at first. */
const maxExpandedAtFirst = 300;

/**
 * Parses a line. Numbers with a non-canonical spelling become `SentNumber`. Undefined if the text
 * is not JSON or is nested too deeply for a tree.
 */
export function parseLine(text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) return undefined;
  const { depth, hasPlainNumbers } = scanJson(text);
  if (depth > maxDepth) return undefined;
  return hasPlainNumbers ? value : readExactly(text).value;
}

/** The members of an array or object with their indexes or keys; empty for a scalar. */
export function childrenOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((child: unknown, index) => [index, child] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** A JSONPath (RFC 9535) of one value, for example `$.result.responseEvents[0]["a key"]`. */
export function pathText(path: JsonPath): string {
  return ['$', ...path.map(segmentText)].join('');
}

export function segmentText(segment: string | number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return /^[A-Za-z_][\w]*$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}

/** The path of a line's only event; of one with more or none, that of the whole line. */
export function eventPath(line: unknown): JsonPath {
  const path: JsonPath = ['result', 'response', 'responseEvents'];
  const paths = [path, path.toSpliced(1, 1)];
  const found = paths.find((one) => childrenOf(valueAt(line, one)).length === 1);
  return found ? [...found, 0] : [];
}

function valueAt(root: unknown, path: JsonPath): unknown {
  return path.reduce(
    (value: unknown, wanted) => childrenOf(value).find(([key]) => key === wanted)?.[1],
    root,
  );
}

/** The keys expanded at first: all of a small tree, the top of a large one. */
export function expandedAtFirst(root: unknown, top: JsonPath = []): ReadonlySet<string> {
  const expanded = new Set<string>();
  let layer: readonly { readonly path: JsonPath; readonly value: unknown }[] = [
    { path: top, value: valueAt(root, top) },
  ];
  let count = 1;
  while (layer.length > 0) {
    const next = layer.flatMap((node) =>
      childrenOf(node.value).map(([key, child]) => ({ path: [...node.path, key], value: child })),
    );
    count += next.length;
    if (count > maxExpandedAtFirst && expanded.size > 0) break;
    for (const node of layer) if (isContainer(node.value)) expanded.add(pathText(node.path));
    layer = next;
  }
  return expanded;
}

/** The lines of the tree below a path that are not folded away, in order. */
export function visibleNodes(
  root: unknown,
  expanded: ReadonlySet<string>,
  top: JsonPath = [],
): readonly JsonNode[] {
  const nodes: JsonNode[] = [];
  const node = { path: top, value: valueAt(root, top), level: 1, position: 1, siblings: 1 };
  addNode(nodes, node, expanded);
  return nodes;
}

function addNode(
  nodes: JsonNode[],
  node: Omit<JsonNode, 'key' | 'isExpanded'>,
  expanded: ReadonlySet<string>,
): void {
  const { path, value, level } = node;
  const key = pathText(path);
  const children = childrenOf(value);
  const isExpanded = children.length > 0 ? expanded.has(key) : undefined;
  nodes.push({
    ...node,
    key,
    ...(isExpanded === undefined ? {} : { isExpanded }),
  });
  if (!isExpanded) return;
  for (const [index, [segment, child]] of children.entries()) {
    const place = { level: level + 1, position: index + 1, siblings: children.length };
    addNode(nodes, { path: [...path, segment], value: child, ...place }, expanded);
  }
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
