import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepFolder, keepTexts } from '../../test/support/artifacts.ts';
import { hangLimitMs } from '../../test/support/hangLimit.ts';
import { endWithUs } from '../endWithUs.ts';
import { installVscode } from './installVscode.ts';
import { signalGroup } from '../processGroup.ts';
import { GiveUp } from '../report.ts';

const stopLimitMs = 5_000;

export interface VscodeServerOptions {
  /** User settings of the fresh profile. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Off by default: every folder is trusted. */
  readonly hasWorkspaceTrust?: boolean;
  /** Leaves out what VS Code brings along and nothing of ours needs: a window opens much faster. */
  readonly isLean: boolean;
}

export interface VscodeServer {
  readonly port: number;
  /** Profile, logs and global storage of this run; gone after `stop`. */
  readonly dataDir: string;
  /** What the server printed so far. */
  output(): string;
  /** Resolves when the server ends, by `stop` or by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const calmSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
};

/** The built-in extensions of a lean VS Code: its themes, and what scenarios and exports are. */
const leanExtensions = /^(?:theme-.*|configuration-editing|html|json.*|markdown-basics|yaml)$/;

/**
 * Starts VS Code's server with a fresh profile on a free port of 127.0.0.1. Of the two entries of
 * the package this is the one that can mint a key for the browser, so that secrets survive a
 * reload of the page. The smoke test driver makes a built workbench honour the `payload` query.
 */
export async function startVscodeServer(options: VscodeServerOptions): Promise<VscodeServer> {
  const packageDir = await installVscode();
  const dataDir = await mkdtemp(join(tmpdir(), 'ask-sofia-vscode-'));
  await mkdir(join(dataDir, 'User'));
  await writeFile(
    join(dataDir, 'User', 'settings.json'),
    JSON.stringify({ ...calmSettings, ...options.settings }, null, 2),
  );
  // An extension under development brings its own theme, and VS Code takes every theme below its
  // folder for its own: the built-in ones too while they are seen in our .vscode-test.
  const builtinDir = join(dataDir, 'builtin');
  await linkExtensions(join(packageDir, 'lib', 'vscode', 'extensions'), builtinDir, options);
  const child = spawn(
    process.execPath,
    [
      join(packageDir, 'out', 'node', 'entry.js'),
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--config', join(dataDir, 'config.yaml'), '--user-data-dir', dataDir],
      ...['--extensions-dir', join(dataDir, 'extensions'), '--builtin-extensions-dir', builtinDir],
      ...['--session-socket', join(dataDir, 'session.sock')],
      '--disable-proxy',
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      ...(options.hasWorkspaceTrust ? [] : ['--disable-workspace-trust']),
      ...['--vscode-option', 'enable-smoke-test-driver'],
      ...['--vscode-option', 'disable-experiments'],
    ],
    {
      // Its own process group, so that `stop` reaches the extension hosts too.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...quietEnv(dataDir), ...options.env },
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const isStopped = endWithUs(() => {
    signalGroup(child, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  let output = '';
  const stop = async () => {
    await stopProcess(child, ended);
    isStopped();
    await keepFolder('profiles', dataDir, isOfVscode);
    keepTexts('profiles', { 'output.txt': output });
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const port = await new Promise<number | undefined>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
      if (match) resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => resolve(undefined));
    setTimeout(() => resolve(undefined), hangLimitMs).unref();
  });
  if (port === undefined) {
    await stop();
    throw new GiveUp(
      `VS Code's server did not start: delete the folder .vscode-test and run this again (its last words: ${lastLine(output)}).`,
    );
  }
  return { port, dataDir, output: () => output, ended, stop };
}

async function linkExtensions(
  from: string,
  to: string,
  { isLean }: VscodeServerOptions,
): Promise<void> {
  if (!isLean) {
    await symlink(from, to, 'junction');
    return;
  }
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (leanExtensions.test(name)) await symlink(join(from, name), join(to, name), 'junction');
  }
}

/** What VS Code brings along or makes anew: nothing in it comes from the extension. */
function isOfVscode(path: string): boolean {
  return /^(?:builtin|extensions)$|(?:^|[\\/])(?:Cached|Cache)[^\\/]*$/.test(path);
}

/**
 * Keeps the server's own files in the profile, switches the marketplace off, and asks no login shell
 * for its environment: a slow one would hold up the extension host.
 */
function quietEnv(dataDir: string): Readonly<Record<string, string>> {
  return {
    XDG_DATA_HOME: dataDir,
    // Sockets go there too, and their paths must stay short: elsewhere the folder's is too long.
    ...(process.platform === 'linux' && { TMPDIR: dataDir, XDG_RUNTIME_DIR: dataDir }),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    VSCODE_CLI: '1',
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Asks the process group to end, and ends it by force after a while. */
async function stopProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), stopLimitMs);
  signalGroup(child, 'SIGTERM');
  await ended;
  clearTimeout(force);
  // The extension host leaves a moment after the server that forked it; nobody may stay.
  signalGroup(child, 'SIGKILL');
}
