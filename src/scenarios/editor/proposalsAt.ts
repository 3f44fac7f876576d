import { actionTypes, defaultsKeys, expectationKinds } from '../file/problems/scenarioSchema.ts';
import type { ScenarioFile } from '../file/scenario.ts';
import { descriptionAt, fieldsAt, type SchemaField, valuesAt } from './schemaPlace.ts';
import { yamlKeyAt, yamlPlace, type YamlPlace } from './yamlPlace.ts';

/** Something that can be written at a place. */
export interface Proposal {
  readonly kind: 'field' | 'value' | 'scenario';
  readonly label: string;
  /** What is written, as a snippet of VS Code: `$0` is where the cursor is afterwards. */
  readonly snippet: string;
  /** What it means; empty where nobody says. */
  readonly description: string;
}

export interface Proposals {
  /** What is replaced, as offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly proposals: readonly Proposal[];
}

export interface ProposalOptions {
  /** Names of the configured agents. */
  readonly agents?: readonly string[];
  /** What a new scenario is called in the list. */
  readonly newScenario: { readonly label: string; readonly description: string };
  /** The file holds what `sofia.defaults.yaml` may: a part of a scenario's fields. */
  readonly isDefaults?: boolean;
}

/** A scenario with something to fill in at each step, as a snippet of VS Code. */
export const newScenarioSnippet = `name: \${1:Recommends boots within the budget}
turns:
  - say: \${2:black boots under 100}
    expect:
      - products: { count: { min: 1 }, price: { max: \${3:100} } }
      - text: \${4:boots}
expect:
  - handover: forbidden
$0`;

/** What can be written at an offset of a scenario file. */
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
  const isKnown = (name: string) =>
    !isDefaults || !isTop || defaultsKeys.some((key) => key === name);
  const fields = fieldsAt(path)
    .filter(({ name }) => isKnown(name))
    .filter(({ name }) => !siblings.includes(name) && !isExcluded(name, siblings))
    .map((field) => fieldProposal(field, place));
  // A list may have plain values instead of mappings: `- forbidden`.
  const plain = fields.length === 0 ? values(place, options) : [];
  return [...scenario, ...fields, ...plain];
}

/** A turn has one action, an expectation one check, a scenario `agent` or `agents`. */
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
  // Behind `- ` nobody knows yet what it becomes.
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
  const tails = {
    value: ': $0',
    mapping: `:\n${indent}$0`,
    list: `:\n${indent}- $0`,
  } as const;
  const tail = hasColon ? '' : tails[shape];
  return { kind: 'field', label: name, snippet: `${name}${tail}`, description };
}

function newScenario({ newScenario: { label, description } }: ProposalOptions): Proposal {
  return { kind: 'scenario', label, snippet: newScenarioSnippet, description };
}

/** As a value of YAML that is read as this text. */
function yamlWord(text: string): string {
  return /^[\p{L}][\p{L}\p{N} ._-]*$/u.test(text) && text.trim() === text
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}

/** As text in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** What is said of a field of a scenario file. */
interface FieldHover {
  /** Offsets of the key. */
  readonly start: number;
  readonly end: number;
  readonly description: string;
}

/**
 * What the schema says of the key at an offset, and what defaults hold for it: all of them behind the
 * scenario's name. Undefined where there is no key that it knows.
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
