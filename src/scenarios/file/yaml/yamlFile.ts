import { LineCounter, parseAllDocuments, visit, type Document, type YAMLError } from 'yaml';
import { isTooDeep } from '../../../agentGraph/wire/jsonDepth.ts';
import { t } from '../../../shared/l10n.ts';
import { wholeText } from '../wholeText.ts';
import { oddNode } from './oddNode.ts';
import { Places } from './yamlPositions.ts';
import type { FileProblem } from '../scenario.ts';

/** Larger files are generated, and editors cannot handle them well. */
export const maxFileBytes = 2 * 1024 * 1024;

/** A document of a file: its value with positions, or its problem. */
export type YamlDocument =
  { readonly value: unknown; readonly places: Places } | { readonly problem: FileProblem };

/**
 * The non-empty documents of a YAML file from text or bytes; one with a problem if nothing in it
 * can be read. Never throws, whatever is in it.
 */
export function readYaml(content: string | Uint8Array): readonly YamlDocument[] {
  if (Buffer.byteLength(content) > maxFileBytes)
    return failed(t('The file is larger than 2 MB. Split it into several files.'));
  const decoded = wholeText(content);
  if ('problem' in decoded) return failed(decoded.problem.message, decoded.problem.at);
  const lines = new LineCounter();
  const { text: yaml } = decoded;
  const documents = parseAllDocuments(yaml, {
    lineCounter: lines,
    strict: true,
    merge: true,
    // `oddNode` finds them; the parser compares each key with all earlier ones.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  // Without documents it is one object that is like an empty list.
  return (Array.isArray(documents) ? documents : [])
    .filter((document) => !isEmpty(document))
    .map((document) => readDocument(document, new Places(document, lines, yaml)));
}

function failed(message: string, at = { line: 1, column: 1 }): readonly YamlDocument[] {
  return [{ problem: { at: { start: at, end: at }, message } }];
}

function isEmpty({ contents, errors }: Document.Parsed): boolean {
  return errors.length === 0 && (contents === null || contents.range[0] === contents.range[1]);
}

function readDocument(document: Document.Parsed, places: Places): YamlDocument {
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) return { problem: yamlProblem(document, fault, places) };
  const odd = oddNode(document);
  if (odd) return { problem: { at: places.span(...odd.range), message: odd.message } };
  const value = valueOf(document);
  if (value !== undefined) return { value, places };
  return { problem: { at: places.value([]), message: tooDeep() } };
}

/** Undefined for a document that would need too much memory or stack. */
function valueOf(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** The YAML error. Only the first counts: later ones are usually its consequences. */
function yamlProblem(
  document: Document.Parsed,
  { message, pos, code }: YAMLError,
  places: Places,
): FileProblem {
  const open = message.startsWith('Missing closing') ? openQuote(document, pos[0]) : undefined;
  if (open !== undefined)
    return { at: places.span(open, open + 1), message: t("This quote isn't closed.") };
  const at = places.span(...pos);
  const [sentence = ''] = message.split('\n');
  // The parser ran out of stack.
  if (sentence.startsWith('Maximum call stack')) return { at, message: tooDeep() };
  return { at, message: hints[code]?.() ?? t('Invalid YAML: {0}.', sentence) };
}

/** The start of the quoted text that runs on to the error. */
function openQuote(document: Document.Parsed, fault: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar: (_, { range, type }) => {
      if (range && type?.startsWith('QUOTE') && range[0] < fault) [start] = range;
    },
  });
  return start;
}

function tooDeep(): string {
  return t('The document is nested too deeply, or its aliases repeat too much content.');
}

/** Messages for the most common mistakes. */
const hints: { readonly [C in YAMLError['code']]?: () => string } = {
  TAB_AS_INDENT: () => t("Indent with spaces. YAML doesn't allow tabs."),
  MISSING_CHAR: () => t('Something is missing here: a closing bracket, or a colon after a name.'),
  BLOCK_AS_IMPLICIT_KEY: () =>
    t("The indentation is wrong here, or a value that contains a colon isn't in quotes."),
};
