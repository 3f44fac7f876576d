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
import { runQuietly } from '../runProcess.ts';

const stopLimitMs = 5_000;

export interface VscodeServerOptions {
  /** User settings of the new profile. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Extra environment variables for the server and the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Off by default: every folder is trusted. */
  readonly hasWorkspaceTrust?: boolean;
  /** Leaves out the built-in extensions that ours does not need: windows open much faster. */
  readonly isLean: boolean;
  /** An extension to install before the start, as a packed file. */
  readonly vsix?: string;
}

export interface VscodeServer {
  readonly port: number;
  /** Profile, logs and global storage of this run; deleted by `stop`. */
  readonly dataDir: string;
  /** The server's output so far. */
  output(): string;
  /** Resolves when the server ends, through `stop` or on its own. */
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

/**
 * The built-in extensions of a lean VS Code: themes, and the languages of scenarios and exports.
 */
const leanExtensions = /^(?:theme-.*|configuration-editing|html|json.*|markdown-basics|yaml)$/;

/**
 * Starts VS Code's server with a new profile on a free port of 127.0.0.1. The package has two entry
 * points; this one can create a key for the browser, so that secrets survive a page reload. The
 * smoke test driver makes a built workbench accept the `payload` query parameter.
 */
export async function startVscodeServer(options: VscodeServerOptions): Promise<VscodeServer> {
  const packageDir = await installVscode();
  const dataDir = await mkdtemp(join(tmpdir(), 'ask-sofia-vscode-'));
  await mkdir(join(dataDir, 'User'));
  await writeFile(
    join(dataDir, 'User', 'settings.json'),
    JSON.stringify({ ...calmSettings, ...options.settings }, null, 2),
  );
  // VS Code treats every theme below the folder of an extension under development as part of that
  // extension: also the built-in themes while they are read from our .vscode-test.
  const builtinDir = join(dataDir, 'builtin');
  await linkExtensions(join(packageDir, 'lib', 'vscode', 'extensions'), builtinDir, options);
  const program = [
    join(packageDir, 'out', 'node', 'entry.js'),
    ...['--config', join(dataDir, 'config.yaml'), '--user-data-dir', dataDir],
    ...['--extensions-dir', join(dataDir, 'extensions'), '--builtin-extensions-dir', builtinDir],
  ];
  const env = { ...process.env, ...quietEnv(dataDir), ...options.env };
  if (options.vsix !== undefined) {
    await runQuietly(process.execPath, [...program, '--install-extension', options.vsix], {
      env,
      log: 'vsix-install.log',
      sentence: `VS Code did not install ${options.vsix}`,
    });
  }
  const child = spawn(
    process.execPath,
    [
      ...program,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
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
      // A separate process group, so that `stop` also reaches the extension hosts.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
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

/** Built-in or cached files of VS Code, which contain nothing from the extension. */
function isOfVscode(path: string): boolean {
  return /^(?:builtin|extensions)$|(?:^|[\\/])(?:Cached|Cache)[^\\/]*$/.test(path);
}

/**
 * Keeps the server's own files in the profile, disables the marketplace, and skips reading the
 * environment from a login shell: a slow shell would delay the extension host.
 */
function quietEnv(dataDir: string): Readonly<Record<string, string>> {
  return {
    XDG_DATA_HOME: dataDir,
    // Sockets go there too; the path of another folder would be too long for them.
    ...(process.platform === 'linux' && { TMPDIR: dataDir, XDG_RUNTIME_DIR: dataDir }),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    VSCODE_CLI: '1',
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Asks the process group to exit and kills it after `stopLimitMs`. */
async function stopProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), stopLimitMs);
  signalGroup(child, 'SIGTERM');
  await ended;
  clearTimeout(force);
  // The extension host exits shortly after the server that forked it; this kills any that remain.
  signalGroup(child, 'SIGKILL');
}
