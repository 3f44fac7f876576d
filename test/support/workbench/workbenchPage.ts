import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/chromium.ts';
import { root } from '../../../scripts/paths.ts';
import { startVscodeServer, type VscodeServer } from '../../../scripts/vscode/vscodeServer.ts';
import { workbenchUrl } from '../../../scripts/vscode/workbenchUrl.ts';
import { comes, patiently } from '../eventually.ts';
import { hangLimitMs } from '../hangLimit.ts';
import { keepWorkbench } from './keepWorkbench.ts';

export interface WorkbenchOptions {
  /** Folder of the extension under development; by default this project. */
  readonly extensionPath?: string;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Workspace folder; by default a new empty one. */
  readonly folder?: string;
  /** The folder opens in Restricted Mode, and nobody is asked; by default every folder is trusted. */
  readonly hasWorkspaceTrust?: boolean;
  /** By default only with those built-in extensions that the tests need. */
  readonly isLean?: boolean;
  /** The extension as a packed file, to be installed; nothing is under development then. */
  readonly vsix?: string;
}

/** A window of VS Code: a page that shows it. */
export interface WorkbenchWindow {
  readonly page: Page;
  /** The extension's webview, wherever it is shown; it may come and go. Of two, the older one. */
  readonly chat: FrameLocator;
  /** The inspector in the panel, where that was opened after the chat. */
  readonly inspector: FrameLocator;
  /** Picks a command in the palette by its title, with or without category. */
  runCommand(title: string): Promise<void>;
  reloadWindow(): Promise<void>;
}

/** A real VS Code with the extension, and its first window. */
export interface Workbench extends WorkbenchWindow {
  readonly server: VscodeServer;
  /** What every frame of every window printed to the console. */
  readonly consoleLines: readonly string[];
  /** Every message between frames as JSON: what host and webview say to each other, both ways. */
  readonly messages: readonly string[];
  /** Opens a further window of the same profile, by default on a new empty folder. */
  openWindow(folder?: string): Promise<WorkbenchWindow>;
  dispose(): Promise<void>;
}

/** Starts VS Code, opens it in Chromium and waits until it can be used. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { extensionPath = root, vsix, env = {} } = options;
  const { hasWorkspaceTrust = false, isLean = true } = options;
  const ownFolders: string[] = [];
  const ownFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ask-sofia-folder-'));
    ownFolders.push(folder);
    return folder;
  };
  const settings = {
    ...(hasWorkspaceTrust && { 'security.workspace.trust.startupPrompt': 'never' }),
    ...options.settings,
  };
  const server = await startVscodeServer({
    ...{ settings, env, hasWorkspaceTrust, isLean },
    ...(vsix !== undefined && { vsix }),
  });
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(hangLimitMs);
  const consoleLines: string[] = [];
  const messages: string[] = [];
  context.on('console', (message) => consoleLines.push(message.text()));
  await context.exposeFunction('recordMessage', (message: string) => messages.push(message));
  await context.addInitScript(recordMessages);
  const folders = new Set<string>();
  const openWindow = (folder: string) => {
    folders.add(folder);
    const developed = vsix === undefined && { extensionPath };
    return openPage(context, workbenchUrl({ port: server.port, folder, ...developed }));
  };
  return {
    ...(await openWindow(options.folder ?? (await ownFolder()))),
    server,
    consoleLines,
    messages,
    openWindow: async (folder) => openWindow(folder ?? (await ownFolder())),
    dispose: async () => {
      try {
        await keepWorkbench(context, { consoleLines, messages, folders });
      } finally {
        await browser.close();
        await server.stop();
      }
      for (const folder of ownFolders) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(context: BrowserContext, url: string): Promise<WorkbenchWindow> {
  const page = await context.newPage();
  await page.goto(url);
  await waitUntilReady(page);
  const webviews = page.frameLocator('iframe.webview[src*="extensionId=ask-sofia.ask-sofia"]');
  return {
    page,
    chat: webviews.first().frameLocator('#active-frame'),
    inspector: webviews.last().frameLocator('#active-frame[title="Sofia Inspector"]'),
    runCommand: (title) => runCommand(page, title),
    reloadWindow: async () => {
      await page.reload();
      await waitUntilReady(page);
    },
  };
}

/** Runs in every frame of the page, before anything else: the ports lead to and from the host. */
function recordMessages(): void {
  const record = (data: unknown) => {
    const { recordMessage } = window as unknown as { recordMessage?: (message: string) => void };
    try {
      recordMessage?.(JSON.stringify(data) ?? '');
    } catch {
      // A window or another cycle: nothing of ours.
    }
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => record(data));
  const post = Reflect.get(MessagePort.prototype, 'postMessage') as (...args: unknown[]) => void;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: unknown[]) {
    record(args[0]);
    post.apply(this, args);
  };
}

/** The extension is known as soon as its icon is there, and so are its commands. */
async function waitUntilReady(page: Page): Promise<void> {
  await page.locator('.part.statusbar .statusbar-item').first().waitFor();
  await page.locator('.part.activitybar .action-label[aria-label="Ask Sofia"]').waitFor();
}

/**
 * A command may not be in the palette before the extension has said so, and whatever takes the focus
 * closes it: it is opened anew, with more patience each time, until the command was picked, once.
 */
async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const rows = page.locator('.quick-input-list .monaco-list-row .label-name');
  const escaped = title.replace(/[^\w ]/g, '\\$&');
  const row = rows.filter({ hasText: new RegExp(`^(Ask Sofia: )?${escaped}$`) });
  await patiently(
    async (soon) => {
      await page.keyboard.press('F1');
      const listed = input.fill(`>${title}`, soon).then(() => row.first().waitFor(soon));
      // At one blow: a click of the mouse that comes too late would leave open whether it was one.
      if ((await comes(listed)) && (await row.evaluateAll(clickFirst))) return true;
      await page.keyboard.press('Escape');
      return false;
    },
    () => `The palette has no command "${title}"`,
  );
}

/** A palette that something has closed keeps its rows for a while, and takes no click. */
function clickFirst(elements: readonly (HTMLElement | SVGElement)[]): boolean {
  const [first] = elements;
  if (!first?.checkVisibility() || first.closest('[inert]')) return false;
  first.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: window }));
  return true;
}
