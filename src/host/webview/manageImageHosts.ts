import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { ownerName } from '../../agents/keyIndex.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { tell } from '../platform/messages.ts';
import type { Services } from '../services.ts';
import { allowedHosts } from './imageHosts.ts';

/** Lists the allowed hosts per agent; unticked hosts are no longer allowed. */
export async function manageImageHosts({ agents: { entries } }: Services): Promise<void> {
  const items = Object.entries(allowedHosts.all).flatMap(([name, origins]) => [
    { label: titleOf(name, entries), kind: vscode.QuickPickItemKind.Separator, name, origin: '' },
    ...origins.map((origin) => ({ label: origin, picked: true, name, origin })),
  ]);
  if (items.length === 0)
    return tell(
      vscode.l10n.t("Images load only from the agent's own host. You haven't allowed any others."),
    );
  const kept = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Allowed hosts for images and audio'),
    placeHolder: vscode.l10n.t('Clear a host to stop loading images and audio from it'),
    canPickMany: true,
  });
  if (!kept) return;
  const hosts = items.filter(({ origin }) => origin !== '');
  await allowedHosts.revoke(hosts.filter((one) => !kept.includes(one)));
}

function titleOf(name: string, entries: readonly AgentEntry[]): string {
  const owners = entries.filter(({ agent }) => agent && ownerName(agent) === name);
  return owners.map((entry) => visibleText(entry.name)).join(', ') || visibleText(name);
}
