import { build, type OutputFile, type Plugin } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { webviewHtml } from '../../../src/host/webview/webviewHtml.ts';
import type { Bundle } from '../../../src/shared/l10n.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { diffView } from '../../../src/conversation/viewSync.ts';
import {
  parseWebviewMessage,
  type HostMessage,
} from '../../../src/shared/protocol/chatProtocol.ts';
import type { WebviewMessage } from '../../../src/shared/protocol/chatProtocol.ts';
import { launchChromium } from '../../../scripts/chromium.ts';
import { deliver, drawn } from './deliver.ts';
import { PagePool, type PageOptions } from './pagePool.ts';
import { defaultStyles, themes, type ThemeName } from './themes.ts';

/** A day of the page's clock before the case begins, so that it can be stopped at a moment. */
const headStartMs = 24 * 3600 * 1000;
const frameMs = 16;

export interface ChatOptions extends PageOptions {
  readonly theme?: ThemeName;
  /**
   * What the page's clock shows, in milliseconds since 1970. It stands still: its timers and frames
   * come with `advance`, with `drawn` and with what is sent. Such a page is always fresh.
   */
  readonly now?: number;
  /** Origins in the page's content policy; the state has its own list. */
  readonly mediaOrigins?: readonly string[];
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
  /** Makes the page look like this theme, as VS Code does when the tester chooses another one. */
  setTheme(theme: ThemeName): Promise<void>;
  /** Lets this time go by at once, in a page whose clock stands still. */
  advance(ms: number): Promise<void>;
  /** Makes this the state: as a snapshot at first, then as numbered patches. */
  show(state: ViewState): Promise<void>;
  /** Gives the page back before the case is at its end; another may then have it. */
  close(): Promise<void>;
}

/** A browser and a server for one test file. */
export interface WebviewBench {
  /** Where the pages are served; also serves `/image.svg` and 404 for all else. */
  readonly origin: string;
  /** A page for this case, with a document of its own; see `PagePool` for what is shared. */
  open(options?: ChatOptions): Promise<ChatPage>;
  /** Gives all pages back; what the content policy refused in them, and errors nobody caught. */
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

/** The sources of the chat. */
export const chatEntry: PageEntry = {
  script: 'webview/chat/main.ts',
  style: 'webview/styles/chat.css',
};

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
  const pool = new PagePool(browser, (context) =>
    prepareContext(context, (trouble) => troubles.push(trouble)),
  );
  return {
    origin,
    async open(options = {}) {
      const { now } = options;
      const page = await pool.take(now === undefined ? options : { ...options, isFresh: true });
      if (now !== undefined) await holdClock(page, now);
      await page.goto(origin + addHtml(files, origin, options));
      return connect(page, now !== undefined, () => pool.giveBack(page));
    },
    async closePages() {
      await pool.giveBackAll();
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
  // As esbuild.mjs builds what ships.
  const common = {
    bundle: true,
    write: false,
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  const [script, style] = await Promise.all([
    build({
      ...common,
      entryPoints: { webview: entry.script },
      outdir: 'pages',
      ...{ platform: 'browser', target: 'es2022', format: 'esm', splitting: true },
      plugins: kit === 'native' ? [nativeKit] : [],
    }),
    build({ ...common, entryPoints: [entry.style] }),
  ]);
  const type = 'text/javascript';
  const named = ({ path, text: body }: OutputFile) =>
    [`/${basename(path)}`, { type, body }] as const;
  const square = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>';
  return new Map([
    ...script.outputFiles.map(named),
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
  files.set(`/${nonce}`, {
    type: 'text/html; charset=utf-8',
    body: asVscodeShowsIt(body, options.theme),
  });
  return `/${nonce}`;
}

/**
 * The styles, the class and the custom properties of a theme that VS Code gives to a page. They come
 * before the content policy, which would refuse them.
 */
function asVscodeShowsIt(html: string, theme: ThemeName = 'dark'): string {
  const { bodyClass } = themes[theme];
  return html
    .replace('<html', () => `<html style="${themeStyle(theme).replaceAll('"', '&quot;')}"`)
    .replace('<head>', () => `<head><style>${defaultStyles}</style>`)
    .replace('<body>', () => `<body class="${bodyClass}">`);
}

function themeStyle(theme: ThemeName): string {
  const declarations = Object.entries(themes[theme].variables);
  return declarations.map(([name, value]) => `${name}: ${value}`).join('; ');
}

async function prepareContext(
  context: BrowserContext,
  onTrouble: (trouble: string) => void,
): Promise<void> {
  context.on('weberror', (error) => onTrouble(error.error().message));
  await context.exposeFunction('reportViolation', onTrouble);
  await context.addInitScript(prepareWindow);
}

async function holdClock({ clock }: Page, now: number): Promise<void> {
  await clock.install({ time: now - headStartMs });
  await clock.pauseAt(now);
}

function connect(page: Page, isClockHeld: boolean, giveBack: () => Promise<void>): ChatPage {
  let seq = 0;
  let current: ViewState | undefined;
  const advance = (ms: number): Promise<void> => page.clock.runFor(ms);
  const frames = (): Promise<void> => (isClockHeld ? advance(2 * frameMs) : drawn(page));
  async function send(message: HostMessage): Promise<void> {
    await deliver(page, message);
    await frames();
    if ('seq' in message) seq = message.seq;
  }

  return {
    page,
    drawn: frames,
    advance,
    send,
    close: giveBack,
    async setTheme(theme) {
      const { bodyClass } = themes[theme];
      await page.evaluate(
        ({ style, bodyClass }) => {
          document.documentElement.style.cssText = style;
          document.body.className = bodyClass;
        },
        { style: themeStyle(theme), bodyClass },
      );
      await frames();
    },
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
    /** `answers` is what a text that is sent gets at once; nothing while it is undefined. */
    fakeHost: { readonly posted: unknown[]; answers: 'sent' | 'refused' | undefined };
    reportViolation: (violation: string) => Promise<void>;
    acquireVsCodeApi: () => unknown;
  }
}

/** Runs in the page before its own script: the fake API, and the watch for violations. */
function prepareWindow(): void {
  // The empty page that each tab begins with.
  if (location.protocol === 'about:') return;
  const posted: unknown[] = [];
  window.fakeHost = { posted, answers: 'sent' };
  // A page that is loaded again finds its state, another case's page finds none.
  if (sessionStorage.getItem('page') !== location.pathname) {
    sessionStorage.clear();
    localStorage.clear();
    window.name = '';
  }
  sessionStorage.setItem('page', location.pathname);
  document.addEventListener('securitypolicyviolation', (event) => {
    const { violatedDirective, blockedURI, sample } = event;
    void window.reportViolation(`${violatedDirective}: ${blockedURI} ${sample}`);
  });
  window.acquireVsCodeApi = () => ({
    postMessage(message: { readonly type: string }) {
      posted.push(message);
      const type = window.fakeHost.answers;
      if (message.type !== 'sendText' || !type) return;
      const data = { ...message, type };
      queueMicrotask(() => window.dispatchEvent(new MessageEvent('message', { data })));
    },
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
}
