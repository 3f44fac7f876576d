import * as vscode from 'vscode';
import type { AgentEntry } from '../agents/agentEntries.ts';
import { isRecord } from '../shared/guards.ts';
import { mediaOrigin } from '../shared/mediaOrigin.ts';
import { mayLoadFrom } from '../shared/privateHost.ts';
import { visibleText } from '../shared/visibleText.ts';
import type { KeyOwner } from './keyOwners.ts';
import { settings } from './manifest.ts';

/** Origins by agent, as `nameOf` writes it: names of agents change, and workspaces choose theirs. */
type ImageHosts = Readonly<Record<string, readonly string[]>>;

/** Origins whose images and sounds the tester allowed for an agent. */
export function allowedOrigins(owner: KeyOwner): readonly string[] {
  return readHosts()[nameOf(owner)] ?? [];
}

/** Allows an origin for an agent, if it is one that can be allowed. */
export async function allowOrigin(owner: KeyOwner, origin: string): Promise<void> {
  const name = nameOf(owner);
  await change((hosts) => ({ ...hosts, [name]: [...(hosts[name] ?? []), origin] }));
}

/** Hosts that were allowed before they were a setting, in slots with such a beginning. */
export async function takeOver(memory: vscode.Memento, oldSlot: string): Promise<void> {
  for (const key of memory.keys().filter((one) => one.startsWith(oldSlot))) {
    const old = memory.get<unknown>(key);
    const name = key.slice(oldSlot.length);
    await change((hosts) => accepted({ [name]: old, ...hosts }));
    await memory.update(key, undefined);
  }
}

/** Lists what is allowed, for each agent; what is unticked is allowed no more. */
export async function manageImageHosts(entries: readonly AgentEntry[]): Promise<void> {
  const items = Object.entries(readHosts()).flatMap(([name, origins]) => [
    { label: titleOf(name, entries), kind: vscode.QuickPickItemKind.Separator, name, origin: '' },
    ...origins.map((origin) => ({ label: origin, picked: true, name, origin })),
  ]);
  if (items.length === 0) {
    const sentence = vscode.l10n.t('No host is allowed: images are shown of the agent’s own host.');
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  const kept = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Hosts whose images and sounds are loaded'),
    placeHolder: vscode.l10n.t('Untick a host, and nothing is loaded from it any more'),
    canPickMany: true,
  });
  if (!kept) return;
  const revoked = items.filter(({ origin }) => origin !== '').filter((one) => !kept.includes(one));
  const isRevoked = (name: string, origin: string) =>
    revoked.some((one) => one.name === name && one.origin === origin);
  await change((hosts) =>
    Object.fromEntries(
      Object.entries(hosts).map(([name, origins]) => [
        name,
        origins.filter((origin) => !isRevoked(name, origin)),
      ]),
    ),
  );
}

function titleOf(name: string, entries: readonly AgentEntry[]): string {
  const names = entries.filter(({ agent }) => agent && nameOf(agent) === name);
  return names.length > 0
    ? names.map((entry) => visibleText(entry.name)).join(', ')
    : visibleText(name);
}

function nameOf({ baseUrl, businessId }: KeyOwner): string {
  return `${baseUrl} ${businessId}`;
}

function readHosts(): ImageHosts {
  const section = vscode.workspace.getConfiguration(settings.section);
  return accepted(section.get<unknown>(settings.imageHosts));
}

/** What may be in the page's policy: whatever else a hand or an older version wrote is left out. */
function accepted(value: unknown): ImageHosts {
  const all = isRecord(value) ? Object.entries(value) : [];
  const hosts = all.map(([name, origins]) => {
    const [baseUrl] = name.split(' ');
    const good = (Array.isArray(origins) ? origins : []).flatMap((origin: unknown) => {
      const checked = mediaOrigin(origin);
      // Over plain http anybody on the way could see what the agent recommends.
      if (!checked?.startsWith('https:')) return [];
      return mayLoadFrom(new URL(checked), baseUrl) ? [checked] : [];
    });
    return [name, [...new Set(good)]] as const;
  });
  return Object.fromEntries(hosts.filter(([, origins]) => origins.length > 0));
}

async function change(make: (hosts: ImageHosts) => ImageHosts): Promise<void> {
  const section = vscode.workspace.getConfiguration(settings.section);
  const hosts = accepted(make(readHosts()));
  const isEmpty = Object.keys(hosts).length === 0;
  try {
    const { Global } = vscode.ConfigurationTarget;
    await section.update(settings.imageHosts, isEmpty ? undefined : hosts, Global);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = vscode.l10n.t('Your settings cannot be written. ({0})', reason);
    void vscode.window.showErrorMessage(sentence);
  }
}
