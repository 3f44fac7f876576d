import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { root } from '../../scripts/paths.ts';

const from = (name: string) => JSON.stringify(join(root, 'scripts', name));

/** A suite that hangs with a VS Code and a browser. */
const suite = `
import { test } from 'node:test';
import { launchChromium } from ${from('chromium.ts')};
import { startVscodeServer } from ${from('vscode/vscodeServer.ts')};
test('hangs', async () => {
  const server = await startVscodeServer({ isLean: true });
  const withBrowser = process.env.WITH_BROWSER === '1' && (await launchChromium());
  console.log('PORT ' + server.port + '.');
  await new Promise(() => withBrowser);
});
`;
const run = (folder: string) => `
import { runLayer } from ${from('runLayer.ts')};
import { runMain } from ${from('report.ts')};
const command = [process.execPath, ['--test', ${JSON.stringify(join(folder, 'hangs.test.ts'))}]];
const options = { env: {}, keptIn: ${JSON.stringify(folder)}, silenceLimitMs: 2 ** 30 };
await runMain(async () => (await runLayer({ name: 'hangs', command }, options), 0));
`;

async function answers(port: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

for (const withBrowser of ['0', '1']) {
  test(
    `a run that is interrupted leaves no VS Code behind, ${withBrowser === '1' ? 'nor a browser' : 'without a browser too'}`,
    { skip: process.platform === 'win32' },
    async (t) => {
      const folder = await tempFolder(t);
      const temp = await tempFolder(t);
      await writeFile(join(folder, 'hangs.test.ts'), suite);
      await writeFile(join(folder, 'run.ts'), run(folder));
      const child = spawn(process.execPath, [join(folder, 'run.ts')], {
        env: {
          ...process.env,
          WITH_BROWSER: withBrowser,
          TMPDIR: temp,
          NODE_TEST_CONTEXT: undefined,
        },
      });
      t.after(() => child.kill('SIGKILL'));
      const exit = once(child, 'exit');
      let output = '';
      const read = (chunk: Buffer) => (output += chunk.toString());
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      const portIn = () => /PORT (\d+)\./.exec(output)?.[1];
      await eventually(
        () => portIn() !== undefined || child.exitCode !== null,
        () => output,
      );
      const port = portIn() ?? '';
      assert.equal(await answers(port), true, output);
      child.kill('SIGINT');
      assert.deepEqual(await exit, [1, null]);
      assert.match(output, /The run was interrupted/);
      await eventually(async () => !(await answers(port)), 'the end of VS Code');
      await eventually(
        async () => (await readdir(temp)).length === 0,
        async () => `left: ${(await readdir(temp)).join()}`,
      );
    },
  );
}
