import { actionTypes, defaultsKeys, expectationKinds } from '../file/problems/scenarioSchema.ts';
import type { ScenarioFile } from '../file/scenario.ts';
import { descriptionAt, fieldsAt, type SchemaField, valuesAt } from './schemaPlace.ts';
import { type YamlKey, yamlKeyAt, yamlPlace, type YamlPlace } from './yamlPlace.ts';

/** Something that can be inserted at a place. */
export interface Proposal {
  readonly kind: 'field' | 'value' | 'scenario';
  readonly label: string;
  /** A VS Code snippet; `$0` is the final position of the cursor. */
  readonly snippet: string;
  /** What it means; empty if unknown. */
  readonly description: string;
}

export interface Proposals {
  /** Offsets of the text to replace. */
  readonly start: number;
  readonly end: number;
  readonly proposals: readonly Proposal[];
}

export interface ProposalOptions {
  /** Names of the configured agents. */
  readonly agents?: readonly string[];
  /** How the list presents a new scenario. */
  readonly newScenario: { readonly label: string; readonly description: string };
  /** The file is a `sofia.defaults.yaml`, which allows only some of a scenario's fields. */
  readonly isDefaults?: boolean;
}

/** A scenario with placeholders, as a VS Code snippet. */
export const newScenarioSnippet = `name: \${1:Recommends boots within the budget}
turns:
  - say: \${2:black boots under 100}
    expect:
      - products: { count: { min: 1 }, price: { max: \${3:100} } }
      - text: \${4:boots}
expect:
  - handover: forbidden
$0`;

/** What can be inserted at an offset of a scenario file. */
export function proposalsAt(text: string, offset: number, options: ProposalOptions): Proposals {
  const place = yamlPlace(text, offset);
  if (!place) return { start: offset, end: offset, proposals: [] };
  const proposals = place.kind === 'key' ? keyProposals(place, options) : values(place, options);
  return { start: place.start, end: place.start + place.word.length, proposals };
}

function keyProposals(place: YamlPlace, options: ProposalOptions): readonly Proposal[] {
  const { path, isEmptyDocument, siblings } = place;
  const { isDefaults = false } = options;
  const isTop = path.length === 0;
  const scenario = isEmptyDocument && isTop && !isDefaults ? [newScenario(options)] : [];
  const allowed: readonly string[] | undefined = isDefaults && isTop ? defaultsKeys : undefined;
  const fields = fieldsAt(path)
    .filter(({ name }) => !allowed || allowed.includes(name))
    .filter(({ name }) => !siblings.includes(name) && !isExcluded(name, siblings))
    .map((field) => fieldProposal(field, place));
  // A list may hold plain values instead of mappings: `- forbidden`.
  const plain = fields.length === 0 ? values(place, options) : [];
  return [...scenario, ...fields, ...plain];
}

/** A turn has one action, an expectation one check, and a scenario `agent` or `agents`. */
function isExcluded(name: string, siblings: readonly string[]): boolean {
  const groups = [actionTypes, expectationKinds, ['agent', 'agents']];
  return groups.some(
    (group) => group.includes(name) && siblings.some((sibling) => group.includes(sibling)),
  );
}

function values(place: YamlPlace, options: ProposalOptions): readonly Proposal[] {
  const { path, siblings } = place;
  const names = isAgentPath(path) ? (options.agents ?? []) : [];
  const known = [
    ...names.map((value) => ({ value: yamlWord(value), description: '' })),
    ...valuesAt(path),
  ];
  const plain = known.map(({ value, description }) => ({
    kind: 'value' as const,
    label: value,
    snippet: escaped(value),
    description,
  }));
  // After `- ` the item can still become a value or a mapping.
  const isItem = typeof path.at(-1) === 'number' && siblings.length === 0;
  const fields = isItem ? fieldsAt(path).map((field) => fieldProposal(field, place)) : [];
  return [...plain, ...fields];
}

function isAgentPath(path: YamlPlace['path']): boolean {
  return (path.length === 1 && path[0] === 'agent') || (path.length === 2 && path[0] === 'agents');
}

function fieldProposal(
  { name, description, shape }: SchemaField,
  { hasColon, dashColumns }: YamlPlace,
): Proposal {
  // VS Code repeats the line's own indentation.
  const indent = ' '.repeat(dashColumns + 2);
  const tails = { value: ': $0', mapping: `:\n${indent}$0`, list: `:\n${indent}- $0` };
  const tail = hasColon ? '' : tails[shape];
  return { kind: 'field', label: name, snippet: `${name}${tail}`, description };
}

function newScenario({ newScenario: { label, description } }: ProposalOptions): Proposal {
  return { kind: 'scenario', label, snippet: newScenarioSnippet, description };
}

/** Quoted if YAML would not read it as this text. */
function yamlWord(text: string): string {
  return /^[\p{L}][\p{L}\p{N} ._-]*$/u.test(text) && text.trim() === text
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}

/** Escapes text for a VS Code snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A hover on a field of a scenario file. */
interface FieldHover extends Pick<YamlKey, 'start' | 'end'> {
  readonly description: string;
}

/**
 * The schema's description of the key at an offset, plus the defaults that apply to it; on the
 * scenario's name, all defaults. Undefined if there is no known key.
 */
export function hoverAt(
  text: string,
  offset: number,
  defaults: ScenarioFile['defaults'] = [],
): FieldHover | undefined {
  const key = yamlKeyAt(text, offset);
  if (!key) return undefined;
  const { path, start, end } = key;
  const description = descriptionAt(path);
  if (description === undefined) return undefined;
  const [field = ''] = path;
  const given = path.length === 1 ? linesOf(defaults, String(field)) : [];
  return { start, end, description: [description, ...given].join('\n\n') };
}

/** Lines such as `shop/sofia.defaults.yaml: timeoutMs: 5000`. */
function linesOf(defaults: ScenarioFile['defaults'], field: string): readonly string[] {
  return defaults.flatMap(({ file, value }) =>
    Object.entries(value)
      .filter(([name]) => field === 'name' || field === name)
      .map(([name, one]) => `${file}: ${name}: ${JSON.stringify(one)}`),
  );
}
