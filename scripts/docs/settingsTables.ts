import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };
import { markdownTable } from './markdownTable.ts';

interface Setting {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Setting>>;
}

const { properties } = manifest.contributes.configuration;
const settings: Readonly<Record<string, Setting>> = properties;
const agentFields: Readonly<Record<string, Setting>> =
  properties['askSofia.agents'].additionalProperties.properties;

/** Every setting of the extension with its default. */
export function settingsTable(): string {
  return table('Setting', settings);
}

/** The fields of an agent in `askSofia.agents` and `.sofia/agents.json`, nested ones with a dot. */
export function agentFieldsTable(): string {
  return table('Field', agentFields);
}

function table(head: string, rows: Readonly<Record<string, Setting>>): string {
  return markdownTable([head, 'Default', 'Description'], rowsOf(rows, ''));
}

function rowsOf(
  fields: Readonly<Record<string, Setting>>,
  prefix: string,
): readonly (readonly string[])[] {
  return Object.entries(fields).flatMap(([name, field]) => [
    [`\`${prefix}${name}\``, defaultOf(field), description(field)],
    ...rowsOf(field.properties ?? {}, `${prefix}${name}.`),
  ]);
}

function defaultOf({ default: value }: Setting): string {
  const isEmpty = value === undefined || value === '' || JSON.stringify(value) === '{}';
  return isEmpty ? '' : `\`${JSON.stringify(value)}\``;
}

function description({ markdownDescription = '', enum: values }: Setting): string {
  const key = markdownDescription.replaceAll('%', '');
  // VS Code links `#name#` to a setting.
  const text = (texts[key as keyof typeof texts] ?? '').replaceAll('#', '').replaceAll('\n', ' ');
  const list = values?.map((value) => `\`${String(value)}\``).join(', ');
  return list === undefined ? text : `${text} One of ${list}.`;
}
