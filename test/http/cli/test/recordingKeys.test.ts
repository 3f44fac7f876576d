import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../../../support/programs/runCli.ts';
import { scenarioFolder, startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

const scenario = (name: string, more = '') =>
  `name: ${name}\n${more}turns:\n  - say: hello\n    expect: [{ text: hello }]\n`;

test('a recording is found from any working folder, and moves with the scenarios', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { folder } = await scenarioFolder(t, scenario('A'));
  const shop = join(folder, 'shop');
  await mkdir(join(shop, 'deep'), { recursive: true });
  await writeFile(join(shop, 'deep', 'a.sofia.yaml'), scenario('A'));
  const inShop = await runCli(['test', 'deep', '--record', 'kept'], { env, cwd: shop });
  assert.equal(inShop.code, 0, inShop.stdout);
  const places: readonly (readonly [cwd: string, file: string, kept: string])[] = [
    [shop, 'deep/a.sofia.yaml', 'kept'],
    [join(shop, 'deep'), 'a.sofia.yaml', '../kept'],
    [folder, join(shop, 'deep/a.sofia.yaml'), join(shop, 'kept')],
  ];
  for (const [cwd, file, kept] of places) {
    const { code, stdout } = await runCli(['test', '--offline', kept, '--', file], { env, cwd });
    assert.equal(code, 0, `${cwd}: ${stdout}`);
  }
  await rename(shop, join(folder, 'moved'));
  const moved = await runCli(['test', 'moved/deep', '--offline', 'moved/kept'], {
    env,
    cwd: folder,
  });
  assert.equal(moved.code, 0, moved.stdout);
});

test('with an id the recording stays when the name changes; without one it is told how to make it', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { file, at, run } = await scenarioFolder(t, scenario('Before', 'id: hello\n'));
  const kept = at('kept');
  assert.equal((await run(['--record', kept], { env })).code, 0);
  await writeFile(file, scenario('After', 'id: hello\n'));
  const same = await run(['--offline', kept], { env });
  assert.equal(same.code, 0, same.stdout);
  await writeFile(file, scenario('After'));
  const { code, stdout } = await run(['--offline', kept], { env });
  assert.equal(code, 2, stdout);
  assert.match(stdout, /"After" has no recording: .*kept.* doesn't exist\./);
  assert.match(stdout, /Make it with: ask-sofia test --record \S*kept -- \S*shop\.sofia\.yaml/);
  const none = await run(['--offline'], { env });
  assert.match(
    none.stdout,
    /has no recording\. Make it with: ask-sofia test --record recordings --/,
  );
});
