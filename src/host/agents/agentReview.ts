import * as vscode from 'vscode';
import { parseAgent } from '../../agents/agentFields.ts';
import type { PastedField } from '../../agents/paste/choice/candidates.ts';
import { defaultBaseUrl } from '../../agentGraph/http/baseUrl.ts';
import { failureCause } from '../../shared/failure/describeFailure.ts';
import { isFilledString } from '../../shared/guards.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { AgentDraft } from './agentDraft.ts';
import { nameProblem } from './agentEditor.ts';
import type { AgentRegistry } from './agentRegistry.ts';
import { typedKeyProblem } from '../keys/keyPrompt.ts';
import { candidateItems, choiceText, gapText, noteOn, shownValue } from './pastedValues.ts';

/** The tester's decision: add the agent, and whether to clear the clipboard as well. */
export type ReviewAnswer = 'add' | 'addAndClear' | undefined;

type ReviewItem = vscode.QuickPickItem & {
  readonly field?: PastedField;
  readonly answer?: ReviewAnswer;
  readonly isTarget?: true;
};

/**
 * The base URL has a default, but that is wrong if the paste names another one that cannot be read.
 */
const required: readonly PastedField[] = ['businessId', 'agentId', 'name', 'baseUrl'];

/** Shows the known values, lets the tester change each of them, and asks for missing ones. */
export async function reviewDraft(draft: AgentDraft, agents: AgentRegistry): Promise<ReviewAnswer> {
  for (;;) {
    const missing = required.filter((field) => problemOf(draft, field, agents) !== undefined);
    const picked = await vscode.window.showQuickPick(itemsOf(draft, missing, agents), {
      title: vscode.l10n.t('Add Agent: Review Values'),
      placeHolder: missing.length === 0 ? readyText(draft) : missingText(draft, missing),
      ignoreFocusOut: true,
    });
    if (!picked) return undefined;
    if (picked.answer) return picked.answer;
    if (picked.isTarget) draft.changeTarget();
    const fields = picked.field ? [picked.field] : picked.isTarget ? [] : missing;
    for (const field of fields) if (!(await askFor(draft, field, agents))) break;
  }
}

function itemsOf(
  draft: AgentDraft,
  missing: readonly PastedField[],
  agents: AgentRegistry,
): readonly ReviewItem[] {
  const { targets, target } = draft;
  const askItem: ReviewItem = {
    label: vscode.l10n.t('Enter the missing values'),
    iconPath: new vscode.ThemeIcon('arrow-right'),
  };
  const place = target?.source === 'user' ? vscode.l10n.t('user settings') : target?.place;
  const targetItem: ReviewItem = {
    label: vscode.l10n.t('Save to'),
    iconPath: new vscode.ThemeIcon('save'),
    description: visibleText(place ?? ''),
    isTarget: true,
  };
  return [
    ...(missing.length === 0 ? addItems(draft) : [askItem]),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...shownFields(draft).map((field) => fieldItem(draft, field, agents)),
    ...(targets.length > 1 ? [targetItem] : []),
  ];
}

function addItems({ values, clipboard }: AgentDraft): readonly ReviewItem[] {
  const iconPath = new vscode.ThemeIcon('check');
  const add = vscode.l10n.t('Add this agent');
  const clear = vscode.l10n.t('Add this agent and clear the clipboard');
  const canClear = clipboard !== undefined && isFilledString(values.apiKey);
  return [
    { label: add, iconPath, answer: 'add' },
    ...(canClear ? [{ label: clear, iconPath, answer: 'addAndClear' as const }] : []),
  ];
}

/** The customer ID is shown only if the paste names one; otherwise it is generated. */
function shownFields({ values, candidates }: AgentDraft): readonly PastedField[] {
  const isKnown = (field: PastedField) => field in values || field in candidates;
  const customer: readonly PastedField[] = isKnown('clientKey') ? ['clientKey'] : [];
  return ['name', 'businessId', 'agentId', 'apiKey', 'baseUrl', ...customer];
}

function fieldItem(draft: AgentDraft, field: PastedField, agents: AgentRegistry): ReviewItem {
  const problem = problemOf(draft, field, agents);
  const detail = noteOn(draft.values[field] ?? '', draft.candidates[field] ?? []);
  return {
    label: labelOf(field),
    iconPath: new vscode.ThemeIcon(problem === undefined ? 'pass' : 'circle-outline'),
    description: problem ?? valueText(draft, field),
    ...(detail === '' ? {} : { detail }),
    field,
  };
}

function valueText({ values }: AgentDraft, field: PastedField): string {
  const value = values[field];
  if (isFilledString(value)) return shownValue(field, value);
  if (field === 'apiKey') return vscode.l10n.t('requested when you send the first message');
  return field === 'baseUrl' ? defaultBaseUrl : '';
}

