// `npm start`: runs VS Code with the extension and the demo agent until Ctrl+C.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildExtension } from './buildExtension.ts';
import { firstQuestion, startDemo, type Demo } from './demo.ts';
import { findDesktop, startDesktop } from './vscode/desktop.ts';
import { installVscode } from './vscode/installVscode.ts';
import { root } from './paths.ts';
import { GiveUp, runMain, step } from './report.ts';
import { startVscodeServer } from './vscode/vscodeServer.ts';
import { workbenchUrl } from './vscode/workbenchUrl.ts';

/** A process that runs until it is stopped or ends on its own. */
interface Running {
  /** The URL to open, unless it has its own window. */
  readonly url?: string;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

await runMain(async () => {
  const { isDesktop, opensBrowser } = readOptions();
  const interrupted = new Promise<void>((resolve) => {
    // The handler stays installed: a terminal and npm may both send the signal.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
  await step('Building', buildExtension);
  const desktop = isDesktop ? await step('Finding VS Code', findDesktop) : undefined;
  if (!desktop) await installVscode();
  const demo = openAtOnce(await step('Starting the simulator', () => startDemo('real')));
  let vscode: Running | undefined;
  try {
    vscode = await step('Starting VS Code', () =>
      desktop ? startDesktop(desktop, demo) : startInBrowser(demo, opensBrowser && hasDesktop()),
    );
    if (vscode.url) console.log(`\n  Open ${vscode.url}\n`);
    console.log(`  The chat is open. Pick a suggested message, or ask:\n  ${firstQuestion}\n`);
    console.log(`  The agent "Demo" answers at ${demo.baseUrl}. Ctrl+C stops everything.`);
    await Promise.race([interrupted, vscode.ended]);
  } finally {
    await step('Stopping', async () => {
      await vscode?.stop();
      await demo.stop();
    });
  }
  return 0;
});

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { desktop: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
    });
    return { isDesktop: values.desktop === true, opensBrowser: values['no-open'] !== true };
  } catch {
    throw new GiveUp('npm start takes --desktop and --no-open, after two dashes.');
  }
}

/** A demo whose window opens with its README and the chat. */
function openAtOnce(demo: Demo): Demo {
  return {
    ...demo,
    settings: { 'workbench.startupEditor': 'readme', ...demo.settings },
    env: { ...demo.env, ASK_SOFIA_DEV_OPEN: '1' },
  };
}

async function startInBrowser(demo: Demo, opensBrowser: boolean): Promise<Running> {
  const { folder, env, settings } = demo;
  const server = await startVscodeServer({ settings, env, isLean: false });
  const url = workbenchUrl({ port: server.port, extensionPath: root, folder });
  if (opensBrowser) openInBrowser(url);
  return { ...server, url };
}

function hasDesktop(): boolean {
  if (process.env['CI']) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function openInBrowser(url: string): void {
  const [command, args]: [string, string[]] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // The URL is already on the screen; a desktop without a browser is not an error.
  child.on('error', () => undefined);
  child.unref();
}
