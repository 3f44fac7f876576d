import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { AgentEntry, AgentList } from '../../agents/agentEntries.ts';
import type { AgentFields } from '../../agents/agentFields.ts';
import type { AgentsChange, WrittenAgents } from '../../agents/agentChanges.ts';
import { agentsFilePath, changeAgentsFile, parseAgentsFile } from '../../agents/agentsFile.ts';
import { isRecord } from '../../shared/guards.ts';
import { bytesOf } from '../platform/bytesOf.ts';
import { onDidChangeSetting, settingNames, settings } from '../platform/settings.ts';

const settingsPlace = settingNames.agents;
/** How long we re-apply our change after another window overwrites it, in milliseconds. */
const watchMs = 3_000;
/** Delays before checking for such a write, because not every write raises an event. */
const lookAgainMs = [250, 1_000, 2_500];
const maxRewrites = 5;
/**
 * VS Code rejects writes to settings that another window has just changed until it has read them.
 */
const maxAttempts = 5;
const attemptWaitMs = 200;

interface RecentChanges {
  readonly target: ListTarget;
  changes: { readonly change: AgentsChange; readonly until: number }[];
  rewrites: number;
}

/**
 * A list that can be changed: the user's or workspace's settings, or a file, given by its place.
 */
export type ListTarget = Pick<AgentList, 'source' | 'place'>;

/**
 * The places that hold agents: the user's settings, the workspace's settings, and each folder's
 * `.sofia/agents.json`. The workspace's agents count only while it is trusted.
 */