/** Why this field prevents adding the draft; undefined if it does not. */
function problemOf(
  { values, candidates, gaps }: Pick<AgentDraft, 'values' | 'candidates' | 'gaps'>,
  field: PastedField,
  agents: AgentRegistry,
): string | undefined {
  const value = values[field];
  if (field === 'name') return nameProblem(value ?? '', undefined, agents);
  if (isFilledString(value)) {
    return field === 'apiKey' ? typedKeyProblem(value) : fieldProblem(field, value);
  }
  const gap = gaps[field];
  const found = candidates[field];
  if (gap) return gapText(gap);
  if (found && value === undefined) return choiceText(found);
  return required.includes(field) && field !== 'baseUrl' ? vscode.l10n.t('missing') : undefined;
}

function fieldProblem(field: PastedField, value: string): string | undefined {
  const fields = { businessId: 'b', agentId: 'a', [field]: value };
  const parsed = parseAgent('', fields, '', 'customer');
  return parsed.ok ? undefined : failureCause(parsed.failure);
}

async function askFor(
  draft: AgentDraft,
  field: PastedField,
  agents: AgentRegistry,
): Promise<boolean> {
  const { values } = draft;
  const title = labelOf(field);
  const choices = choicesOf(draft, field);
  if (choices.length > 0) {
    const other = { label: vscode.l10n.t('Enter another value'), value: undefined };
    const options = { title, ignoreFocusOut: true };
    const picked = await vscode.window.showQuickPick([...choices, other], options);
    if (!picked) return false;
    if (picked.value !== undefined) {
      values[field] = picked.value;
      return true;
    }
  }
  const answer = await vscode.window.showInputBox({
    title,
    prompt: promptOf(field),
    value: field === 'apiKey' ? '' : (values[field] ?? ''),
    password: field === 'apiKey',
    ignoreFocusOut: true,
    validateInput: (text) => {
      // A key can be added later. Without the intended base URL, it would go to the wrong host.
      const gaps = field === 'apiKey' ? {} : draft.gaps;
      const changed = { values: { ...values, [field]: text.trim() }, candidates: {}, gaps };
      return problemOf(changed, field, agents);
    },
  });
  if (answer === undefined) return false;
  values[field] = answer.trim();
  return true;
}

type Choice = vscode.QuickPickItem & { readonly value: string };

/** Choices for a field: its candidates, unlabelled UUIDs for an ID, or Connectly's own base URL. */
function choicesOf(draft: AgentDraft, field: PastedField): readonly Choice[] {
  const { values, candidates, gaps, unlabelled } = draft;
  const found = candidateItems(field, candidates[field] ?? []);
  const isId = field === 'businessId' || field === 'agentId';
  if (isId && found.length === 0 && !values[field]) {
    return unlabelled.map((value) => ({ label: shownValue(field, value), value }));
  }
  const hasDefault = found.some(({ value }) => value === defaultBaseUrl);
  const isMentioned = candidates[field]?.some(({ standing }) => standing === 'mention') === true;
  const isOpen = gaps[field] !== undefined || isMentioned;
  if (field !== 'baseUrl' || !isOpen || hasDefault) return found;
  const description = vscode.l10n.t("Connectly's own base URL");
  return [...found, { label: defaultBaseUrl, description, value: defaultBaseUrl }];
}

function labelOf(field: PastedField): string {
  return {
    name: vscode.l10n.t('Name'),
    businessId: vscode.l10n.t('Business ID'),
    agentId: vscode.l10n.t('Agent ID'),
    apiKey: vscode.l10n.t('API key'),
    baseUrl: vscode.l10n.t('Base URL'),
    clientKey: vscode.l10n.t('Customer ID'),
  }[field];
}

function promptOf(field: PastedField): string {
  return {
    name: vscode.l10n.t("A name for this agent, for example the shop's name"),
    businessId: vscode.l10n.t('The business_id from the onboarding email'),
    agentId: vscode.l10n.t('The agent_descriptor_id from the onboarding email'),
    apiKey: vscode.l10n.t("The api_key from the onboarding email. It's saved in secret storage."),
    baseUrl: vscode.l10n.t('The base URL, for example {url}', { url: defaultBaseUrl }),
    clientKey: vscode.l10n.t('The customer ID, for example a phone number'),
  }[field];
}

function readyText({ values }: AgentDraft): string {
  const baseUrl = values.baseUrl ?? defaultBaseUrl;
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  return isFilledString(values.apiKey)
    ? vscode.l10n.t('The API key is saved in secret storage and sent only to {host}', { host })
    : vscode.l10n.t('Select an item to change it');
}

function missingText({ isEmptyPaste }: AgentDraft, missing: readonly PastedField[]): string {
  const names = missing.map(labelOf).join(', ');
  return isEmptyPaste
    ? vscode.l10n.t('No values found. Missing: {names}', { names })
    : vscode.l10n.t('Missing: {names}', { names });
}
