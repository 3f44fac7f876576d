import { LineCounter, parseAllDocuments, visit, type Document, type YAMLError } from 'yaml';
import { isTooDeep } from '../../agentGraph/jsonDepth.ts';
import { decodeText, textProblemSentence } from '../../shared/decodeText.ts';
import { isRecord } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import { oddNode } from './oddNode.ts';
import { Places } from './places.ts';
import { readScenario } from './readScenario.ts';
import type { FileProblem, Scenario, ScenarioFile } from './scenario.ts';
import { scenarioErrors } from './scenarioSchema.ts';
import { schemaProblems, type DocumentProblem } from './schemaProblems.ts';
import { scenarioProblems } from './scenarioProblems.ts';

/** Larger files are written by programs, and no editor is happy with them. */
export const maxFileBytes = 2 * 1024 * 1024;

/** Most turns of a scenario, and most expectations of one place. */
const maxItems = 1_000;

const start = { line: 1, column: 1 };

/**
 * Reads a `*.sofia.yaml`, its text or its bytes: a scenario for each YAML document. Never throws, whatever is in the file; a
 * document with a problem is left out, the others are read.
 */
export function parseScenarios(path: string, content: string | Uint8Array): ScenarioFile {
  const place = path.replaceAll('\\', '/');
  const failed = (message: string, at = start): ScenarioFile => ({
    path: place,
    scenarios: [],
    problems: [{ at: { start: at, end: at }, message }],
  });
  if (Buffer.byteLength(content) > maxFileBytes)
    return failed(t('The file is larger than 2 MB. Divide it into several files.'));
  const decoded = decodeText(content);
  if ('problem' in decoded) {
    const { problem } = decoded;
    const at = problem.type === 'notUtf8' ? { line: problem.line, column: 1 } : start;
    return failed(textProblemSentence(problem), at);
  }
  const lines = new LineCounter();
  const { text: yaml } = decoded;
  const documents = parseAllDocuments(yaml, {
    lineCounter: lines,
    strict: true,
    merge: true,
    // `oddNode` finds them; the parser compares each key with all before it.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (!Array.isArray(documents) || documents.every(isEmpty))
    return failed(t('The file is empty. A scenario has a name and turns.'));
  const scenarios: Scenario[] = [];
  const problems: FileProblem[] = [];
  const names = new Set<string>();
  for (const document of documents) {
    if (isEmpty(document)) continue;
    const places = new Places(document, lines, yaml);
    const read = readDocument(document, places);
    if ('problems' in read) problems.push(...read.problems);
    else if (names.has(read.name)) problems.push(sameName(read, places));
    else scenarios.push(read);
    if ('name' in read) names.add(read.name);
  }
  return { path: place, scenarios, problems };
}

function isEmpty({ contents, errors }: Document.Parsed): boolean {
  return errors.length === 0 && (contents === null || contents.range[0] === contents.range[1]);
}

function readDocument(
  document: Document.Parsed,
  places: Places,
): Scenario | { readonly problems: readonly FileProblem[] } {
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) return { problems: [yamlProblem(document, fault, places)] };
  const placed = ({ path, isKey, message }: DocumentProblem): FileProblem => ({
    at: isKey ? places.key(path) : places.value(path),
    message,
  });
  const odd = oddNode(document);
  if (odd) return { problems: [{ at: places.span(...odd.range), message: odd.message }] };
  const value = valueOf(document);
  if (!isRecord(value)) {
    const message =
      value === undefined ? tooDeep() : t('A scenario is a mapping with name and turns.');
    return { problems: [{ at: places.value([]), message }] };
  }
  const long = longList(value);
  if (long) return { problems: [placed(long)] };
  const shape = schemaProblems(value, scenarioErrors(value));
  if (shape.length > 0) return { problems: shape.map(placed) };
  const scenario = readScenario(value, places);
  const problems = scenarioProblems(value, scenario);
  return problems.length > 0 ? { problems: problems.map(placed) } : scenario;
}

/** Undefined for a document that would take too much memory or stack. */
function valueOf(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** The first list of turns or expectations that is too long: the schema takes long for such. */
function longList(document: Readonly<Record<string, unknown>>): DocumentProblem | undefined {
  const turns: readonly unknown[] = Array.isArray(document['turns']) ? document['turns'] : [];
  const lists = [
    { path: ['turns'], list: turns },
    { path: ['expect'], list: document['expect'] },
    ...turns.flatMap((turn, index) =>
      isRecord(turn) ? [{ path: ['turns', index, 'expect'], list: turn['expect'] }] : [],
    ),
  ];
  const long = lists.find(({ list }) => Array.isArray(list) && list.length > maxItems);
  const message = t('This list has more than {0} items.', String(maxItems));
  return long && { path: long.path, message };
}

/** What makes it no YAML. Whatever follows the first fault is mostly a consequence of it. */
function yamlProblem(
  document: Document.Parsed,
  { message, pos, code }: YAMLError,
  places: Places,
): FileProblem {
  const open = message.startsWith('Missing closing') ? openQuote(document, pos[0]) : undefined;
  if (open !== undefined)
    return { at: places.span(open, open + 1), message: t('This quote is not closed.') };
  const [sentence = ''] = message.split('\n');
  // The parser met the end of the stack.
  if (sentence.startsWith('Maximum call stack'))
    return { at: places.span(...pos), message: tooDeep() };
  return {
    at: places.span(...pos),
    message: yamlHint(code) ?? t('This is not YAML: {0}.', sentence),
  };
}

/** Where the text begins that goes on to the fault. */
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
  return t('The document is nested too deeply, or repeats itself too often with aliases.');
}

/** In words, for the mistakes that are made most. */
function yamlHint(code: YAMLError['code']): string | undefined {
  switch (code) {
    case 'TAB_AS_INDENT':
      return t('Indent with spaces: YAML does not allow tabs.');
    case 'MISSING_CHAR':
      return t('Something is missing here: a bracket that closes, or a colon after a name.');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return t('The indentation does not fit here, or a value with a colon in it has no quotes.');
    default:
      return undefined;
  }
}

function sameName({ name }: Scenario, places: Places): FileProblem {
  return {
    at: places.value(['name']),
    message: t('Another scenario of this file is called "{0}". Give this one another name.', name),
  };
}
