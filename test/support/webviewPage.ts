import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webviewHtml } from '../../src/host/webviewHtml.ts';
import type { ViewState } from '../../src/shared/model.ts';
import { diffView } from '../../src/shared/patch.ts';
import { parseWebviewMessage, type HostMessage } from '../../src/shared/protocol.ts';
import type { WebviewMessage } from '../../src/shared/protocol.ts';
import { themes, type ThemeName } from './themes.ts';

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ChatOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Origins in the page's content policy; the state has its own list. */
  readonly mediaOrigins?: readonly string[];
  readonly reducedMotion?: boolean;
}

/** The built chat in a real page, with this process in the place of the extension host. */
export interface ChatPage {
  readonly page: Page;
  /** Everything that was posted, each message checked as the host checks it. */
  posted(): Promise<readonly WebviewMessage[]>;
  /** Sends a message as it is and waits for the frame that draws it. */
  send(message: HostMessage): Promise<void>;
  /** Makes this the state: as a snapshot at first, then as numbered patches. */
  show(state: ViewState): Promise<void>;
  /** What the content policy refused since the page was opened. */
  violations(): Promise<readonly string[]>;
}

/** A browser and a server for one test file. */
export interface WebviewBench {
  /** Where the pages are served; also serves `/image.svg` and 404 for all else. */
  readonly origin: string;
  open(options?: ChatOptions): Promise<ChatPage>;
  close(): Promise<void>;
}

export async function startWebviewBench(): Promise<WebviewBench> {
  const files = await bundle();
  const server = await serve(files);
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const browser = await launch();
  const pages: ChatPage[] = [];
  return {
    origin,
    async open(options = {}) {
      const chat = await openChat(browser, origin, files, options);
      pages.push(chat);
      return chat;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

type Files = Map<string, { readonly type: string; readonly body: string }>;

async function bundle(): Promise<Files> {
  const common = { bundle: true, write: false, minify: true, logLevel: 'warning' } as const;
  const [script, style] = await Promise.all([
    build({
      ...common,
      entryPoints: ['webview/main.ts'],
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
    }),
    build({ ...common, entryPoints: ['webview/styles/main.css'] }),
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

async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(
      `The webview tests need Chromium and found none at ${executablePath}: ` +
        'install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  return chromium.launch({ executablePath, args: chromiumFlags });
}

async function openChat(
  browser: Browser,
  origin: string,
  files: Files,
  options: ChatOptions,
): Promise<ChatPage> {
  const nonce = randomBytes(16).toString('hex');
  const html = webviewHtml({
    nonce,
    cspSource: origin,
    scriptUri: `${origin}/webview.js`,
    styleUri: `${origin}/webview.css`,
    mediaOrigins: options.mediaOrigins ?? [],
    lang: 'en',
  });
  const path = `/${nonce}.html`;
  files.set(path, { type: 'text/html; charset=utf-8', body: html });
  const context = await browser.newContext({
    viewport: { width: options.width ?? 380, height: options.height ?? 720 },
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  await page.addInitScript(prepareWindow, themes[options.theme ?? 'dark']);
  await page.goto(origin + path);
  return connect(page);
}

function connect(page: Page): ChatPage {
  let seq = 0;
  let current: ViewState | undefined;

  async function send(message: HostMessage): Promise<void> {
    await page.evaluate(async (data) => {
      window.postMessage(data, '*');
      await new Promise((done) => setTimeout(done));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, message);
    if (message.type !== 'compose') seq = message.seq;
  }

  return {
    page,
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
    violations: () => page.evaluate(() => window.fakeHost.violations),
  };
}

declare global {
  interface Window {
    fakeHost: { readonly posted: unknown[]; readonly violations: string[] };
    acquireVsCodeApi: () => unknown;
  }
}

/** Runs in the page before its own script: the fake API, the theme, the record of violations. */
function prepareWindow(theme: {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}): void {
  const posted: unknown[] = [];
  const violations: string[] = [];
  window.fakeHost = { posted, violations };
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
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
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  }).observe(document, { childList: true, subtree: true });
}