export class AgentSources implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposables: readonly vscode.Disposable[];
  /** Contents of the folders' files by URI, kept until the file may have changed. */
  readonly #files = new Map<string, Promise<Uint8Array | undefined>>();
  /** Keyed by source and place. */
  readonly #recent = new Map<string, RecentChanges>();
  #writing: Promise<unknown> = Promise.resolve();

  /** Fires when a list may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${agentsFilePath}`);
    const fire = () => this.#changed.fire(undefined);
    const checkFileOf = (folder?: vscode.WorkspaceFolder) => {
      if (folder) void this.#checkFile(fileIn(folder));
    };
    const fileChanged = (uri: vscode.Uri) => checkFileOf(vscode.workspace.getWorkspaceFolder(uri));
    this.#disposables = [
      this.#changed,
      this.#changed.event(() => this.#restoreSoon()),
      watcher,
      watcher.onDidChange(fileChanged),
      watcher.onDidCreate(fileChanged),
      watcher.onDidDelete(fileChanged),
      vscode.workspace.onDidGrantWorkspaceTrust(fire),
      // Not every file system reports changes made by other windows.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) vscode.workspace.workspaceFolders?.forEach(checkFileOf);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const folder of removed) this.#files.delete(fileIn(folder).toString());
        fire();
      }),
      onDidChangeSetting('agents', fire),
    ];
  }

  /** Every list in increasing precedence. A file is read again only after a change. */
  async read(): Promise<readonly AgentList[]> {
    const { user, workspace } = settings.agents;
    const own: AgentList = { source: 'user', place: settingsPlace, agents: user };
    if (!vscode.workspace.isTrusted) return [own];
    const files = await this.#readFiles();
    return [own, ...files, { source: 'workspace', place: settingsPlace, agents: workspace }];
  }

  /** An agent's fields as written; undefined if it no longer exists. */
  async fieldsOf({ name, source, place, agent }: AgentEntry): Promise<AgentFields | undefined> {
    if (source === 'demo' && agent) {
      const { businessId, agentId, baseUrl } = agent;
      return { businessId, agentId, baseUrl };
    }
    // A change must start from the current contents, even if no event reported that they changed.
    this.#files.clear();
    const sources = await this.read();
    const list = sources.find((one) => one.source === source && one.place === place);
    const fields = isRecord(list?.agents) ? list.agents[name] : undefined;
    return isRecord(fields) ? fields : undefined;
  }

  /** The places for a new agent: the user's settings, and a file in each trusted folder. */
  targets(): readonly ListTarget[] {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    return [
      { source: 'user', place: settingsPlace },
      ...folders.map((folder) => ({ source: 'file', place: placeOf(folder) }) as const),
    ];
  }

  /**
   * Changes a list. Resolves with false if that would lose existing contents. For `watchMs`
   * afterwards, the change is applied again if another window overwrites it.
   */
  change(target: ListTarget, change: AgentsChange): Promise<boolean> {
    const done = this.#writing.then(() => this.#write(target, change));
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /** Opens the file or settings that contain a list; settings open at the setting of the agents. */
  async open({ source, place }: ListTarget): Promise<void> {
    const uri = source === 'file' ? uriOf(place) : undefined;
    const file = source === 'workspace' ? 'openWorkspaceSettingsFile' : 'openSettingsJson';
    const setting = { revealSetting: { key: settingsPlace, edit: true } };
    if (uri) await vscode.commands.executeCommand('vscode.open', uri);
    else await vscode.commands.executeCommand(`workbench.action.${file}`, setting);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #write(target: ListTarget, change: AgentsChange): Promise<boolean> {
    if (!(await this.#writeOnce(target, change))) return false;
    const recent = this.#recent.get(keyOf(target)) ?? { target, changes: [], rewrites: 0 };
    recent.changes.push({ change, until: Date.now() + watchMs });
    this.#recent.set(keyOf(target), recent);
    const uri = target.source === 'file' ? uriOf(target.place) : undefined;
    const lookAgain = () => (uri ? void this.#checkFile(uri) : this.#restoreSoon());
    for (const waitMs of [0, ...lookAgainMs]) setTimeout(lookAgain, waitMs);
    return true;
  }

  #restoreSoon(): void {
    if (this.#recent.size === 0) return;
    this.#writing = this.#writing.then(() => this.#restore()).catch(() => undefined);
  }

  /** Re-applies this window's recent changes that another window has overwritten. */
  async #restore(): Promise<void> {
    for (const [key, recent] of this.#recent) {
      const { target } = recent;
      recent.changes = recent.changes.filter(({ until }) => until > Date.now());
      if (recent.changes.length === 0) this.#recent.delete(key);
      // Later changes may undo earlier ones, so check and apply all of them together.
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
      const text = uri && changeAgentsFile((await bytesOf(uri)) ?? '', change);
      if (!uri || text === undefined) return false;
      await replaceFile(uri, text);
      this.#files.delete(uri.toString());
      return true;
    }
    for (let attempt = 1; ; attempt++) {
      const agents = this.#written(target);
      if (!agents) return false;
      try {
        const scope = target.source === 'workspace' ? 'workspace' : 'user';
        await settings.writeAgents(scope, change(agents));
        return true;
      } catch (error) {
        if (attempt === maxAttempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * attemptWaitMs));
      }
    }
  }

  /** True when the list does not contain the change (any more). */
  async #isLost(target: ListTarget, change: AgentsChange): Promise<boolean> {
    if (target.source === 'file') {
      const uri = uriOf(target.place);
      const file = uri && (await bytesOf(uri));
      return file !== undefined && changeAgentsFile(file, change) !== changeAgentsFile(file, same);
    }
    const agents = this.#written(target);
    return agents !== undefined && JSON.stringify(change(agents)) !== JSON.stringify(agents);
  }

  /** The agents of a settings scope; undefined if the value is not an object. */
  #written({ source }: ListTarget): WrittenAgents | undefined {
    const { user, workspace } = settings.agents;
    const agents = (source === 'workspace' ? workspace : user) ?? {};
    return isRecord(agents) ? agents : undefined;
  }

  /** Reads a folder's file again and fires if its contents have changed. */
  async #checkFile(uri: vscode.Uri): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    this.#restoreSoon();
    const before = this.#files.get(uri.toString());
    this.#files.delete(uri.toString());
    const isSame = isDeepStrictEqual(await this.#readFile(uri), await before);
    if (!before || !isSame) this.#changed.fire(undefined);
  }

  #readFile(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    const key = uri.toString();
    const file = this.#files.get(key) ?? bytesOf(uri);
    this.#files.set(key, file);
    return file;
  }

  async #readFiles(): Promise<readonly AgentList[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const sources = folders.map(async (folder) => {
      const file = await this.#readFile(fileIn(folder));
      return file === undefined ? [] : [parseAgentsFile(file, placeOf(folder))];
    });
    return (await Promise.all(sources)).flat();
  }
}

const same: AgentsChange = (agents) => agents;

function keyOf({ source, place }: ListTarget): string {
  return `${source} ${place}`;
}

/** A folder's file as shown to the user: with the folder's name if there are several folders. */
function placeOf(folder: vscode.WorkspaceFolder): string {
  const isOne = vscode.workspace.workspaceFolders?.length === 1;
  return isOne ? agentsFilePath : `${folder.name}/${agentsFilePath}`;
}

function uriOf(place: string): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.find((one) => placeOf(one) === place);
  return folder && fileIn(folder);
}

function fileIn({ uri }: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(uri, agentsFilePath);
}

/** Writes to a temporary file and renames it, so that other windows never read a partial file. */
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
