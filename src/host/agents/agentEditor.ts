import * as vscode from 'vscode';
import { putAgent, renameAgent } from '../../agents/agentChanges.ts';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { parseAgent, type AgentFields } from '../../agents/agentFields.ts';
import { defaultBaseUrl } from '../../agentGraph/http/baseUrl.ts';
import { agentColors, environments, markups } from '../../shared/agent.ts';
import { isFilledString } from '../../shared/guards.ts';
import { failureCause } from '../../shared/failure/describeFailure.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { Services } from '../services.ts';
import type { AgentRegistry } from './agentRegistry.ts';

/** A field that is edited as one line of text or chosen from a list. */
interface EditableField {
  readonly name: string;
  readonly label: string;
  readonly choices?: readonly string[];
  readonly isNumber?: true;
  /** What counts while it is not set. */
  readonly preset?: string;
}

type FieldItem = vscode.QuickPickItem & { readonly field?: EditableField; readonly isJson?: true };

const nameField = 'name';

function editableFields(): readonly EditableField[] {
  return [
    { name: nameField, label: vscode.l10n.t('Name') },
    { name: 'businessId', label: vscode.l10n.t('Business ID') },
    { name: 'agentId', label: vscode.l10n.t('Agent ID') },
    { name: 'baseUrl', label: vscode.l10n.t('Base URL'), preset: defaultBaseUrl },
    { name: 'clientKey', label: vscode.l10n.t('Customer ID') },
    {
      name: 'environment',
      label: vscode.l10n.t('Environment'),
      choices: environments,
      preset: 'test',
    },
    { name: 'markup', label: vscode.l10n.t('Markup'), choices: markups, preset: 'auto' },
    { name: 'greeting', label: vscode.l10n.t('Greeting') },
    {
      name: 'latencyBudgetMs',
      label: vscode.l10n.t('First-byte budget, in milliseconds'),
      isNumber: true,
    },
    { name: 'color', label: vscode.l10n.t('Color'), choices: agentColors },
  ];
}

/**
 * Edits one field after the other until the tester closes the list. Long values are edited in the
 * file or settings where they are stored.
 */
export async function editAgent(entry: AgentEntry, { agents, sources }: Services): Promise<void> {
  let name = entry.name;
  for (;;) {
    const fields = await sources.fieldsOf({ ...entry, name });
    const picked = fields && (await pickField(name, fields));
    if (!fields || picked?.isJson) await sources.open(entry);
    if (!fields || !picked?.field) return;
    const { field } = picked;
    const value = await askValue(field, name, fields, agents);
    if (value === undefined) continue;
    if (field.name === nameField) {
      if (value === name || !(await sources.change(entry, renameAgent(name, value)))) continue;
      await agents.renamed(name, value);
      name = value;
    } else {
      await sources.change(entry, putAgent(name, withValue(fields, field, value)));
    }
  }
}

function pickField(name: string, fields: AgentFields): Thenable<FieldItem | undefined> {
  const items: readonly FieldItem[] = [
    ...editableFields().map((field) => ({
      label: field.label,
      description: described(field, textOf(field.name === nameField ? name : fields[field.name])),
      field,
    })),
    {
      label: vscode.l10n.t('Edit as JSON'),
      iconPath: new vscode.ThemeIcon('json'),
      description: vscode.l10n.t('starter prompts, time limits, headers, and everything else'),
      isJson: true,
    },
  ];
  const title = vscode.l10n.t('Edit {agent}', { agent: visibleText(name) });
  return vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
}

function described({ preset }: EditableField, value: string): string {
  if (value !== '') return visibleText(value);
  return preset === undefined ? vscode.l10n.t('(not set)') : vscode.l10n.t('{0} (default)', preset);
}

/** The new value; '' removes the field, undefined leaves it unchanged. */
async function askValue(
  field: EditableField,
  name: string,
  fields: AgentFields,
  agents: AgentRegistry,
): Promise<string | undefined> {
  const { label: title, choices } = field;
  if (choices) {
    const none = vscode.l10n.t('(not set)');
    const picked = await vscode.window.showQuickPick([...choices, none], { title });
    return picked === none ? '' : picked;
  }
  const answer = await vscode.window.showInputBox({
    title,
    value: textOf(field.name === nameField ? name : fields[field.name]),
    ignoreFocusOut: true,
    validateInput: (text) =>
      field.name === nameField
        ? nameProblem(text.trim(), name, agents)
        : fieldProblem(withValue(fields, field, text.trim()), field),
  });
  return answer?.trim();
}

/** The problem with a name for an agent; undefined if it is valid. */
export function nameProblem(
  text: string,
  present: string | undefined,
  agents: Pick<AgentRegistry, 'find'>,
): string | undefined {
  if (!isFilledString(text)) return vscode.l10n.t("The name can't be empty.");
  return text !== present && agents.find(text)
    ? vscode.l10n.t('An agent with this name already exists.')
    : undefined;
}

/** The settings' own error for this field, if there is one. */
function fieldProblem(fields: AgentFields, { name }: EditableField): string | undefined {
  const parsed = parseAgent('', fields, '', 'customer');
  if (parsed.ok) return undefined;
  const { cause } = parsed.failure;
  const isHere = cause?.type === 'input' && cause.field.endsWith(`.${name}`);
  return isHere ? failureCause(parsed.failure) : undefined;
}

function withValue(fields: AgentFields, { name, isNumber }: EditableField, value: string) {
  const { [name]: _before, ...rest } = fields;
  return value === '' ? rest : { ...fields, [name]: isNumber ? Number(value) : value };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
