import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { recordTalk } from '../../support/samples/recordedTalk.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { runShell } from '../../support/programs/runShell.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { simulatorEnv } from '../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

// Real pipes and files: what a shell hands over, and what becomes of the exit code.

const isWindows = process.platform === 'win32';

async function simulatorFor(t: TestContext) {
  const simulator = await startTestSimulator();
  t.after(() => simulator.close());
  return { simulator, env: simulatorEnv(simulator) };
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
  assert.match(again.stderr, /talk\.md: The file already exists\. Choose another name/);
  const redacted = await runShell(
    'cat "$1" | cli redact - --out - | cli export - --format md',
    args,
  );
  assert.equal(redacted.code, 0, redacted.stderr);
  assert.match(redacted.stdout, /running shoes/);
  assert.match(redacted.stderr, /\[customer 1\] \(customer, \d+ times\)/);
});

test('a recording is redacted in its encoding, to a file and to standard output', async (t) => {
  const { folder, file } = await recordTalk(t);
  const plain = await readFile(file);
  // Not UTF-8, which a file that was damaged has.
  const damaged = Buffer.concat([plain, Buffer.from([0x61, 0xff, 0x0a])]);
  const little = Buffer.from(`\ufeff${plain.toString()}`, 'utf16le');
  const texts = {
    'plain.ndjson': [damaged, 'latin1'],
    'little.ndjson': [little, 'utf16le'],
    'big.ndjson': [Buffer.from(little).swap16(), 'utf16be'],
  } as const;
  const textOf = (bytes: Buffer, encoding: (typeof texts)[keyof typeof texts][1]) =>
    encoding === 'utf16be'
      ? Buffer.from(bytes).swap16().toString('utf16le')
      : bytes.toString(encoding);
  for (const [name, [bytes, encoding]] of Object.entries(texts)) {
    const source = join(folder, name);
    const copies = [`${source}.out`, `${source}.piped`];
    await writeFile(source, bytes);
    const { code, stderr } = await runShell(
      'cli redact "$1" --out "$2" >&2 && cat "$1" | cli redact - --out - | cat > "$3"',
      [source, ...copies],
    );
    assert.equal(code, 0, stderr);
    const [, customer = ''] = /: (\S+)\n/.exec(stderr) ?? [];
    assert.notEqual(customer, '');
    for (const copy of copies)
      assert.equal(
        textOf(await readFile(copy), encoding),
        textOf(bytes, encoding).replaceAll(customer, '[customer 1]'),
        copy,
      );
  }
});

test('every command that reads a file reads standard input as well, and says the same', async (t) => {
  const { file } = await recordTalk(t);
  for (const command of [
    'inspect',
    'replay --json --speed Infinity',
    'export --format md',
    'export --format curl',
    'redact --out -',
  ]) {
    // A replay measures its own times.
    const plain = ({ code, stdout, stderr }: Awaited<ReturnType<typeof runShell>>) => [
      code,
      stdout.replace(/\d+(?:\.\d+)? m?s|"\w*Ms":[\d.]+/g, ''),
      stderr,
    ];
    const [name = '', ...options] = command.split(' ');
    const named = await runShell('cli "$@"', [name, file, ...options]);
    const piped = await runShell('f="$1"; shift; cat "$f" | cli "$@"', [
      file,
      name,
      '-',
      ...options,
    ]);
    assert.equal(named.code, 0, named.stderr);
    assert.notEqual(named.stdout, '', command);
    assert.deepEqual(plain(piped), plain(named), command);
  }
});

test('every command that writes a file writes a new one that only its owner reads, or says why not', async (t) => {
  const { folder, file } = await recordTalk(t);
  const { simulator, env } = await simulatorFor(t);
  for (const [command, isStandardOutput] of [
    [['export', file, '--format', 'md'], true],
    [['redact', file], true],
    [['record', 'hello'], false],
  ] as const) {
    const [name] = command;
    const out = (path: string) => runCli([...command, '--out', path], { env });
    const path = join(folder, `${name}.out`);
    assert.equal((await out(path)).code, 0, name);
    const written = await readFile(path, 'utf8');
    assert.notEqual(written, '', name);
    if (!isWindows) assert.equal((await stat(path)).mode & 0o077, 0, name);
    for (const [bad, sentence] of [
      [path, 'The file already exists. Choose another name.'],
      [join(folder, 'none', 'x'), "The folder doesn't exist."],
      [folder, 'The file already exists. Choose another name.'],
    ] as const) {
      const refused = await out(bad);
      assert.equal(refused.code, 2, `${name} ${bad}`);
      assert.ok(refused.stderr.endsWith(`${bad}: ${sentence}\n`), refused.stderr);
    }
    assert.equal(await readFile(path, 'utf8'), written, name);
    const standard = await out('-');
    if (isStandardOutput) assert.deepEqual([standard.code, standard.stdout], [0, written], name);
    else {
      assert.equal(standard.code, 2, name);
      assert.match(
        standard.stderr,
        /Standard output is taken by the responses\. Write to a file: --out FILE/,
      );
    }
  }
  const turns = simulator.requests.filter(({ path }) => path.endsWith('/invoke'));
  assert.equal(turns.length, 1, 'what cannot be recorded is not asked');
});

test('a report goes through standard output and standard input into one for people', async (t) => {
  const { env } = await simulatorFor(t);
  const folder = await tempFolder(t);
  await writeFile(
    join(folder, 'a.sofia.yaml'),
    'name: A\nturns: [{ say: hello, expect: [{ messages: 1 }] }]\n',
  );
  const line = 'cli test "$1" --reporter json=- | cli merge-reports - --reporter junit=-';
  const { code, stdout, stderr } = await runShell(line, [folder], env);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^<\?xml[^]*<testcase [^>]*name="A"/);
  const two = await runCli(['merge-reports', '-', '-']);
  assert.equal(two.code, 2);
  assert.match(two.stderr, /Standard input can be read only once/);
  const both = await runCli(['test', folder, '--reporter', 'json=-', '--reporter', 'junit'], {
    env,
  });
  assert.equal(both.code, 2);
  assert.match(both.stderr, /Only one report can go to standard output/);
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
  assert.match(latin1.stderr, /Standard input: Line 2 isn't UTF-8, so it wasn't sent/);
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
    [zipped, 'This file is compressed (gzip). Decompress it first.'],
    [join(folder, 'none'), "The file doesn't exist."],
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
  assert.match(stderr, /contains only its first line and no requests/);
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
    assert.equal(stderr, "Couldn't write to standard output (ENOSPC).\n");
  },
);
