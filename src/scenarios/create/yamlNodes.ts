import { Document, isCollection, isScalar, Scalar, visit } from 'yaml';
import { isRecord, isString } from '../../shared/guards.ts';

/** A mapping as it is written to a file: keys with their values. */
export type Mapping = Readonly<Record<string, unknown>>;

/** No line width: a text broken into several lines cannot be searched for. */
const yamlFormat = { lineWidth: 0, indentSeq: true, flowCollectionPadding: true } as const;

/** Mappings and lists up to this length go on one line. */
const maxFlowLength = 80;

/** A value as YAML: texts quoted where needed, small mappings on one line, no anchors. */
export function yamlDocument(value: unknown): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      // Unescaped, its characters would be lost or misread.
      if (isString(node.value) && oddText.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document;
}

/** The document as text, with invisible characters escaped. */
export function yamlText(document: Document): string {
  return document.toString(yamlFormat).replace(unseen, escaped);
}

/**
 * Half a surrogate pair, control characters, invisible characters, spaces at the edges, and the
 * replacement character, which marks a file in a wrong encoding.
 */
const oddText =
  /[\p{Surrogate}\u0000-\u0008\u000b-\u001f\ufffd]|(?![\u200c\u200d])[\p{Cf}\u007f-\u009f\u2028\u2029]|[^\S\n]\n|^\s|\s$/u;
/** Those that quoting leaves unescaped, except the joiners in emoji. */
const unseen = /(?![\u200c\u200d])[\p{Cf}\u007f-\u009f\u2028\u2029\ufffd]/gu;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** Puts a short mapping or list, with its contents, on one line. */
export function inOneLine(node: unknown): void {
  if (!isCollection(node)) return;
  const json = JSON.stringify(node.toJSON());
  if (json.length <= maxFlowLength && !json.includes('\\n')) node.flow = true;
}

/** The text of a scalar key; other keys are returned unchanged. */
export function keyText(key: unknown): unknown {
  return isScalar(key) ? key.value : key;
}

/**
 * A value whose texts are literal in a scenario file: two braces are escaped, so they are not a
 * reference. Field names stay unchanged.
 */
export function literal<T>(value: T): T {
  const escape = (one: unknown): unknown => {
    if (isString(one)) return one.replaceAll('{{', '\\{{');
    if (Array.isArray(one)) return one.map(escape);
    if (!isRecord(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, escape(inner)]));
  };
  return escape(value) as T;
}
