#!/usr/bin/env node
// Replaces a desktop VS Code: `runTests` of @vscode/test-electron starts it with the desktop's
// arguments, and it runs the same tests in Chromium with the VS Code of the npm package.
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { hangLimitMs } from '../../test/support/hangLimit.ts';
import { launchChromium } from '../chromium.ts';
import { cacheDir } from '../paths.ts';
import { GiveUp, runMain } from '../report.ts';
import { startVscodeServer } from './vscodeServer.ts';
import { workbenchUrl } from './workbenchUrl.ts';

/** Longer than a test case's timeout, which names the case. */
const silenceLimitMs = 3 * hangLimitMs;

await runMain(async () => {
  const args = process.argv.slice(2);
  const option = (name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extensionPath = option('extensionDevelopmentPath');
  const testsPath = option('extensionTestsPath');
  const folder = args.find((arg) => !arg.startsWith('--') && existsSync(arg));
  if (!extensionPath || !testsPath) {
    throw new GiveUp('--extensionDevelopmentPath and --extensionTestsPath must both be given.');
  }
  await mkdir(cacheDir, { recursive: true });
  const log = createWriteStream(join(cacheDir, 'integration.log'));
  const server = await startVscodeServer({ isLean: false });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    let silence: NodeJS.Timeout | undefined;
    const code = new Promise<number>((resolve, reject) => {
      silence = setTimeout(
        () => reject(new GiveUp(`The tests said nothing for ${silenceLimitMs / 60_000} minutes.`)),
        silenceLimitMs,
      );
      silence.unref();
      page.on('crash', () => reject(new GiveUp('The page of the workbench crashed.')));
      void server.ended.then(() => reject(new GiveUp("VS Code's server ended too early.")));
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    // The workbench's console output also arrives here; only the test report is shown.
    await page.exposeFunction('codeAutomationLog', (_type: string, logged: unknown[]) => {
      const line = format(...logged);
      if (line.startsWith('| ')) {
        silence?.refresh();
        console.log(line);
      }
      log.write(`${line}\n`);
    });
    await page.goto(
      workbenchUrl({ port: server.port, extensionPath, testsPath, ...(folder && { folder }) }),
    );
    return await code;
  } finally {
    await browser.close();
    await server.stop();
  }
});
