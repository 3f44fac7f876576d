import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { requestCode } from '../../../src/recordings/code/requestCode.ts';
import {
  requestFormats,
  type RequestFormat,
} from '../../../src/shared/protocol/inspectorProtocol.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import { runProgram, whyMissing } from '../../support/programs/runProgram.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { canaryKey, keyNamesIn } from '../../support/testKeys.ts';
import { startServer } from '../../support/servers/testServer.ts';
import { simulatorEnv } from '../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

// Copies of a request as programs, each really run.

const copiedKey = canaryKey('copied');

const runners: Readonly<Record<RequestFormat, readonly [program: string, fileName: string]>> = {
  curl: ['sh', 'request.sh'],
  powershell: ['pwsh', 'request.ps1'],
  python: ['python3', 'request.py'],
  javascript: [process.execPath, 'request.mjs'],
};

/** What a machine may lack; CI says so instead of passing in silence. */
function isMissing(language: RequestFormat): Promise<string | undefined> {
  return whyMissing(language === 'curl' ? 'curl' : runners[language][0]);
}

function codeOf(...[language, request]: Parameters<typeof requestCode>): string {
  const made = requestCode(language, request);
  assert.ok('code' in made, JSON.stringify(made));
  return made.code;
}

async function runCode(t: TestContext, language: RequestFormat, code: string, env = {}) {
  const [program, fileName] = runners[language];
  const path = join(await tempFolder(t), fileName);
  await writeFile(path, code);
  return runProgram(program, [path], { env: { SOFIA_API_KEY: copiedKey, ...env } });
}

const awkward = `{"text":"it's \\"$HOME\\" \`id\` %s \\\\n \u2028 👟 <!-- \\u0000"}`;

test(
  'a body that begins with @ is sent by curl, and never a file',
  { skip: await isMissing('curl') },
  async (t) => {
    const { origin, requests } = await startServer(t, (response) => void response.end(), {
      keys: [copiedKey],
    });
    const request = { url: `${origin}/[a-c]`, headers: {}, body: '@/etc/hostname' };
    const ran = await runCode(t, 'curl', codeOf('curl', request));
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(
      requests.map(({ path, body }) => [path, body]),
      [['/[a-c]', '@/etc/hostname']],
    );
  },
);

for (const language of requestFormats) {
  const missing = await isMissing(language);

  test(`a copy as ${language} sends the same body and headers`, { skip: missing }, async (t) => {
    const { origin, requests } = await startServer(
      t,
      (response) => void response.end('{"a":1}\n'),
      {
        keys: [copiedKey],
      },
    );
    const code = codeOf(language, {
      url: `${origin}/invoke?a='b'`,
      headers: {
        'content-type': 'application/json',
        'x-tenant': '[hidden]',
        'x-api-key': '[hidden]',
        'x-empty': '',
        'x-quotes': `it's "$HOME" \\'\\`,
      },
      body: awkward,
    });
    assert.deepEqual(keyNamesIn(code), []);
    const ran = await runCode(t, language, code, { SOFIA_HEADER_X_TENANT: 'shop' });
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(ran.stdout, '{"a":1}\n');
    const [request] = requests;
    assert.equal(request?.body, awkward);
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers['x-tenant'], 'shop');
    assert.equal(request.headers['x-api-key'], copiedKey);
    assert.equal(request.headers['x-empty'], '');
    assert.equal(request.headers['x-quotes'], `it's "$HOME" \\'\\`);
  });

  test(`a copy as ${language} takes the key to no other host`, { skip: missing }, async (t) => {
    const other = await startServer(t, (response) => void response.end());
    const { origin, requests } = await startServer(
      t,
      (response) => void response.writeHead(302, { location: `${other.origin}/taken` }).end(),
      { keys: [copiedKey] },
    );
    const code = codeOf(language, {
      url: `${origin}/invoke`,
      headers: { 'x-api-key': '[hidden]', host: 'other.example' },
      body: '{}',
    });
    await runCode(t, language, code);
    const { host } = new URL(origin);
    assert.deepEqual(
      requests.map(({ headers }) => headers.host),
      [host],
    );
    assert.deepEqual(other.requests, []);
    assert.ok(code.split('\n')[0]?.includes(`Sends the value of SOFIA_API_KEY to ${host}.`), code);
  });

  test(
    `a request that is exported as ${language} is answered again`,
    { skip: missing },
    async (t) => {
      const simulator = await startTestSimulator({ apiKey: copiedKey });
      t.after(() => simulator.close());
      const file = join(await tempFolder(t), 'talk.ndjson');
      const env = simulatorEnv(simulator);
      const recorded = await runCli(['record', '--out', file, 'running shoes under $100'], { env });
      assert.equal(recorded.code, 0, recorded.stderr);
      // The init is sent again, since the session of the turn has been closed.
      const exported = await runCli(['export', file, '--format', language, '--request', '1']);
      assert.equal(exported.code, 0, exported.stderr);
      const ran = await runCode(t, language, exported.stdout);
      assert.equal(ran.code, 0, ran.stderr);
      const [{ response } = {}] = jsonLines(ran.stdout);
      assert.match(JSON.stringify(response), /"sessionId":"[^"]+"/);
    },
  );
}

test('a request that is not in the recording is not exported, and says so', async (t) => {
  const file = join(await tempFolder(t), 'talk.ndjson');
  await runCli(['record', '--out', file, 'hello']);
  const { code, stdout, stderr } = await runCli([
    'export',
    file,
    '--format',
    'curl',
    '--request',
    '9',
  ]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /The recording has no such request/);
});
