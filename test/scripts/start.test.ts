import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { launchChromium } from '../../scripts/chromium.ts';
import { root } from '../../scripts/paths.ts';

/** Starts `npm start`'s program and waits until it says that it is ready. */
async function start(t: TestContext, ...args: readonly string[]) {
  const tempDir = await mkdtemp(join(tmpdir(), 'ask-sofia-start-'));
  t.after(() => rm(tempDir, { recursive: true }));
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts'), ...args], {
    cwd: root,
    env: { ...process.env, CI: '1', TMPDIR: tempDir },
  });
  t.after(() => child.kill('SIGKILL'));
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  await Promise.race([
    exit,
    (async () => {
      while (!output.includes('Ctrl+C')) await once(child.stdout, 'data');
    })(),
  ]);
  return { child, exit, output, tempDir };
}

/** True when something answers at the address. */
async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

test('npm start serves a VS Code and a simulator, and Ctrl+C leaves nothing behind', async (t) => {
  const { child, exit, output, tempDir } = await start(t);
  const url = /Open (http:\S+)/.exec(output)?.[1] ?? '';
  const simulator = /answers at (http:[^\s]+\d)/.exec(output)?.[1] ?? '';
  const page = await (await fetch(url)).text();
  assert.match(page, /vscode-workbench-web-configuration/);
  assert.equal(await answers(simulator), true);

  child.kill('SIGINT');
  child.kill('SIGINT');
  assert.deepEqual(await exit, [0, null]);
  assert.equal(await answers(url), false);
  assert.equal(await answers(simulator), false);
  assert.deepEqual(await readdir(tempDir), []);
});

test('the window of npm start has the chat with messages to begin with, and the README beside it', async (t) => {
  const { child, exit, output } = await start(t);
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(/Open (http:\S+)/.exec(output)?.[1] ?? '');
  const inside = (extension: string) =>
    page
      .locator(`iframe.webview[src*="extensionId=${extension}"]`)
      .contentFrame()
      .frameLocator('#active-frame');
  const chat = inside('ask-sofia.ask-sofia');
  await chat.locator('.starters').getByRole('button').first().waitFor();
  await inside('vscode.markdown-language-features')
    .getByRole('heading', { name: 'Ask Sofia: the demo' })
    .waitFor();
  await browser.close();
  child.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
});

test('a taken port is no obstacle: the simulator takes another', async (t) => {
  const blocker = createServer().listen(8787, '127.0.0.1');
  t.after(() => blocker.close());
  await Promise.race([once(blocker, 'listening'), once(blocker, 'error')]);
  const { child, exit, output } = await start(t);
  assert.match(output, /answers at http:\/\/127\.0\.0\.1:(?!8787\b)\d+/);
  child.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
});

test('an option that npm start does not know gets one sentence', async (t) => {
  const { exit, output } = await start(t, '--dektop');
  assert.deepEqual(await exit, [1, null]);
  assert.equal(output, 'npm start takes --desktop and --no-open, after two dashes.\n');
});
