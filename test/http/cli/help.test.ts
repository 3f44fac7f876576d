import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { runCli } from '../../support/programs/runCli.ts';
import { startVerdictAgent } from '../../support/servers/verdictAgent.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const names = [
  ...['ask', 'chat', 'check', 'simulate', 'test', 'merge-reports'],
  ...['record', 'replay', 'inspect', 'export', 'redact'],
];

const spanish = { LC_ALL: 'es_MX.UTF-8' };

test('--version is the version and nothing else', async () => {
  for (const flag of ['--version', '-v'])
    assert.deepEqual(await runCli([flag]), {
      code: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
});

test('the help lists every command on a line of its own', async () => {
  const { code, stdout } = await runCli(['--help']);
  assert.equal(code, 0);
  const listed = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S.*$/gm)];
  assert.deepEqual(
    listed.map(([, name]) => name),
    names,
  );
  assert.deepEqual(
    listed.filter(([line]) => line.length > 80),
    [],
  );
});

for (const name of names)
  test(`the help of ${name} has examples and exit codes, and each default once`, async () => {
    const { code, stdout } = await runCli([name, '--help']);
    assert.equal(code, 0);
    for (const heading of ['Usage', 'Options', 'Examples', 'Exit codes'])
      assert.ok(stdout.includes(`${heading}:`), heading);
    assert.match(stdout, new RegExp(`^ {2}\\$ ask-sofia ${name} `, 'm'));
    assert.match(stdout, /^ {2}2 +\S/m);
    // An item goes on in indented lines.
    const items = stdout.replace(/\n {4,}/g, ' ').split('\n');
    for (const item of items) assert.ok(item.split('(default').length < 3, item);
    assert.doesNotMatch(stdout, /default: (?:\[\]|false)/);
    assert.equal((await runCli(['help', name])).stdout, stdout);
  });

test('the help about scenarios speaks the language of the environment or of --language', async () => {
  assert.match(await help(['test', '--help']), /^Uso: .*\n\nEjecuta escenarios/);
  assert.match(await help(['test', '--help']), /Códigos de salida:/);
  assert.match(await help(['help', 'merge-reports']), /^Uso: /);
  assert.match(await help(['test', '--language', 'pt', '-h']), /Códigos de saída:/);
  assert.match(await help(['test', '--language=en', '--help']), /Exit codes:/);
  for (const args of [['--help'], ['ask', '--help'], ['export', '-h']])
    assert.match(await help(args), /^Usage: [^]*Exit codes:/, args.join(' '));
  assert.match(await help(['test', '--help'], {}), /^Usage: /);
});

/** What the help prints, in Spanish surroundings unless others are given. */
async function help(args: readonly string[], env: Readonly<Record<string, string>> = spanish) {
  const { code, stdout } = await runCli(args, { env });
  assert.equal(code, 0);
  return stdout;
}

test('an exported page is in the language of the environment or of --language', async (t) => {
  const { env } = await startVerdictAgent(t);
  const at = (name: string) => join(folder, name);
  const folder = await tempFolder(t);
  await runCli(['record', '--out', at('talk.ndjson'), 'hello'], { env });
  const page = async (...args: readonly string[]) => {
    const { code, stdout } = await runCli(['export', at('talk.ndjson'), ...args], { env: spanish });
    assert.equal(code, 0);
    return stdout;
  };
  assert.match(await page('--format', 'html'), /<html lang="es"/);
  assert.match(await page('--format', 'html', '--language', 'pt'), /<html lang="pt-BR"/);
  const out = at('talk.html');
  await page('--format', 'html', '--language', 'en', '--out', out);
  assert.match(await readFile(out, 'utf8'), /<html lang="en"/);
});
