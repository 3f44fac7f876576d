import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { webviewHtml } from '../../src/host/webviewHtml.ts';
import type { Bundle } from '../../src/shared/l10n.ts';
import type { ViewState } from '../../src/shared/model.ts';
import { diffView } from '../../src/shared/patch.ts';
import { parseWebviewMessage, type HostMessage } from '../../src/shared/protocol.ts';
import type { WebviewMessage } from '../../src/shared/protocol.ts';
import { launchChromium } from '../workbench/chromium.ts';
import { hangLimitMs } from './hangLimit.ts';
import { defaultStyles, themes, type ThemeName } from './themes.ts';

/** Longest wait for something to appear. */
const timeoutMs = hangLimitMs;

export interface ChatOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Origins in the page's content policy; the state has its own list. */
  readonly mediaOrigins?: readonly string[];
  readonly reducedMotion?: boolean;
  /** VS Code's display language; English by default. */
  readonly lang?: string;
  readonly bundle?: Bundle;
}

/** The built chat in a real page, with this process in the place of the extension host. */
export interface ChatPage {
  readonly page: Page;
  /** Everything that was posted, each message checked as the host checks it. */
  posted(): Promise<readonly WebviewMessage[]>;
  /** Sends a message as it is and waits for the frame that draws it. */
  send(message: HostMessage): Promise<void>;
  /** Waits for the frame that draws what happened until now. */
  drawn(): Promise<void>;
  /** Makes this the state: as a snapshot at first, then as numbered patches. */
  show(state: ViewState): Promise<void>;
}

/** A browser and a server for one test file. */
export interface WebviewBench {
  /** Where the pages are served; also serves `/image.svg` and 404 for all else. */
  readonly origin: string;
  open(options?: ChatOptions): Promise<ChatPage>;
  /** Closes all pages; what the content policy refused in them, and errors nobody caught. */
  closePages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What the chat's buttons and text box are made of. */
export type Kit = 'toolkit' | 'native';

/** The sources of a page. */
export interface PageEntry {
  readonly script: string;
  readonly style: string;
}

const chatEntry: PageEntry = { script: 'webview/main.ts', style: 'webview/styles/main.css' };

export async function startWebviewBench(
  kit: Kit = 'toolkit',
  entry: PageEntry = chatEntry,
): Promise<WebviewBench> {
  const files = await bundle(kit, entry);
  const server = await serve(files);
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const browser = await launchChromium();
  const troubles: string[] = [];
  return {
    origin,
    async open(options = {}) {
      const page = await newPage(browser, options, (trouble) => troubles.push(trouble));
      const path = addHtml(files, origin, options);
      await page.goto(origin + path);
      return connect(page);
    },
    async closePages() {
      for (const context of browser.contexts()) {
        for (const page of context.pages()) await page.evaluate(() => undefined);
        await context.close();
      }
      return troubles.splice(0);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

type Files = Map<string, { readonly type: string; readonly body: string }>;

const nativeKit: Plugin = {
  name: 'native-kit',
  setup(build) {
    const path = join(import.meta.dirname, 'nativeKit.ts');
    build.onResolve({ filter: /\/kit\.ts$/ }, () => ({ path }));
  },
};

async function bundle(kit: Kit, entry: PageEntry): Promise<Files> {
  const common = { bundle: true, write: false, minify: true, logLevel: 'warning' } as const;
  const [script, style] = await Promise.all([
    build({
      ...common,
      entryPoints: [entry.script],
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      plugins: kit === 'native' ? [nativeKit] : [],
    }),
    build({ ...common, entryPoints: [entry.style] }),
  ]);
  const square = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>';
  return new Map([
    ['/webview.js', { type: 'text/javascript', body: script.outputFiles[0]?.text ?? '' }],
    ['/webview.css', { type: 'text/css', body: style.outputFiles[0]?.text ?? '' }],
    ['/image.svg', { type: 'image/svg+xml', body: square }],
  ]);
}

async function serve(files: Files): Promise<Server> {
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Puts the real page for these options among the served files; returns its path. */
function addHtml(files: Files, origin: string, options: ChatOptions): string {
  const nonce = randomBytes(16).toString('hex');
  const body = webviewHtml({
    nonce,
    cspSource: origin,
    scriptUri: `${origin}/webview.js`,
    styleUri: `${origin}/webview.css`,
    mediaOrigins: options.mediaOrigins ?? [],
    lang: options.lang ?? 'en',
    bundle: options.bundle,
  });
  files.set(`/${nonce}`, { type: 'text/html; charset=utf-8', body: asVscodeShowsIt(body) });
  return `/${nonce}`;
}

/** VS Code's own styles come before the content policy, which would refuse them. */
function asVscodeShowsIt(html: string): string {
  return html.replace('<head>', () => `<head><style>${defaultStyles}</style>`);
}

async function newPage(
  browser: Browser,
  { theme = 'dark', width = 380, height = 720, reducedMotion }: ChatOptions,
  onTrouble: (trouble: string) => void,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(timeoutMs);
  page.on('pageerror', (error) => onTrouble(error.message));
  await page.exposeFunction('reportViolation', onTrouble);
  await page.addInitScript(prepareWindow, themes[theme]);
  return page;
}

function connect(page: Page): ChatPage {
  let seq = 0;
  let current: ViewState | undefined;

  const drawn = (): Promise<void> =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );

  async function send(message: HostMessage): Promise<void> {
    // As JSON: the driver's own serialiser would lose a key like __proto__.
    await page.evaluate(async (json) => {
      window.postMessage(JSON.parse(json), '*');
      await new Promise((done) => setTimeout(done));
    }, JSON.stringify(message));
    await drawn();
    if ('seq' in message) seq = message.seq;
  }

  return {
    page,
    drawn,
    send,
    async posted() {
      const messages = await page.evaluate(() => window.fakeHost.posted);
      return messages.map((message) => {
        const parsed = parseWebviewMessage(message);
        if (!parsed) throw new Error(`The host would refuse ${JSON.stringify(message)}`);
        return parsed;
      });
    },
    async show(state) {
      const previous = current;
      current = state;
      if (!previous) await send({ type: 'snapshot', seq: seq + 1, state });
      else await send({ type: 'patch', seq: seq + 1, patches: diffView(previous, state) });
    },
  };
}

declare global {
  interface Window {
    fakeHost: { readonly posted: unknown[] };
    reportViolation: (violation: string) => Promise<void>;
    acquireVsCodeApi: () => unknown;
  }
}

/** Runs in the page before its own script: the fake API, the theme, the watch for violations. */
function prepareWindow(theme: {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}): void {
  const posted: unknown[] = [];
  window.fakeHost = { posted };
  document.addEventListener('securitypolicyviolation', (event) => {
    const { violatedDirective, blockedURI, sample } = event;
    void window.reportViolation(`${violatedDirective}: ${blockedURI} ${sample}`);
  });
  window.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => posted.push(message),
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    document.body.className = theme.bodyClass;
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
  }).observe(document, { childList: true, subtree: true });
}
