import * as vscode from 'vscode';
import { isScenarioPath, scenarioGlob } from '../../../scenarios/create/fileName.ts';
import type { ScenarioFile } from '../../../scenarios/file/scenario.ts';
import {
  targetKey,
  testTree,
  type TestNode,
  type TestTarget,
} from '../../../scenarios/explorer/testTree.ts';
import { joinedNotes } from '../../../scenarios/explorer/testNotes.ts';
import { visibleText } from '../../../shared/visibleText.ts';
import { bytesOf } from '../../platform/bytesOf.ts';
import { ScenarioDiagnostics } from '../scenarioDiagnostics.ts';
import { rangeOf } from '../scenarioPlaces.ts';
import { loadScenarioFile, openDocument } from '../scenarioReader.ts';

/** Minimum time between reads of a file while the tester types, in milliseconds. */
const readIntervalMs = 300;
const elsewhere = '**/node_modules/**';

/** Files that scenarios may use: steps, defaults, data. */
const sourceFiles = '**/*.{yaml,yml,csv}';

/** The file or part of a file behind a Test Explorer item; without a target, the whole file. */
export interface ScenarioTest {
  readonly uri: vscode.Uri;
  readonly target?: TestTarget;
}

interface KnownFile {
  readonly uri: vscode.Uri;
  readonly file: ScenarioFile;
  /** Missing while the workspace is not trusted. */
  readonly item?: vscode.TestItem;
  /** Items of the file's contents, by target key. */
  readonly items: ReadonlyMap<string, vscode.TestItem>;
}

/**
 * The scenario files of a trusted workspace and all open ones, as items of the Test Explorer, with
 * their problems in the Problems view. For an open file, the editor's text counts.
 */
export class ScenarioIndex implements vscode.Disposable {
  /** Tag of every item except the one that explains why there are none. */
  readonly runnable = new vscode.TestTag('runnable');
  readonly #controller: vscode.TestController;
  readonly #problems = new ScenarioDiagnostics();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly vscode.Disposable[];
  readonly #files = new Map<string, KnownFile>();
  readonly #tests = new WeakMap<vscode.TestItem, ScenarioTest>();
  /** The turn of each test's first failure in its last run. */
  readonly failedTurns = new WeakMap<vscode.TestItem, number>();
  /** Notes from the files about their tests; the last run adds its own. */
  readonly #fileNotes = new WeakMap<vscode.TestItem, string>();
  readonly #runNotes = new WeakMap<vscode.TestItem, string>();
  /** The most recent read in progress for each file. */
  readonly #reading = new Map<string, Promise<void>>();
  readonly #unread = new Map<string, vscode.Uri>();
  #timer: NodeJS.Timeout | undefined;

  /** Fires when a file was read again or is gone. */
  readonly onDidChange = this.#changed.event;

  constructor(controller: vscode.TestController) {
    this.#controller = controller;
    const watcher = vscode.workspace.createFileSystemWatcher(sourceFiles);
    const changed = (uri: vscode.Uri) => this.#readSoon(uri);
    const { workspace } = vscode;
    this.#disposables = [
      this.#problems,
      this.#changed,
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      workspace.onDidOpenTextDocument(({ uri }) => changed(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => changed(uri)),
      workspace.onDidChangeTextDocument(({ document: { uri } }) => changed(uri)),
      workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
      workspace.onDidChangeWorkspaceFolders(() => void this.find()),
      workspace.onDidGrantWorkspaceTrust(() => void this.find()),
    ];
  }

