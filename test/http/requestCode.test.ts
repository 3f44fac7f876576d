import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { codeLanguages, requestCode, type CodeLanguage } from '../../src/recordings/requestCode.ts';
import { jsonLines, runCli } from '../support/runCli.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { canaryKey, keyNamesIn } from '../support/testKeys.ts';
import { startServer } from '../support/testServer.ts';
import { startTestSimulator } from '../support/testSimulator.ts';

// Copies of a request as programs, each really run.

const copiedKey = canaryKey('copied');

const runners: Readonly<Record<CodeLanguage, readonly [program: string, fileName: string]>> = {
  curl: ['sh', 'request.sh'],
  python: ['python3', 'request.py'],
  javascript: [process.execPath, 'request.mjs'],
};

async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const { PATH = '' } = process.env;
  const child = spawn(program, args, { env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** What a machine may lack; CI says so instead of passing in silence. */
async function isMissing(language: CodeLanguage): Promise<string | undefined> {
  const command = { curl: 'curl', python: 'python3', javascript: 'node' }[language];
  const { code } = await run('sh', ['-c', `command -v ${command}`], {});
  return code === 0 || language === 'javascript' ? undefined : `there is no ${command} here`;
}

async function runCode(t: TestContext, language: CodeLanguage, code: string, env = {}) {
  const [program, fileName] = runners[language];
  const path = join(await tempFolder(t), fileName);
  await writeFile(path, code);
  return run(program, [path], { SOFIA_API_KEY: copiedKey, ...env });
}

const awkward = `{"text":"it's \\"$HOME\\" \`id\` %s \\\\n \u2028 👟 <!-- \\u0000"}`;

test(
  'a body that begins with @ is sent by curl, and never a file',
  { skip: await isMissing('curl') },
  async (t) => {
    const { origin, requests } = await startServer(t, (response) => void response.end(), {
      keys: [copiedKey],
    });
    const request = { url: `${origin}/[a]/{b}`, headers: {}, body: '@/etc/hostname' };
    const ran = await runCode(t, 'curl', requestCode('curl', request));
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(
      requests.map(({ path, body }) => [path, body]),
      [['/[a]/{b}', '@/etc/hostname']],
    );
  },
);

for (const language of codeLanguages) {
  const missing = await isMissing(language);

  test(`a copy as ${language} sends the same body and headers`, { skip: missing }, async (t) => {
    const { origin, requests } = await startServer(
      t,
      (response) => void response.end('{"a":1}\n'),
      {
        keys: [copiedKey],
      },
    );
    const code = requestCode(language, {
      url: `${origin}/invoke?a='b'`,
      headers: {
        'content-type': 'application/json',
        'x-tenant': '[hidden]',
        'x-api-key': '[hidden]',
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
  });

  test(
    `a request that is exported as ${language} is answered again`,
    { skip: missing },
    async (t) => {
      const simulator = await startTestSimulator({ apiKey: copiedKey });
      t.after(() => simulator.close());
      const file = join(await tempFolder(t), 'talk.ndjson');
      const env = {
        SOFIA_API_KEY: copiedKey,
        SOFIA_BASE_URL: simulator.baseUrl,
        SOFIA_BUSINESS_ID: simulator.businessId,
        SOFIA_AGENT_ID: simulator.agentId,
      };
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
  assert.match(stderr, /There is no such request in the recording/);
});
