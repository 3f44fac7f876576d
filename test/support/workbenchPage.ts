import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { launchChromium } from '../workbench/chromium.ts';
import { root } from '../workbench/paths.ts';
import { startVscodeServer, type VscodeServer } from '../workbench/vscodeServer.ts';
import { workbenchUrl } from '../workbench/workbenchUrl.ts';

const startLimitMs = 60_000;
const commandLimitMs = 30_000;
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
}

/** A real VS Code with the extension, and a page that shows it. */
export interface Workbench {
  readonly page: Page;
  readonly server: VscodeServer;
  /** The extension's webview, wherever it is shown; it may come and go. */
  readonly chat: FrameLocator;
  /** What every frame printed to the console. */
  readonly consoleLines: readonly string[];
  /** Every message between windows as JSON: what host and webview say to each other, both ways. */
  readonly messages: readonly string[];
  /** Picks a command in the palette by its title, with or without category. */
  runCommand(title: string): Promise<void>;
  reloadWindow(): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts VS Code, opens it in Chromium and waits until it can be used. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { extensionPath = root, settings = {}, env = {} } = options;
  const ownFolder = await mkdtemp(join(tmpdir(), 'ask-sofia-folder-'));
  const folder = options.folder ?? ownFolder;
  const server = await startVscodeServer({ settings, env });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const consoleLines: string[] = [];
  const messages: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  await page.exposeFunction('recordMessage', (message: string) => messages.push(message));
  await page.addInitScript(recordMessages);
  await page.goto(workbenchUrl({ port: server.port, extensionPath, folder }));
  await waitUntilReady(page);
  return {
    page,
    server,
    chat: page
      .frameLocator('iframe.webview[src*="extensionId=ask-sofia.ask-sofia"]')
      .frameLocator('#active-frame'),
    consoleLines,
    messages,
    runCommand: (title) => runCommand(page, title),
    reloadWindow: async () => {
      await page.reload();
      await waitUntilReady(page);
    },
    dispose: async () => {
      await browser.close();
      await server.stop();
      await rm(ownFolder, { recursive: true, force: true });
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
  const givesUpAt = Date.now() + commandLimitMs;
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
