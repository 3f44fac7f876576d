import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { hangLimitMs } from '../test/support/hangLimit.ts';
import { endWithUs } from './endWithUs.ts';
import { GiveUp, step } from './report.ts';
import { runQuietly } from './runProcess.ts';

/** The headless shell renders several times faster than full Chromium in headless mode. */
const headlessShell = 'chromium-headless-shell';
const commands = [
  headlessShell,
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const windowsPlaces = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** This machine's Chromium: from CHROMIUM_PATH, the PATH, or the usual install folders. */
function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  return [...(chosen ? [chosen] : []), ...usualPlaces()].find((path) => existsSync(path));
}

function usualPlaces(): readonly string[] {
  if (process.platform === 'darwin') return macPlaces;
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
    return roots
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((folder) => windowsPlaces.map((place) => join(folder, ...place)));
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => commands.map((command) => join(folder, command)));
}

/**
 * Finds Chromium. If there is none, installs Debian's package when running as root with apt-get.
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) await step('Installing Chromium', installChromium);
  const installed = findChromium();
  if (installed) return installed;
  throw new GiveUp(
    `The tests need Chromium and found none: install it (on Debian "apt-get install ${headlessShell}", elsewhere Chrome will do) or name it in CHROMIUM_PATH, then run this again.`,
  );
}

async function installChromium(): Promise<void> {
  const sentence =
    'Chromium could not be installed from the Debian packages: check the network, or install a Chromium yourself and name it in CHROMIUM_PATH';
  const options = { log: 'chromium-install.log', sentence };
  await runQuietly('apt-get', ['update', '-q'], options);
  await runQuietly(
    'env',
    ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-qy', headlessShell],
    options,
  );
}

/** A headless Chromium that makes no requests of its own; page timeouts use the hang limit. */
export async function launchChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    timeout: hangLimitMs,
    // Playwright's handlers would close the browser but keep the process running. Without them,
    // Playwright closes the browser when the process exits.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    executablePath: await ensureChromium(),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  browser.on(
    'disconnected',
    endWithUs(() => undefined),
  );
  browser.on('context', (context) => context.setDefaultTimeout(hangLimitMs));
  return browser;
}
