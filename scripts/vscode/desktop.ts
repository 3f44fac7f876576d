import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { GiveUp } from '../report.ts';

export interface DesktopOptions {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
}

export interface Desktop {
  /** Resolves when the window is closed. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The installed `code`, or the build that @vscode/test-electron downloads. */
export async function findDesktop(): Promise<string> {
  const isInstalled = spawnSync('code', ['--version'], { shell: isWindows }).status === 0;
  if (isInstalled) return 'code';
  try {
    return await downloadAndUnzipVSCode();
  } catch {
    throw new GiveUp(
      'There is no "code" on the PATH and VS Code could not be downloaded: check the network or install VS Code, or run "npm start" without --desktop.',
    );
  }
}

const isWindows = process.platform === 'win32';

/** Opens a window with a new profile, so that the user's own VS Code stays unchanged. */
export async function startDesktop(
  executable: string,
  { settings, env, folder }: DesktopOptions,
): Promise<Desktop> {
  const profile = await mkdtemp(join(tmpdir(), 'ask-sofia-desktop-'));
  await mkdir(join(profile, 'User'));
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  const child = spawn(
    executable,
    [
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${profile}`,
      `--extensions-dir=${join(profile, 'extensions')}`,
      '--disable-workspace-trust',
      '--wait',
      folder,
    ],
    { shell: isWindows, stdio: 'ignore', env: { ...process.env, ...env } },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ended, stop };
}
