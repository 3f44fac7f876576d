import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runCli } from '../../../support/programs/runCli.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import { startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

const scenario = (name: string, tags: string, text = 'hello') =>
  `name: ${name}\ntags: [${tags}]\nturns:\n  - say: hello\n    expect: [{ text: ${text} }]\n`;

async function shop(t: TestContext) {
  const folder = await tempFolder(t);
  const { env } = await startVerdictAgent(t);
  const at = (name: string) => join(folder, name);
  await writeFile(at('shoes.sofia.yaml'), scenario('Shoes', 'greeting'));
  await writeFile(at('pharmacy.sofia.yaml'), scenario('Pharmacy', 'greeting, slow'));
  const run = (...args: readonly string[]) => runCli(['test', ...args], { env, cwd: folder });
  return { at, run };
}

test('a file behind an option is the file that is run, and none of the others', async (t) => {
  const { run } = await shop(t);
  const { code, stdout } = await run('--tag', 'greeting', 'pharmacy.sofia.yaml');
  assert.equal(code, 0, stdout);
  assert.match(stdout, /✓ Pharmacy[^]*1 passed/);
  assert.doesNotMatch(stdout, /Shoes/);
});

test('a file in the place of a value is asked about, and nothing is run', async (t) => {
  const { run } = await shop(t);
  for (const option of ['--tag', '--agent', '--offline']) {
    const { code, stderr, stdout } = await run(option, 'pharmacy.sofia.yaml');
    assert.equal(code, 2, option);
    assert.match(
      stderr,
      /this is a file\. To run it, write "--[a-z]+ ?\w* -- pharmacy\.sofia\.yaml"/,
    );
    assert.equal(stdout, '');
  }
});

test('tags add up, and those behind ! leave out', async (t) => {
  const { run } = await shop(t);
  const both = await run('--tag', 'slow', '--tag', 'greeting');
  assert.match(both.stdout, /2 passed/);
  const quick = await run('--tag', '!slow');
  assert.match(quick.stdout, /✓ Shoes[^]*1 passed/);
  const none = await run('--tag', 'slow', '--tag', '!greeting');
  assert.equal(none.code, 2);
  assert.match(none.stderr, /No scenarios left/);
});

test('only what failed or was in error is run again, also under another name with the same id', async (t) => {
  const { at, run } = await shop(t);
  await writeFile(at('bad.sofia.yaml'), `id: bad\n${scenario('Bad', 'x', 'robot')}`);
  await writeFile(at('broken.sofia.yaml'), 'name: Broken\n');
  const first = await run('--reporter', 'json=first.json');
  assert.equal(first.code, 1, first.stdout);
  await writeFile(at('bad.sofia.yaml'), `id: bad\n${scenario('Better', 'x')}`);
  await writeFile(at('broken.sofia.yaml'), scenario('Mended', 'x'));
  const second = await run(
    '--last-failed',
    'first.json',
    '--reporter',
    'pretty',
    '--reporter',
    'json=second.json',
  );
  assert.match(second.stdout, /✓ Better[^]*✓ Mended[^]*2 passed/);
  const nothing = await run('--last-failed', 'second.json');
  assert.equal(nothing.code, 2);
  assert.match(nothing.stderr, /Nothing failed in second\.json/);
  const wrong = await run('--last-failed', 'shoes.sofia.yaml');
  assert.match(wrong.stderr, /shoes\.sofia\.yaml is not whole|no report of Ask Sofia/);
  assert.match(await readFile(at('second.json'), 'utf8'), /"id":"bad"/);
});
