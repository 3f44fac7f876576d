import * as vscode from 'vscode';
import { freeName, putAgent } from '../../agents/agentChanges.ts';
import { parseAgent } from '../../agents/agentFields.ts';
import { readPaste } from '../../agents/pastedAgent.ts';
import { cleanQuoted } from '../../shared/cleanValue.ts';
import { isFilledString } from '../../shared/guards.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { AgentDraft, type DraftValues } from './agentDraft.ts';
import { changeList } from './changeList.ts';
import { reviewDraft } from './agentReview.ts';
import { commands } from '../platform/manifest.ts';
import { offer } from '../platform/messages.ts';
import { selectedText } from '../platform/selectedText.ts';
import type { Services } from '../services.ts';

interface SourceItem extends vscode.QuickPickItem {
  readonly read: () => AgentDraft | Promise<AgentDraft | undefined>;
}

/**
 * Adds an agent from what the tester copied, or value by value. Shows what was found before saving
 * anything; the key goes into SecretStorage and nowhere else.
 */
export async function addAgent(parts: Services): Promise<void> {
  const draft = await readDraft();
  if (draft) await addDraft(draft, parts);
}

/** Adds an agent from the values of a link. */
export async function addLinked(values: DraftValues, parts: Services): Promise<void> {
  await addDraft(new AgentDraft(values), parts);
}

async function addDraft(draft: AgentDraft, parts: Services): Promise<void> {
  const { agents, sources } = parts;
  draft.targets = sources.targets();
  draft.values.name ??= freeName(
    vscode.l10n.t('My shop'),
    agents.entries.map(({ name }) => name),
  );
  const answer = await reviewDraft(draft, agents);
  if (answer === undefined) return;
  const isKept = await keep(draft, parts);
  if (isKept && answer === 'addAndClear') await clearClipboard(draft);
}

async function readDraft(): Promise<AgentDraft | undefined> {
  const selected = selectedText();
  const items: readonly SourceItem[] = [
    {
      label: vscode.l10n.t('Paste what you copied'),
      iconPath: new vscode.ThemeIcon('clippy'),
      detail: vscode.l10n.t(
        'An onboarding email, a curl command, code, JSON, or .env lines. Ask Sofia finds the values.',
      ),
      read: readClipboard,
    },
    ...(selected === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('Use the selection in the editor'),
            iconPath: new vscode.ThemeIcon('list-selection'),
            read: () => AgentDraft.ofPaste(readPaste(selected)),
          },
        ]),
    {
      label: vscode.l10n.t('Enter the values one by one'),
      iconPath: new vscode.ThemeIcon('edit'),
      read: () => new AgentDraft({}),
    },
  ];
  const title = vscode.l10n.t('Add Agent');
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return picked?.read();
}

/** Saves the agent, stores its key and makes it the active agent. */
async function keep({ values, target }: AgentDraft, parts: Services): Promise<boolean> {
  const { agents, sources, prompt, progress } = parts;
  const { name = '', apiKey, ...fields } = values;
  const written = Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== ''));
  const parsed = parseAgent(name, written, name, 'customer');
  if (!parsed.ok || !target) return false;
  if (!(await changeList(sources, target, putAgent(name, written)))) return false;
  if (isFilledString(apiKey)) await prompt.store(parsed.agent, cleanQuoted(apiKey));
  await agents.activate(name);
  await progress.mark('agent');
  const added = vscode.l10n.t('The agent {agent} was added.', { agent: visibleText(name) });
  void offer(added, vscode.l10n.t('Check Connection'), () =>
    vscode.commands.executeCommand(commands.checkConnection, name),
  );
  return true;
}

/** Clears the clipboard, but only if it still holds the pasted text. */
async function clearClipboard({ clipboard }: AgentDraft): Promise<void> {
  if (clipboard === undefined || (await vscode.env.clipboard.readText()) !== clipboard) return;
  await vscode.env.clipboard.writeText('');
}

/** Reads the clipboard. A browser may deny access; then the tester pastes into an input box. */
async function readClipboard(): Promise<AgentDraft | undefined> {
  const text = await vscode.env.clipboard.readText();
  const draft = AgentDraft.ofPaste(readPaste(text), text);
  if (!draft.isEmptyPaste) return draft;
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add Agent'),
    prompt: vscode.l10n.t(
      'Nothing was found on the clipboard. Paste the email or snippet here. It stays hidden because it contains a key.',
    ),
    password: true,
    ignoreFocusOut: true,
  });
  return answer === undefined ? undefined : AgentDraft.ofPaste(readPaste(answer));
}
