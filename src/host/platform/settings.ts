import * as vscode from 'vscode';
import { announcementLevels, type AnnouncementLevel } from '../../shared/conversationInfo.ts';
import type { TransportKind } from '../../shared/connection/connectionReport.ts';

/** The settings as package.json declares them; a test compares names, defaults and ranges. */
export const settingNames = {
  agents: 'askSofia.agents',
  activeAgent: 'askSofia.activeAgent',
  retentionDays: 'askSofia.history.retentionDays',
  announcements: 'askSofia.announcements',
  transport: 'askSofia.transport',
  concurrency: 'askSofia.scenarios.concurrency',
  imageHosts: 'askSofia.imageHosts',
} as const;

export type SettingName = keyof typeof settingNames;

/** The current settings. A value of the wrong type reads as the default. */
export const settings = {
  /** The agents of each scope, unvalidated. */
  get agents(): { readonly user: unknown; readonly workspace: unknown } {
    const { globalValue, workspaceValue } = inspect('agents') ?? {};
    return { user: globalValue, workspace: workspaceValue };
  },

  /** Rejects if VS Code cannot write its settings now. */
  async writeAgents(scope: 'user' | 'workspace', agents: object): Promise<void> {
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const target = scope === 'workspace' ? Workspace : Global;
    await configuration().update(settingNames.agents, agents, target);
  },

  /** The agent a window starts with. An untrusted workspace's value is ignored. */
  get activeAgent(): unknown {
    const value = vscode.workspace.isTrusted
      ? read('activeAgent')
      : inspect('activeAgent')?.globalValue;
    return value ?? '';
  },

  /** Days that conversations are kept; 0 means forever. */
  get retentionDays(): number {
    return numberIn('retentionDays', 0, { minimum: 0, maximum: Infinity });
  },

  /** The amount of announcements to screen readers. */
  get announcements(): AnnouncementLevel {
    return oneOf('announcements', announcementLevels);
  },

  get transport(): TransportKind {
    return oneOf('transport', ['undici', 'host']);
  },

  /** Maximum number of scenarios that run at the same time. */
  get concurrency(): number {
    return Math.round(numberIn('concurrency', 4, { minimum: 1, maximum: 32 }));
  },

  /** Allowed origins by agent, unvalidated. */
  get imageHosts(): unknown {
    return read('imageHosts');
  },

  /** Rejects if VS Code cannot write its settings now; `undefined` removes the setting. */
  async writeImageHosts(hosts: object | undefined): Promise<void> {
    const { Global } = vscode.ConfigurationTarget;
    await configuration().update(settingNames.imageHosts, hosts, Global);
  },
};

/** Calls the listener when this setting changes in any scope. */
export function onDidChangeSetting(name: SettingName, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(settingNames[name])) listener();
  });
}

const configuration = () => vscode.workspace.getConfiguration();
const read = (name: SettingName) => configuration().get<unknown>(settingNames[name]);
const inspect = (name: SettingName) => configuration().inspect<unknown>(settingNames[name]);

/** The first value is the default. */
function oneOf<T extends string>(name: SettingName, values: readonly [T, ...(readonly T[])]): T {
  const chosen = read(name);
  return values.find((value) => value === chosen) ?? values[0];
}

function numberIn(
  name: SettingName,
  usual: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number {
  const value = read(name);
  return typeof value === 'number' && value >= minimum ? Math.min(maximum, value) : usual;
}
