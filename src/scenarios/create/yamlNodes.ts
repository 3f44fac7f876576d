import { Document, isCollection, isMap, isScalar, isSeq, type Node, Scalar, visit } from 'yaml';
import { isRecord, isString } from '../../shared/guards.ts';

/** Long lines are the reader's to wrap: a text that was broken up is not found again. */
const yamlFormat = { lineWidth: 0, indentSeq: true, flowCollectionPadding: true } as const;

/** A mapping or list that is so short in one line is written in one line. */
const maxFlowLength = 80;

/** A value as YAML: texts quoted where they need it, small mappings in one line, no anchors. */
export function yamlDocument(value: unknown): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  quoteOddTexts(document);
  return document;
}

/** The document as text, in which nothing stands that cannot be seen. */
export function yamlText(document: Document): string {
  return document.toString(yamlFormat).replace(unseen, escaped);
}

/** Texts with what is lost or misread when it stands there as it is are written with escapes. */
function quoteOddTexts(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      const { value } = node;
      if (typeof value === 'string' && oddText.test(value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
}

/**
 * Half a character, control characters, invisible ones, spaces at the edges, and what stands for a lost
 * letter, by which a file in a wrong encoding is known.
 */
const oddText =
  /[\p{Surrogate}\u0000-\u0008\u000b-\u001f\ufffd]|(?![\u200c\u200d])[\p{Cf}\u007f-\u009f\u2028\u2029]|[^\S\n]\n|^\s|\s$/u;
/** Those of them that quotes let stand; what joins the parts of an emoji is none. */
const unseen = /(?![\u200c\u200d])[\p{Cf}\u007f-\u009f\u2028\u2029\ufffd]/gu;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** Writes a mapping or list, and all that is in it, in one line where it is short. */
export function inOneLine(node: unknown): void {
  if (isCollection(node) && isShort(node)) node.flow = true;
}

function isShort(node: Node): boolean {
  if (!isMap(node) && !isSeq(node)) return false;
  const json = JSON.stringify(node.toJSON());
  return json.length <= maxFlowLength && !json.includes('\\n');
}

/** The text of a scalar node, for a key that may be anything. */
export function keyText(key: unknown): unknown {
  return isScalar(key) ? key.value : key;
}

/**
 * A value that is meant as it is, as a scenario file has to say it: two braces in its texts are no
 * reference. The names of its fields stay.
 */
export function literal<T>(value: T): T {
  return mapTexts(value, (text) => text.replaceAll('{{', '\\{{')) as T;
}

/** The value with every text in it changed; names of fields stay. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (isString(value)) return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapTexts(one, change)]),
  );
}
