import { endOfNumber, endOfString, scanJson } from './scanJson.ts';

/** The position of a value in a JSON text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
  /** The number of an array or object, in the order in which they begin; else -1. */
  readonly container: number;
}

/** A name with its value. */
export interface JsonMember {
  readonly name: string;
  /** The name with its quotes, as sent. */
  readonly nameText: string;
  readonly value: JsonSpan;
}

/** The text of the value at a path; see `JsonTexts`. */
export function textAt(text: string, path: readonly (string | number)[]): string | undefined {
  return new JsonTexts(text).at(path);
}

/** Finds the texts of many values in a text that JSON.parse accepts. Caches what it has read. */
export class JsonTexts {
  readonly #index: JsonIndex;
  readonly #children = new Map<number, ReadonlyMap<string | number, JsonSpan>>();

  constructor(text: string) {
    this.#index = new JsonIndex(text);
  }

  /**
   * The text of the value at a path of names and indexes; undefined if there is none. For a
   * repeated name the last value counts, as in JSON.parse.
   */
  at(path: readonly (string | number)[]): string | undefined {
    let span: JsonSpan | undefined = this.#index.root;
    for (const step of path) span = span && this.#childrenOf(span).get(step);
    return span && this.#index.textOf(span);
  }

  #childrenOf(span: JsonSpan): ReadonlyMap<string | number, JsonSpan> {
    const known = this.#children.get(span.container);
    if (known) return known;
    const index = this.#index;
    const children = new Map<string | number, JsonSpan>();
    if (index.isObject(span))
      for (const { name, value } of index.members(span)) children.set(name, value);
    if (index.isArray(span)) index.items(span).forEach((item, at) => children.set(at, item));
    this.#children.set(span.container, children);
    return children;
  }
}

/**
 * Finds the values in a text that JSON.parse accepts. Each call takes time proportional to its
 * result.
 */
export class JsonIndex {
  readonly #text: string;
  readonly #ends: number[] = [];
  readonly #following: number[] = [];

  constructor(text: string) {
    this.#text = text;
    scanJson(text, { ends: this.#ends, following: this.#following });
  }

  get root(): JsonSpan {
    return this.#valueAt(this.#behindSpace(0), 0);
  }

  /** The value's text, as sent. */
  textOf({ start, end }: JsonSpan): string {
    return this.#text.slice(start, end);
  }

  /** The value, as from JSON.parse. */
  valueOf(span: JsonSpan): unknown {
    return JSON.parse(this.textOf(span));
  }

  isObject({ start }: JsonSpan): boolean {
    return this.#text.charAt(start) === '{';
  }

  isArray({ start }: JsonSpan): boolean {
    return this.#text.charAt(start) === '[';
  }

  isString({ start }: JsonSpan): boolean {
    return this.#text.charAt(start) === '"';
  }

  isNull({ start }: JsonSpan): boolean {
    return this.#text.charAt(start) === 'n';
  }

  /** All members of an object as sent, including repeated names. */
  members({ start, container }: JsonSpan): readonly JsonMember[] {
    const found: JsonMember[] = [];
    let next = container + 1;
    for (let at = this.#behindSpace(start + 1); this.#text.charAt(at) === '"';) {
      const nameText = this.#text.slice(at, endOfString(this.#text, at) + 1);
      const colon = this.#behindSpace(at + nameText.length);
      const value = this.#valueAt(this.#behindSpace(colon + 1), next);
      const name = nameText.includes('\\')
        ? (JSON.parse(nameText) as string)
        : nameText.slice(1, -1);
      found.push({ name, nameText, value });
      next = this.#nextContainer(value, next);
      at = this.#behindComma(value.end);
    }
    return found;
  }

  /** The elements of an array. */
  items({ start, end, container }: JsonSpan): readonly JsonSpan[] {
    const found: JsonSpan[] = [];
    let next = container + 1;
    for (let at = this.#behindSpace(start + 1); at < end - 1;) {
      const value = this.#valueAt(at, next);
      found.push(value);
      next = this.#nextContainer(value, next);
      at = this.#behindComma(value.end);
    }
    return found;
  }

  #valueAt(start: number, next: number): JsonSpan {
    const first = this.#text.charAt(start);
    if (first === '{' || first === '[')
      return { start, end: this.#ends[next] ?? this.#text.length, container: next };
    return { start, end: this.#endOfScalar(start, first), container: -1 };
  }

  #endOfScalar(start: number, first: string): number {
    if (first === '"') return endOfString(this.#text, start) + 1;
    if (first === 'f') return start + 5;
    return first === 't' || first === 'n' ? start + 4 : endOfNumber(this.#text, start);
  }

  #nextContainer({ container }: JsonSpan, next: number): number {
    return container < 0 ? next : (this.#following[container] ?? next);
  }

  #behindComma(end: number): number {
    const at = this.#behindSpace(end);
    return this.#text.charAt(at) === ',' ? this.#behindSpace(at + 1) : at;
  }

  #behindSpace(from: number): number {
    let at = from;
    // Space, tab and line breaks; the BOM was removed with the line's bytes.
    while (at < this.#text.length && this.#text.charCodeAt(at) <= 0x20) at += 1;
    return at;
  }
}
