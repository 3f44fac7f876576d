import {
  isDocument,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type visitorFn,
} from 'yaml';

/** A place in a file in terms of its YAML. */
export interface YamlPlace {
  /** Keys and indices from the document's root to the mapping, list or value being written. */
  readonly path: readonly (string | number)[];
  /** `key`: a field name; `value`: the value of a field or list item. */
  readonly kind: 'key' | 'value';
  /** The part already typed, which gets replaced. */
  readonly word: string;
  /** Offset of the word. */
  readonly start: number;
  /** The other fields of the mapping. */
  readonly siblings: readonly string[];
  /** True if a colon already follows the key. */
  readonly hasColon: boolean;
  /** True if the document is otherwise empty. */
  readonly isEmptyDocument: boolean;
  /** Columns between the line's indentation and the word, from list dashes. */
  readonly dashColumns: number;
}

/** Replaces the word being typed. No real file contains it. */
const caret = 'ask\u2060sofia\u2060caret';

/**
 * The place at an offset, for proposals. Works in half-typed files: the word there is replaced by a
 * marker that parses and can be found again. Undefined in a comment or if the place is unclear.
 */
export function yamlPlace(text: string, offset: number): YamlPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const before = text.slice(lineStart, offset);
  const after = text.slice(offset, lineEnd);
  if (/(^|\s)#/.test(before)) return undefined;
  const word = /(?<![^\s:,[\]{}'"#])[^\s:,[\]{}'"#]*$/.exec(before)?.[0] ?? '';
  const rest = /^[^\s:,[\]{}'"#]*/.exec(after)?.[0] ?? '';
  const start = offset - word.length;
  const end = offset + rest.length;
  const hasColon = /^\s*:/.test(text.slice(end, lineEnd));
  const quote = /(['"])$/.exec(text.slice(lineStart, start))?.[1];
  // An unclosed quote would swallow the rest of the file.
  const isOpenQuote = quote !== undefined && !text.slice(end, lineEnd).includes(quote);
  const from = isOpenQuote ? start - 1 : start;
  const dashColumns = /^\s*((?:-\s+)*)/.exec(text.slice(lineStart, from))?.[1]?.length ?? 0;
  const isKeyLine = /^\s*(-\s+)*$/.test(text.slice(lineStart, from)) && !hasColon;
  const candidates = isKeyLine ? [`${caret}: `, caret] : [caret];
  for (const candidate of candidates) {
    const tail = isOpenQuote ? text.slice(lineEnd) : text.slice(end);
    const found = findCaret(`${text.slice(0, from)}${candidate}${tail}`);
    if (found) return { ...found, word, start, hasColon, dashColumns };
  }
  return undefined;
}

type Found = Pick<YamlPlace, 'path' | 'kind' | 'siblings' | 'isEmptyDocument'>;

function findCaret(text: string): Found | undefined {
  return findScalar(text, (key, node, ancestors) => {
    if (node.value !== caret) return undefined;
    const pair = ancestors.at(-1);
    const isKey = key === 'key' && isPair(pair);
    const siblings = isKey ? siblingsOf(ancestors.at(-2), pair) : [];
    const isEmptyDocument =
      isDocument(pair) || (isKey && siblings.length === 0 && isDocument(ancestors.at(-3)));
    const path = pathOf(ancestors, isKey ? undefined : node);
    return { path, kind: isKey ? 'key' : 'value', siblings, isEmptyDocument };
  });
}

/** The first result of `find` for the scalars of a file, which may be half-typed. */
function findScalar<T>(
  text: string,
  find: (...place: Parameters<visitorFn<Scalar>>) => T | undefined,
): T | undefined {
  const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false });
  let found: T | undefined;
  for (const document of Array.isArray(documents) ? documents : []) {
    visit(document, {
      Scalar: (...place) => {
        found ??= find(...place);
        return found && visit.BREAK;
      },
    });
  }
  return found;
}

function siblingsOf(map: unknown, own: Pair): readonly string[] {
  if (!isMap(map)) return [];
  return map.items.flatMap((pair) =>
    pair !== own && isScalar(pair.key) ? [String(pair.key.value)] : [],
  );
}

/** The path from a node's ancestors; without a node, the path of the mapping that has the key. */
function pathOf(
  ancestors: readonly (Document | Node | Pair)[],
  node: Node | undefined,
): YamlPlace['path'] {
  const chain: readonly unknown[] = node ? [...ancestors, node] : ancestors.slice(0, -1);
  return chain.flatMap((one, index): YamlPlace['path'] => {
    // A merge key adds no step: its fields belong to the mapping around it.
    if (isMergePair(one) || isMergePair(chain[index - 2])) return [];
    if (isPair(one) && isScalar(one.key)) return [String(one.key.value)];
    const list = chain[index - 1];
    return isSeq(list) ? [list.items.indexOf(one)] : [];
  });
}

function isMergePair(one: unknown): boolean {
  return isPair(one) && isScalar(one.key) && one.key.value === '<<';
}

/** A key of a file. */
export interface YamlKey {
  readonly path: YamlPlace['path'];
  /** Offsets of the key. */
  readonly start: number;
  readonly end: number;
}

/** The key at an offset, and its path; undefined if there is no key. Expects a complete file. */
export function yamlKeyAt(text: string, offset: number): YamlKey | undefined {
  return findScalar(text, (key, node, ancestors) => {
    const [start, end] = node.range ?? [0, 0];
    if (key !== 'key' || offset < start || offset > end) return undefined;
    return { path: [...pathOf(ancestors, undefined), String(node.value)], start, end };
  });
}
