import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AgentEntry, AgentList } from '../../agents/agentEntries.ts';
import type { AgentFields } from '../../agents/agentFields.ts';
import type { AgentsChange, WrittenAgents } from '../../agents/agentChanges.ts';
import { agentsFilePath, changeAgentsFile, parseAgentsFile } from '../../agents/agentsFile.ts';
import { isRecord } from '../../shared/guards.ts';
import { settings } from '../platform/manifest.ts';

const settingsPlace = `${settings.section}.${settings.agents}`;
/** So long another window's write, made without knowing ours, is answered by making ours again. */
const watchMs = 3_000;
/** When it is looked for such a write, also where nobody tells of it. */
const lookAgainMs = [250, 1_000, 2_500];
const maxRewrites = 5;
/** VS Code refuses to write settings that another window has just written, until it has read them. */
const maxAttempts = 5;
const attemptWaitMs = 200;

interface RecentChanges {
  readonly target: ListTarget;
  changes: { readonly change: AgentsChange; readonly until: number }[];
  rewrites: number;
}

/** A list that can be written to: the user's, the workspace's, or a file by its place. */
export type ListTarget = Pick<AgentList, 'source' | 'place'>;

/**
 * The places where agents are written: the user's settings, the workspace's settings, and each
 * folder's `.sofia/agents.json`. What a workspace brings counts only while it is trusted.
 */
