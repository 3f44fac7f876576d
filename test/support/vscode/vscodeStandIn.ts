/**
 * A stand-in for the module `vscode`, for unit tests of host files: the few parts of it that hold
 * values or remember calls. Whoever imports this file first may then load host files with
 * `await import()`; a static import would look for the real module before this one has run.
 */
import type { ConfigurationChangeEvent, Event, Memento } from 'vscode';
import './vscodeHook.mjs';

type Values = Record<string, unknown>;

/** What the tests of one file set and look at. */
export const standIn = {
  /** Settings by their whole names. */
  settings: {} as Values,
  /** Settings and files that were read, by name and address. */
  read: [] as string[],
  /** Contents of files by their addresses. */
  files: {} as Record<string, string>,
  /** Commands that were called, each with its arguments. */
  called: [] as (readonly unknown[])[],
  /** Messages that were shown, and lines that were logged. */
  said: [] as string[],
};

/** A memory as windows have it. */
export function memento(values: Values = {}): Memento {
  return {
    keys: () => Object.keys(values),
    get: <T>(key: string, fallback?: T) => (values[key] ?? fallback) as T,
    update: (key, value) => Promise.resolve(void (values[key] = value)),
  };
}

export class Disposable {
  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => parts.forEach((part) => part.dispose()));
  }

  readonly dispose: () => void;

  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;

  constructor(label: string, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;

  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export const l10n = {
  t: (text: string, ...values: readonly unknown[]) =>
    text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

export const commands = {
  executeCommand: (...call: readonly unknown[]) => Promise.resolve(void standIn.called.push(call)),
};

export class Uri {
  static joinPath({ path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri([path, ...parts].join('/'));
  }

  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  toString(): string {
    return `file://${this.path}`;
  }
}

/** What happens to the window, for tests to fire. */
export const happened = {
  /** The whole name of a setting that was changed. */
  setting: new EventEmitter<string>(),
  /** A file that was changed. */
  file: new EventEmitter<Uri>(),
  focus: new EventEmitter<{ readonly focused: boolean }>(),
};

const never = new EventEmitter<undefined>();

function readSetting(name: string): unknown {
  standIn.read.push(name);
  return standIn.settings[name];
}

export const workspace = {
  isTrusted: true,
  workspaceFolders: [] as { readonly name: string; readonly uri: Uri }[],
  getWorkspaceFolder: ({ path }: Uri) =>
    workspace.workspaceFolders.find(({ uri }) => path.startsWith(`${uri.path}/`)),
  getConfiguration: () => ({
    get: readSetting,
    inspect: (name: string) => ({ globalValue: readSetting(name) }),
  }),
  onDidChangeConfiguration: (listener: (change: ConfigurationChangeEvent) => void) =>
    happened.setting.event((changed) =>
      listener({ affectsConfiguration: (name) => name === changed }),
    ),
  createFileSystemWatcher: () => ({
    onDidChange: happened.file.event,
    onDidCreate: never.event,
    onDidDelete: never.event,
    dispose: () => undefined,
  }),
  onDidGrantWorkspaceTrust: never.event,
  onDidChangeWorkspaceFolders: never.event,
  fs: {
    readFile: (uri: Uri) => {
      standIn.read.push(uri.toString());
      const content = standIn.files[uri.toString()];
      return content === undefined
        ? Promise.reject(new Error('There is no such file'))
        : Promise.resolve(new TextEncoder().encode(content));
    },
  },
};

const say = (text: string) => Promise.resolve(void standIn.said.push(text));

export const window = {
  createOutputChannel: () => ({ info: say, warn: say, dispose: () => undefined }),
  createTreeView: () => ({
    visible: true,
    selection: [],
    onDidChangeSelection: new EventEmitter().event,
    onDidChangeVisibility: new EventEmitter().event,
    dispose: () => undefined,
  }),
  onDidChangeWindowState: happened.focus.event,
  showInformationMessage: say,
  showWarningMessage: say,
};
