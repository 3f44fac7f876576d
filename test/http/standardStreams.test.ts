import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { recordTalk } from '../support/recordedTalk.ts';
import { runCli } from '../support/runCli.ts';
import { runShell } from '../support/runShell.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { startTestSimulator } from '../support/testSimulator.ts';

// Real pipes and files: what a shell hands over, and what becomes of the exit code.

const isWindows = process.platform === 'win32';

async function simulatorFor(t: TestContext) {
  const simulator = await startTestSimulator();
  t.after(() => simulator.close());
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const env = {
    SOFIA_API_KEY: apiKey,
    SOFIA_BASE_URL: baseUrl,
    SOFIA_BUSINESS_ID: businessId,
    SOFIA_AGENT_ID: agentId,
  };
  return { simulator, env };
}

test('a recording in UTF-16 comes through standard input, an export goes to a file', async (t) => {
  const { folder, file } = await recordTalk(t);
  const text = await readFile(file, 'utf8');
  const utf16 = join(folder, 'powershell.ndjson');
  await writeFile(utf16, `\ufeff${text}`, 'utf16le');
  const expected = await runCli(['export', file, '--format', 'md']);
  assert.equal(expected.code, 0, expected.stderr);
  const out = join(folder, 'talk.md');
  const args = [utf16, out];
  const shell = await runShell('cli export - --format md --out "$2" < "$1"', args);
  assert.deepEqual([shell.code, shell.stdout, shell.stderr], [0, '', '']);
  assert.equal(await readFile(out, 'utf8'), expected.stdout);
  assert.equal((await stat(out)).mode & 0o077, 0);
  const again = await runShell('cli export "$1" --format md -o "$2"', args);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /talk\.md: The file exists already\. Choose another name/);
  const redacted = await runShell(
    'cat "$1" | cli redact - --out - | cli export - --format md',
    args,
  );
  assert.equal(redacted.code, 0, redacted.stderr);
  assert.match(redacted.stdout, /running shoes/);
  assert.match(redacted.stderr, /\[customer 1\] \(customer, \d+ times\)/);
});

test('a line of standard input ends at a line feed only', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const input = 'size 42 please\u2028and in blue\r\n\n\u2029thanks';
  const { code, stderr } = await runCli(['ask'], { env, input });
  assert.equal(code, 0, stderr);
  const turns = simulator.requests.filter(({ path }) => path.endsWith('/invoke'));
  assert.deepEqual(
    turns.map(({ body }) => /"text":"([^"]*)"/.exec(body)?.[1]),
    ['size 42 please\u2028and in blue', '\u2029thanks'],
  );
});

test('standard input that is no text, or nothing, is no answer of an agent', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const folder = await tempFolder(t);
  const latin1 = await runShell(String.raw`printf 'hola\nni\xf1o\n' | cli ask`, [], env);
  assert.equal(latin1.code, 2);
  assert.match(latin1.stderr, /Standard input: Line 2 is not UTF-8; it was not sent/);
  const turns = simulator.requests.filter(({ path }) => path.endsWith('/invoke'));
  assert.equal(turns.length, 1);
  const directory = await runShell('cli ask < "$1"', [folder], env);
  assert.equal(directory.code, 2);
  assert.match(directory.stderr, /Standard input/);
  assert.equal(simulator.openSessions, 0);
});

test('what is no file to read is said, and is no failure of an agent', async (t) => {
  const folder = await tempFolder(t);
  const pipe = join(folder, 'pipe');
  const zipped = join(folder, 'talk.ndjson.gz');
  await writeFile(zipped, gzipSync('{"format":"ask-sofia-recording"}\n'));
  if (!isWindows) assert.equal((await runShell('mkfifo "$1"', [pipe])).code, 0);
  for (const [file, sentence] of [
    ...(isWindows ? [] : [[pipe, 'This is a named pipe'] as const]),
    [folder, 'This is a folder'],
    [zipped, 'This file is compressed (gzip). Unpack it first.'],
    [join(folder, 'none'), 'There is no such file.'],
  ] as const) {
    for (const command of ['inspect', 'merge-reports']) {
      const { code, stderr } = await runCli([command, file]);
      assert.equal(code, 2, `${command} ${file}`);
      assert.ok(stderr.includes(`${file}: ${sentence}`), stderr);
    }
  }
  const { code, stderr } = await runShell('cli inspect <(cat "$1")', [zipped]);
  assert.equal(code, 2);
  assert.match(stderr, /compressed \(gzip\)/);
});

test('a recording that has only its header says so', async (t) => {
  const { file } = await recordTalk(t);
  const { code, stderr } = await runShell('head -1 "$1" | cli inspect -', [file]);
  assert.equal(code, 1);
  assert.match(stderr, /nothing but its first line: nobody was asked anything/);
});

test('when the reader of the output goes away, a command ends without a word', async (t) => {
  const { env } = await simulatorFor(t);
  const folder = await tempFolder(t);
  const scenarios = Array.from(
    { length: 20 },
    (_, n) => `name: talk ${n}\nturns:\n  - say: hello\n`,
  ).join('---\n');
  await writeFile(join(folder, 'many.sofia.yaml'), scenarios);
  const codes = 'echo "${PIPESTATUS[0]}" >&2';
  const run = await runShell(`cli test "$1" | head -1; ${codes}`, [folder], env);
  assert.equal(run.stderr, '141\n');
  const { file } = await recordTalk(t);
  for (const command of ['inspect', 'export', 'replay --json --speed Infinity']) {
    const line = `cli ${command} "$1" | true; ${codes}`;
    assert.match((await runShell(line, [file])).stderr, /^(?:0|141)\n$/, command);
  }
});

test(
  'a disk that takes nothing more is no success',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const { file } = await recordTalk(t);
    const { code, stderr } = await runShell('cli export "$1" > /dev/full', [file]);
    assert.equal(code, 2);
    assert.equal(stderr, 'Standard output cannot be written (ENOSPC).\n');
  },
);