export class AgentSources implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposables: readonly vscode.Disposable[];
  /** By place. */
  readonly #recent = new Map<string, RecentChanges>();
  #writing: Promise<unknown> = Promise.resolve();

  /** A list may read differently now. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${agentsFilePath}`);
    const fire = () => this.#changed.fire(undefined);
    this.#disposables = [
      this.#changed,
      this.#changed.event(() => this.#restoreSoon()),
      watcher,
      watcher.onDidChange(fire),
      watcher.onDidCreate(fire),
      watcher.onDidDelete(fire),
      vscode.workspace.onDidGrantWorkspaceTrust(fire),
      // Not every file system tells of the changes that other windows make.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) fire();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(fire),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(settings.section)) fire();
      }),
    ];
  }

  /** Every list, those that win over others last. */
  async read(): Promise<readonly AgentList[]> {
    const { isTrusted } = vscode.workspace;
    const { globalValue, workspaceValue } = this.#inspect() ?? {};
    return [
      { source: 'user', place: settingsPlace, agents: globalValue },
      ...(isTrusted ? await this.#readFiles() : []),
      ...(isTrusted
        ? [{ source: 'workspace', place: settingsPlace, agents: workspaceValue } as const]
        : []),
    ];
  }

  /** An agent's fields as they are written; undefined when it is not there any more. */
  async fieldsOf({ name, source, place, agent }: AgentEntry): Promise<AgentFields | undefined> {
    if (source === 'demo' && agent) {
      const { businessId, agentId, baseUrl } = agent;
      return { businessId, agentId, baseUrl };
    }
    const sources = await this.read();
    const list = sources.find((one) => one.source === source && one.place === place);
    const fields = isRecord(list?.agents) ? list.agents[name] : undefined;
    return isRecord(fields) ? fields : undefined;
  }

  /** Where a new agent can be written: the user's settings, and a file in each trusted folder. */
  targets(): readonly ListTarget[] {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    return [
      { source: 'user', place: settingsPlace },
      ...folders.map((folder) => ({ source: 'file', place: placeOf(folder) }) as const),
    ];
  }

  /**
   * Changes a list. False where it cannot be changed without losing what stands there. For a moment
   * afterwards it is made again whenever a window that did not know of it writes over it.
   */
  change(target: ListTarget, change: AgentsChange): Promise<boolean> {
    const done = this.#writing.then(() => this.#write(target, change));
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /** Opens the place where a list is written, at the agent if it is one of the settings. */
  async open({ source, place }: ListTarget): Promise<void> {
    const uri = source === 'file' ? uriOf(place) : undefined;
    if (uri) await vscode.commands.executeCommand('vscode.open', uri);
    else {
      const command =
        source === 'workspace'
          ? 'workbench.action.openWorkspaceSettingsFile'
          : 'workbench.action.openSettingsJson';
      await vscode.commands.executeCommand(command, {
        revealSetting: { key: settingsPlace, edit: true },
      });
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #write(target: ListTarget, change: AgentsChange): Promise<boolean> {
    if (!(await this.#writeOnce(target, change))) return false;
    const recent = this.#recent.get(keyOf(target)) ?? { target, changes: [], rewrites: 0 };
    recent.changes.push({ change, until: Date.now() + watchMs });
    this.#recent.set(keyOf(target), recent);
    const lookAgain =
      target.source === 'file' ? () => this.#changed.fire(undefined) : () => this.#restoreSoon();
    for (const waitMs of [0, ...lookAgainMs]) setTimeout(lookAgain, waitMs);
    return true;
  }

  #restoreSoon(): void {
    if (this.#recent.size === 0) return;
    this.#writing = this.#writing.then(() => this.#restore()).catch(() => undefined);
  }

  /** Makes what this window changed a moment ago again, where another window did not know of it. */
  async #restore(): Promise<void> {
    for (const [key, recent] of this.#recent) {
      const { target } = recent;
      recent.changes = recent.changes.filter(({ until }) => until > Date.now());
      if (recent.changes.length === 0) this.#recent.delete(key);
      // Later changes may undo earlier ones, so that only all of them together can be lost.
      const all: AgentsChange = (agents) =>
        recent.changes.reduce((changed, { change }) => change(changed), agents);
      if (recent.rewrites >= maxRewrites || !(await this.#isLost(target, all))) continue;
      recent.rewrites++;
      await this.#writeOnce(target, all);
      if (target.source === 'file') this.#changed.fire(undefined);
    }
  }

  async #writeOnce(target: ListTarget, change: AgentsChange): Promise<boolean> {
    if (target.source === 'file') {
      const uri = uriOf(target.place);
      const text = uri && changeAgentsFile((await readFile(uri)) ?? '', change);
      if (!uri || text === undefined) return false;
      await replaceFile(uri, text);
      return true;
    }
    for (let attempt = 1; ; attempt++) {
      const agents = this.#written(target);
      if (!agents) return false;
      try {
        const section = vscode.workspace.getConfiguration(settings.section);
        await section.update(settings.agents, change(agents), scopeOf(target));
        return true;
      } catch (error) {
        if (attempt === maxAttempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * attemptWaitMs));
      }
    }
  }

  /** True when the list does not have the change (any more). */
  async #isLost(target: ListTarget, change: AgentsChange): Promise<boolean> {
    if (target.source === 'file') {
      const uri = uriOf(target.place);
      const file = uri && (await readFile(uri));
      return file !== undefined && changeAgentsFile(file, change) !== changeAgentsFile(file, same);
    }
    const agents = this.#written(target);
    return agents !== undefined && JSON.stringify(change(agents)) !== JSON.stringify(agents);
  }

  /** What a settings scope has now; undefined where that is no list of agents. */
  #written({ source }: ListTarget): WrittenAgents | undefined {
    const { globalValue, workspaceValue } = this.#inspect() ?? {};
    const agents = (source === 'workspace' ? workspaceValue : globalValue) ?? {};
    return isRecord(agents) ? agents : undefined;
  }

  #inspect() {
    return vscode.workspace.getConfiguration(settings.section).inspect<unknown>(settings.agents);
  }

  async #readFiles(): Promise<readonly AgentList[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const sources = folders.map(async (folder) => {
      const file = await readFile(vscode.Uri.joinPath(folder.uri, agentsFilePath));
      return file === undefined ? [] : [parseAgentsFile(file, placeOf(folder))];
    });
    return (await Promise.all(sources)).flat();
  }
}

const same: AgentsChange = (agents) => agents;

function keyOf({ source, place }: ListTarget): string {
  return `${source} ${place}`;
}

function scopeOf({ source }: ListTarget): vscode.ConfigurationTarget {
  const { Global, Workspace } = vscode.ConfigurationTarget;
  return source === 'workspace' ? Workspace : Global;
}

/** A folder's file as people name it: with the folder's name where there are several. */
function placeOf(folder: vscode.WorkspaceFolder): string {
  const isOne = vscode.workspace.workspaceFolders?.length === 1;
  return isOne ? agentsFilePath : `${folder.name}/${agentsFilePath}`;
}

function uriOf(place: string): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.find((one) => placeOf(one) === place);
  return folder && vscode.Uri.joinPath(folder.uri, agentsFilePath);
}

/** Another window never reads half a file: the new one is whole before it has the name. */
async function replaceFile(uri: vscode.Uri, text: string): Promise<void> {
  const whole = uri.with({ path: `${uri.path}.${randomUUID()}.tmp` });
  await vscode.workspace.fs.writeFile(whole, new TextEncoder().encode(text));
  try {
    await vscode.workspace.fs.rename(whole, uri, { overwrite: true });
  } catch (error) {
    await vscode.workspace.fs.delete(whole);
    throw error;
  }
}

async function readFile(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
