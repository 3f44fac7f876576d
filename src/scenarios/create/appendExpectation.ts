import { isMap, isNode, isPair, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isRecord } from '../../shared/guards.ts';
import type { ActionMapping } from './actionOf.ts';
import { layOutExpectations } from './scenarioText.ts';
import { keyText, type Mapping, yamlDocument, yamlText } from './yamlNodes.ts';

/** Where to add an expectation. */
export interface ListPlace {
  /** The scenario's name, unique in its file. */
  readonly scenario: string;
  /** From 1; missing means the whole conversation. */
  readonly turn?: number;
}

/** The expectation as a list item of a file. */
export function expectationText(expectation: Mapping): string {
  const document = yamlDocument([expectation]);
  layOutExpectations(document.contents);
  return yamlText(document);
}

/** The actions of all turns in a file, with their places. */
export function turnsOfFile(
  fileText: string,
): readonly (Required<ListPlace> & { readonly action: ActionMapping })[] {
  return documentsOf(fileText).flatMap((document) => {
    const { name: scenario, turns } = valuesOf(document);
    if (typeof scenario !== 'string' || !Array.isArray(turns)) return [];
    return (turns as readonly unknown[]).flatMap((turn, index) => {
      if (!isRecord(turn)) return [];
      const { expect, ...action } = turn;
      return [{ scenario, turn: index + 1, action }];
    });
  });
}

/**
 * The file with one more expectation; everything else stays unchanged. Undefined if there is no
 * such turn or the file is not valid YAML.
 */
export function appendExpectation(
  fileText: string,
  { scenario, turn }: ListPlace,
  expectation: Mapping,
): string | undefined {
  if (soundText(fileText) === undefined) return undefined;
  const document = documentOf(fileText, scenario);
  const turns = document?.get('turns');
  const target =
    turn === undefined ? document?.contents : isSeq(turns) ? turns.items[turn - 1] : undefined;
  if (!isMap(target)) return undefined;
  // An alias instead of a list, for example, cannot be appended to.
  return soundText(insert(fileText, target, expectation));
}

/** The file with the recording added to the scenario; undefined if that is not possible. */
export function addRecording(
  fileText: string,
  scenario: string,
  recording: string,
): string | undefined {
  const map = documentOf(fileText, scenario)?.contents;
  const name = isMap(map) ? map.items.find(({ key }) => keyText(key) === 'name') : undefined;
  if (!isMap(map) || !name || map.flow) return undefined;
  const line = indented(yamlText(yamlDocument({ recording })), columnOf(fileText, map));
  return soundText(insertLines(fileText, endOf(name), line));
}

function insert(text: string, target: YAMLMap, expectation: Mapping): string {
  const pair = target.items.find(({ key }) => keyText(key) === 'expect');
  const list = pair?.value;
  const indent = columnOf(text, target);
  if (target.flow || (isSeq(list) && list.flow))
    return insertInLine(text, target, list, expectation);
  const lines = expectationText(expectation);
  if (isSeq(list) && list.items.length > 0)
    return insertLines(text, endOf(list), indented(lines, columnOf(text, list)));
  const head = pair ? '' : `${' '.repeat(indent)}expect:\n`;
  return insertLines(text, endOf(pair ?? target), head + indented(lines, indent + 2));
}

/** Flow collections (on one line) get the expectation on the same line. */
function insertInLine(text: string, target: YAMLMap, list: unknown, expectation: Mapping): string {
  const item = yamlDocument(expectation).contents;
  const node: YAMLMap | YAMLSeq = isSeq(list) ? list : target;
  const [start, end] = node.range ?? [0, 0];
  if (isSeq(list)) list.items.push(item);
  else target.set('expect', [item]);
  const shell = yamlDocument(undefined);
  shell.contents = node;
  node.flow = true;
  const line = yamlText(shell).trimEnd();
  const written = line.replaceAll('\n', `\n${' '.repeat(columnOf(text, target) + 2)}`);
  return text.slice(0, start) + written + text.slice(end);
}

/** The end of a node's contents, without the comments and blank lines after it. */
function endOf(node: Node | Pair | null): number {
  if (isPair(node)) {
    const { key, value } = node;
    const hasValue = isNode(value) && value.range && value.range[1] > value.range[0];
    return endOf(hasValue ? value : isNode(key) ? key : null);
  }
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1);
    if (isNode(last) || isPair(last)) return endOf(last);
  }
  return node?.range?.[1] ?? 0;
}

/** Inserts whole lines below the line that contains the offset. */
function insertLines(text: string, offset: number, lines: string): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const isAtStart = offset > 0 && text[offset - 1] === '\n';
  const next = isAtStart ? offset : text.indexOf('\n', offset) + 1;
  const at = next === 0 ? text.length : next;
  const gap = next === 0 && !isAtStart ? lineBreak : '';
  return text.slice(0, at) + gap + lines.replaceAll('\n', lineBreak) + text.slice(at);
}

function indented(lines: string, columns: number): string {
  return lines.replace(/(?<=^|\n)(?=[^\n])/g, ' '.repeat(columns));
}

function columnOf(text: string, node: Node): number {
  const start = node.range?.[0] ?? 0;
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

function documentsOf(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { prettyErrors: false });
  return Array.isArray(documents) ? documents : [];
}

/** The document of the scenario with this name. */
function documentOf(text: string, scenario: string): Document.Parsed | undefined {
  return documentsOf(text).find((one) => valuesOf(one)['name'] === scenario);
}

/** The text if it is valid YAML. */
function soundText(text: string): string | undefined {
  return documentsOf(text).every(({ errors }) => errors.length === 0) ? text : undefined;
}

function valuesOf(document: Document.Parsed): Mapping {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
