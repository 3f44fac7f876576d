import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import type { Position, SourceSpan } from '../scenario.ts';

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** True for `<<`, which merges other mappings into its own; the parser makes it a symbol. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

/** Limit for nested merges. */
const maxMerges = 20;

/** The positions of a YAML document's values in the text. */
export class Places {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #text: string;
  readonly #targets = new Map<Alias, Node | undefined>();

  constructor(document: Document.Parsed, lines: LineCounter, text: string) {
    this.#document = document;
    this.#lines = lines;
    this.#text = text;
  }

  /** The span of the value at the path, or of its nearest existing ancestor. */
  value(path: Path): SourceSpan {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.#node(path.slice(0, length));
      if (node?.range) return this.span(node.range[0], node.range[1]);
    }
    const [start, end] = this.#document.range;
    return this.span(start, end);
  }

  /** The span of a value, or of its key. */
  at(path: Path, isKey = false): SourceSpan {
    return isKey ? this.key(path) : this.value(path);
  }

  /** The span of the path's last key; for an index, of the value. */
  key(path: Path): SourceSpan {
    const parent = this.#node(path.slice(0, -1));
    const pair = this.#pair(parent, path.at(-1));
    const range = isPair(pair) && isScalar(pair.key) ? pair.key.range : undefined;
    return range ? this.span(range[0], range[1]) : this.value(path);
  }

  /** The span between two offsets, without trailing white space. */
  span(start: number, end: number): SourceSpan {
    const length = this.#text.slice(start, end).trimEnd().length;
    return { start: this.#position(start), end: this.#position(start + length) };
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #node(path: Path): Node | undefined {
    let node: unknown = this.#document.contents;
    for (const step of path) {
      if (isSeq(node) && typeof step === 'number') node = node.items[step];
      else node = this.#pair(node, step)?.value;
      node = this.#followed(node);
      if (node === undefined) return undefined;
    }
    return node instanceof Object && 'range' in node ? (node as Node) : undefined;
  }

  /** The mapping's own pair, else one from the mappings merged into it. */
  #pair(map: unknown, name: unknown, depth = 0): Pair | undefined {
    if (!isMap(map) || depth > maxMerges) return undefined;
    const own = map.items.find(({ key }) => keyOf(key) === name);
    if (own) return own;
    const merged = this.#followed(map.items.find(({ key }) => isMergeKey(key))?.value);
    const sources: readonly unknown[] = isSeq(merged) ? merged.items : [merged];
    for (const source of sources) {
      const pair = this.#pair(this.#followed(source), name, depth + 1);
      if (pair) return pair;
    }
    return undefined;
  }

  /** The target of an alias, cached because the parser searches the whole document. */
  #followed(node: unknown): unknown {
    if (!isAlias(node)) return node;
    const known = this.#targets.get(node) ?? node.resolve(this.#document);
    this.#targets.set(node, known);
    return known;
  }
}

function keyOf(key: unknown): unknown {
  return isScalar(key) ? String(key.value) : undefined;
}
