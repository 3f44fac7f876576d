import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { launchChromium } from '../workbench/chromium.ts';
import { root } from '../workbench/paths.ts';
import { startVscodeServer, type VscodeServer } from '../workbench/vscodeServer.ts';
import { workbenchUrl } from '../workbench/workbenchUrl.ts';
import { hangLimitMs } from './hangLimit.ts';
import { keepWorkbench } from './keepWorkbench.ts';

/** Longest wait for a window. */
const startLimitMs = hangLimitMs;
/** Longest wait for anything else: the default of every locator. */
export const waitLimitMs = hangLimitMs;
const rowLimitMs = 3_000;

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
  const { extensionPath = root, env = {}, hasWorkspaceTrust = false } = options;
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
  const server = await startVscodeServer({ settings, env, hasWorkspaceTrust });
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultNavigationTimeout(startLimitMs);
  context.setDefaultTimeout(waitLimitMs);
  const consoleLines: string[] = [];
  const messages: string[] = [];
  context.on('console', (message) => consoleLines.push(message.text()));
  await context.exposeFunction('recordMessage', (message: string) => messages.push(message));
  await context.addInitScript(recordMessages);
  const folders = new Set<string>();
  const openWindow = (folder: string) => {
    folders.add(folder);
    return openPage(context, workbenchUrl({ port: server.port, extensionPath, folder }));
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

async function waitUntilReady(page: Page): Promise<void> {
  await page
    .locator('.monaco-workbench .part.statusbar .statusbar-item')
    .first()
    .waitFor({ timeout: startLimitMs });
}

/** The palette may be asked before the extension is known, so it is asked again for a while. */
async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const rows = page.locator('.quick-input-list .monaco-list-row .label-name');
  const escaped = title.replace(/[^\w ]/g, '\\$&');
  const row = rows.filter({ hasText: new RegExp(`^(Ask Sofia: )?${escaped}$`) }).first();
  const givesUpAt = Date.now() + waitLimitMs;
  for (;;) {
    await page.keyboard.press('F1');
    try {
      await input.fill(`>${title}`, { timeout: rowLimitMs });
      await row.click({ timeout: rowLimitMs });
      return;
    } catch (error) {
      if (Date.now() > givesUpAt) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