  /** Finds all scenario files; resolves when all were read. */
  async find(): Promise<void> {
    const { isTrusted, textDocuments } = vscode.workspace;
    const found = isTrusted ? await vscode.workspace.findFiles(scenarioGlob, elsewhere) : [];
    const open = textDocuments.map(({ uri }) => uri).filter((uri) => this.#isWanted(uri));
    const known = [...this.#files.values()].map(({ uri }) => uri);
    for (const uri of unique([...found, ...open, ...known])) await this.read(uri);
    const { items } = this.#controller;
    const sentence = vscode.l10n.t(
      'Restricted Mode: trust this folder to find and run its scenarios.',
    );
    if (isTrusted) items.delete(restrictedId);
    else items.add(this.#controller.createTestItem(restrictedId, sentence));
  }

  /** Reads a file's current contents; resolves when the result is available. */
  async read(uri: vscode.Uri): Promise<void> {
    const id = uri.toString();
    this.#unread.delete(id);
    const before = this.#reading.get(id) ?? Promise.resolve();
    // In order, so that the newest contents are shown last.
    const reading = before.then(() => this.#readNow(uri));
    this.#reading.set(id, reading);
    await reading;
    if (this.#reading.get(id) === reading) this.#reading.delete(id);
  }

  /** The file's contents, if it is a known scenario file. */
  fileOf(uri: vscode.Uri): ScenarioFile | undefined {
    return this.#files.get(uri.toString())?.file;
  }

  testOf(item: vscode.TestItem): ScenarioTest | undefined {
    return this.#tests.get(item);
  }

  /** Shows the result next to an item until the next run; '' removes it. */
  setNote(item: vscode.TestItem, note: string): void {
    this.#runNotes.set(item, note);
    this.#describe(item);
  }

  /** The item of a file, or of something in it. */
  itemOf({ uri, target }: ScenarioTest): vscode.TestItem | undefined {
    const known = this.#files.get(uri.toString());
    return target ? known?.items.get(targetKey(target)) : known?.item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #readNow(uri: vscode.Uri): Promise<void> {
    const document = openDocument(uri);
    const content = this.#isWanted(uri) ? (document?.getText() ?? (await bytesOf(uri))) : undefined;
    if (content === undefined) this.#forget(uri);
    else this.#show(uri, await loadScenarioFile(uri, content), document?.isDirty === true);
    this.#changed.fire();
  }

  /** Other schemes are other versions of the same files, for example in a diff. */
  #isWanted(uri: vscode.Uri): boolean {
    const isOurs = isScenarioPath(uri.path) && !uri.path.includes('/node_modules/');
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!isOurs || (uri.scheme !== 'file' && !folder)) return false;
    return openDocument(uri) !== undefined || (folder !== undefined && vscode.workspace.isTrusted);
  }

  #readSoon(uri: vscode.Uri): void {
    const path = uri.fsPath.replaceAll('\\', '/');
    const users = [...this.#files.values()].filter(({ file }) => file.sources.includes(path));
    const isOwn = this.#isWanted(uri) || this.#files.has(uri.toString());
    const unread = [...(isOwn ? [uri] : []), ...users.map((one) => one.uri)];
    if (unread.length === 0) return;
    for (const one of unread) this.#unread.set(one.toString(), one);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const unread of [...this.#unread.values()]) void this.read(unread);
    }, readIntervalMs);
  }

  #forget(uri: vscode.Uri): void {
    this.#files.delete(uri.toString());
    this.#problems.forget(uri);
    this.#controller.items.delete(uri.toString());
  }

  #show(uri: vscode.Uri, file: ScenarioFile, isDirty: boolean): void {
    this.#problems.show(uri, file);
    const item = vscode.workspace.isTrusted ? this.#fileItem(uri, file) : undefined;
    const items = new Map<string, vscode.TestItem>();
    this.#files.set(uri.toString(), { uri, file, items, ...(item && { item }) });
    if (!item) return;
    // While the tester types, a scenario may be invalid for a moment; its item and results stay.
    const keepsOthers = isDirty && file.problems.length > 0;
    this.#showNodes(item.children, testTree(file), { uri, items, keepsOthers });
  }

  #fileItem(uri: vscode.Uri, { problems }: ScenarioFile): vscode.TestItem {
    const id = uri.toString();
    const known = this.#controller.items.get(id);
    const label = visibleText(vscode.workspace.asRelativePath(uri));
    const item = known ?? this.#controller.createTestItem(id, label, uri);
    item.tags = [this.runnable];
    const lines = problems.map(({ file, at, message }) => {
      const line = vscode.l10n.t('Line {0}: {1}', at.start.line, message);
      return file === undefined ? line : `${visibleText(file)}: ${line}`;
    });
    item.error = lines.length > 0 ? lines.join('\n') : undefined;
    this.#tests.set(item, { uri });
    if (!known) this.#controller.items.add(item);
    return item;
  }

  #showNodes(
    items: vscode.TestItemCollection,
    nodes: readonly TestNode[],
    file: Pick<KnownFile, 'uri'> & {
      readonly items: Map<string, vscode.TestItem>;
      readonly keepsOthers: boolean;
    },
  ): void {
    const { uri, keepsOthers } = file;
    const ids = new Set(nodes.map(({ id }) => id));
    for (const [id] of keepsOthers ? [] : items) if (!ids.has(id)) items.delete(id);
    for (const [index, node] of nodes.entries()) {
      const known = items.get(node.id);
      const item = known ?? this.#controller.createTestItem(node.id, labelOf(node), uri);
      item.label = labelOf(node);
      this.#fileNotes.set(item, node.note);
      this.#describe(item);
      item.range = rangeOf(node.at);
      item.sortText = String(index).padStart(6, '0');
      item.tags = [this.runnable, ...node.tags.map((tag) => new vscode.TestTag(tag))];
      this.#tests.set(item, { uri, target: node.target });
      if (!known) items.add(item);
      file.items.set(targetKey(node.target), item);
      this.#showNodes(item.children, node.children, { ...file, keepsOthers: false });
    }
  }

  #describe(item: vscode.TestItem): void {
    item.description = joinedNotes(this.#fileNotes.get(item) ?? '', this.#runNotes.get(item) ?? '');
  }
}

const restrictedId = 'restricted';

function labelOf({ title }: TestNode): string {
  return title.type === 'repeat' ? vscode.l10n.t('Run {0}', title.number) : visibleText(title.text);
}

function unique(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
