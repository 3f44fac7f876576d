import { isMap, isPair, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';
import type { Position, Span } from './scenario.ts';

/** Keys and indices from the top of a document. */
export type Path = readonly (string | number)[];

/** Where in the text the values of a YAML document stand. */
export class Places {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #text: string;

  constructor(document: Document.Parsed, lines: LineCounter, text: string) {
    this.#document = document;
    this.#lines = lines;
    this.#text = text;
  }

  /** Of the value at the path, or of the nearest one around it that is there. */
  value(path: Path): Span {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.#node(path.slice(0, length));
      if (node?.range) return this.span(node.range[0], node.range[1]);
    }
    return this.span(...wholeRange(this.#document));
  }

  /** Of the key that the path ends with; where it is an index, of the value. */
  key(path: Path): Span {
    const parent = this.#node(path.slice(0, -1));
    const pair = isMap(parent) ? parent.items.find(({ key }) => keyOf(key) === path.at(-1)) : null;
    const range = isPair(pair) && isScalar(pair.key) ? pair.key.range : undefined;
    return range ? this.span(range[0], range[1]) : this.value(path);
  }

  /** By offsets in the text; trailing white space is left out. */
  span(start: number, end: number): Span {
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
      if (isMap(node)) node = node.items.find(({ key }) => keyOf(key) === step)?.value;
      else if (isSeq(node) && typeof step === 'number') node = node.items[step];
      else return undefined;
    }
    return node instanceof Object && 'range' in node ? (node as Node) : undefined;
  }
}

function keyOf(key: unknown): unknown {
  return isScalar(key) ? String(key.value) : undefined;
}

function wholeRange({ range }: Document.Parsed): [number, number] {
  return [range[0], range[1]];
}
