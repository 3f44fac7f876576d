import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../../../src/cli/makeFolder.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { runShell } from '../../support/programs/runShell.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { testKey } from '../../support/testKeys.ts';
import { startServer } from '../../support/servers/testServer.ts';
import { failureOf, openTransport, requestTo } from '../../support/servers/transportClient.ts';

const variable = 'NODE_TLS_REJECT_UNAUTHORIZED';

test('a certificate is verified whatever the environment says, by the transport too', async (t) => {
  const server = await startServer(t, (response) => void response.end('{}'), {
    certificate: 'good',
  });
  process.env[variable] = '0';
  t.after(() => delete process.env[variable]);
  const failure = failureOf(await openTransport(t).post(requestTo(server.origin)));
  assert.equal(failure.kind, 'tls');
  const env = {
    [variable]: '0',
    SOFIA_API_KEY: testKey,
    SOFIA_BASE_URL: server.origin,
    SOFIA_BUSINESS_ID: 'business-1',
    SOFIA_AGENT_ID: 'agent-1',
  };
  for (const args of [['ask', 'hi'], ['check']]) {
    const { code, stdout, stderr } = await runCli(args, { env });
    assert.equal(code, 1, stdout);
    assert.match(stdout + stderr, /The certificate is from an unknown issuer/);
    assert.equal(stderr.split(`${variable}=0 is ignored`).length, 2, stderr);
    assert.doesNotMatch(stderr, /makes TLS connections and HTTPS requests insecure/);
  }
  assert.deepEqual(server.requests, []);
});

test('a report that cannot be written ends the run before it begins', async (t) => {
  const folder = await tempFolder(t);
  const at = (name: string) => join(folder, name);
  await writeFile(at('a.sofia.yaml'), 'name: A\nturns: [{ say: hi, expect: [{ messages: 1 }] }]\n');
  await writeFile(at('file'), '');
  // Linux: nobody can make a folder there, and the system says that something is missing.
  const proc = existsSync('/proc/self') ? ['/proc/nope/x/y.xml'] : [];
  for (const path of [at('file/x.xml'), folder, ...proc])
    for (const reporter of ['junit', 'json', 'html']) {
      if (reporter !== 'junit' && !path.startsWith('/proc')) continue;
      const args = ['test', '--demo', at('a.sofia.yaml'), '--reporter', `${reporter}=${path}`];
      const { code, stdout, stderr } = await runCli(args);
      assert.equal(code, 2, path);
      assert.equal(stdout, '');
      assert.match(stderr, /^Couldn't write [^\n]+: [^\n]+\n$/, path);
    }
});

test(
  'a named pipe is written when somebody reads it, and is no wait when nobody does',
  { skip: process.platform === 'win32' },
  async (t) => {
    const folder = await tempFolder(t);
    const file = join(folder, 'a.sofia.yaml');
    const pipe = join(folder, 'pipe');
    await writeFile(file, 'name: A\nturns: [{ say: hi, expect: [{ messages: 1 }] }]\n');
    assert.equal((await runShell('mkfifo "$1"', [pipe])).code, 0);
    const noPlace = join(file, 'summary.md');
    for (const [args, summary] of [
      [['--reporter', `junit=${pipe}`], ''],
      [['--reporter', 'github'], pipe],
      [['--reporter', 'github'], noPlace],
    ] as const) {
      const env = { GITHUB_STEP_SUMMARY: summary };
      const { code, stdout, stderr } = await runCli(['test', '--demo', file, ...args], { env });
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, /^Couldn't write [^\n]+(?:pipe|summary\.md): [^\n]+\n$/);
    }
    // Who makes no summary needs no place for it.
    const pretty = await runCli(['test', '--demo', file], {
      env: { GITHUB_STEP_SUMMARY: noPlace },
    });
    assert.equal(pretty.code, 0, pretty.stderr);
    // The shell has it open for reading before the command begins.
    const line =
      'exec 9<>"$2"; cli test --demo "$1" --reporter junit="$2" && sed "/<.testsuites>/q" <&9';
    const read = await runShell(line, [file, pipe]);
    assert.match(read.stdout, /<\/testsuites>\s*$/);
    assert.equal(read.code, 0, read.stderr);
  },
);

test('a recording in no place is no failure of the agent', async (t) => {
  const folder = await tempFolder(t);
  await writeFile(join(folder, 'file'), '');
  for (const out of [folder, join(folder, 'none/x'), join(folder, 'file/x')]) {
    const { code, stderr } = await runCli(['record', 'hi', '--out', out]);
    assert.equal(code, 2, out);
    assert.ok(stderr.includes(`${out}: `), stderr);
  }
});

test('a recording that cannot be written is told for its scenario', async (t) => {
  const folder = await tempFolder(t);
  const file = join(folder, 'a.sofia.yaml');
  await writeFile(file, 'name: A\nturns: [{ say: hi, expect: [{ messages: 1 }] }]\n');
  const record = existsSync('/proc/self') ? '/proc/nope' : file;
  const { code, stdout } = await runCli(['test', '--demo', file, '--record', record]);
  assert.equal(code, 2);
  assert.match(stdout, /Couldn't write the recording /);
});

test('a folder is made with those above it, once and by several at a time', async (t) => {
  const folder = await tempFolder(t);
  const deep = join(folder, 'a/b/c');
  await Promise.all([deep, deep, join(folder, 'a/d'), folder].map(makeFolder));
  assert.deepEqual((await readdir(join(folder, 'a'))).sort(), ['b', 'd']);
  assert.deepEqual(await readdir(deep), []);
  await writeFile(join(folder, 'file'), '');
  await assert.rejects(makeFolder(join(folder, 'file/x')));
});
