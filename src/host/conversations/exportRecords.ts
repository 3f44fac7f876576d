import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { type TranscriptOptions } from '../../transcript/transcript.ts';
import { fileNameOf } from '../../transcript/transcriptName.ts';
import { transcriptFormats, type TranscriptEnding } from '../../transcript/transcriptFormats.ts';
import { offer } from '../platform/messages.ts';
import { chooseFile } from '../platform/saveFile.ts';

type Ending = Exclude<TranscriptEnding, 'txt'>;

/** Asks for a format and a location, and writes each conversation to a file. */
export async function exportRecords(records: readonly ConversationRecord[]): Promise<void> {
  const ending = await pickFormat();
  const branches = ending && (await pickBranches(records));
  if (!branches) return;
  const [first] = records;
  const isOne = first !== undefined && records.length === 1;
  const target = isOne
    ? await chooseFile({
        title: vscode.l10n.t('Export Conversation'),
        name: fileNameOf(first, ending),
        kind: ending.toUpperCase(),
      })
    : await pickFolder();
  if (!target) return;
  const names = new Set<string>();
  for (const record of records) {
    const name = fileNameOf(record, ending, names);
    names.add(name);
    const uri = isOne ? target : vscode.Uri.joinPath(target, name);
    const text = transcriptFormats[ending](record, { branches });
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
  const count = records.length;
  const message =
    count === 1
      ? vscode.l10n.t('The conversation was exported.')
      : vscode.l10n.t('{0} conversations were exported.', count);
  await offer(message, vscode.l10n.t('Open'), () => {
    // A browser displays and prints the page; the other formats open in the editor.
    if (count === 1 && ending === 'html') return vscode.env.openExternal(target);
    const command = count > 1 ? 'revealFileInOS' : 'vscode.open';
    return vscode.commands.executeCommand(command, target);
  });
}

async function pickFormat(): Promise<Ending | undefined> {
  const markdown = vscode.l10n.t('For reading or attaching to a ticket');
  const html = vscode.l10n.t('A standalone page to print or share');
  const json = vscode.l10n.t('All data, with every event as received');
  const items = [
    { ending: 'md', label: vscode.l10n.t('Markdown'), detail: markdown },
    { ending: 'html', label: vscode.l10n.t('HTML'), detail: html },
    { ending: 'json', label: 'JSON', detail: json },
  ] as const;
  const title = vscode.l10n.t('Export Conversation');
  return (await vscode.window.showQuickPick(items, { title }))?.ending;
}

async function pickBranches(
  records: readonly ConversationRecord[],
): Promise<TranscriptOptions['branches'] | undefined> {
  if (records.every(({ branches }) => branches.length === 1)) return 'all';
  const items = [
    { branches: 'active', label: vscode.l10n.t('Current branch') },
    { branches: 'all', label: vscode.l10n.t('All branches') },
  ] as const;
  return (await vscode.window.showQuickPick(items))?.branches;
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Export Conversations'),
    openLabel: vscode.l10n.t('Export Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return folders?.[0];
}
