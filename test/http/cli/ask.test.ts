import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { canaryKey } from '../../support/testKeys.ts';
import { simulatorEnv } from '../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';
import { startServer } from '../../support/servers/testServer.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';

const wrongKey = canaryKey('wrong');

async function simulatorFor(t: TestContext) {
  const simulator = await startTestSimulator({ apiKey: canaryKey('cli'), refusedKeys: [wrongKey] });
  t.after(() => simulator.close());
  return { simulator, env: simulatorEnv(simulator) };
}

test('every text is a turn of one session, which is closed at the end', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const { code, stdout } = await runCli(['ask', 'a running shoe under $100', 'cheaper'], { env });
  assert.equal(code, 0);
  assert.match(stdout, /> a running shoe under \$100/);
  const paths = simulator.requests.map(({ path }) => path.split('/').at(-1));
  assert.deepEqual(paths, ['init', 'invoke', 'invoke', 'close']);
  assert.equal(simulator.openSessions, 0);
});

test('products are a table with prices below the budget', async (t) => {
  const { env } = await simulatorFor(t);
  const { stdout } = await runCli(['ask', 'a running shoe under $100'], { env });
  const prices = [...stdout.matchAll(/^ {2}\S.* {2}\$(\d+(?:\.\d+)?) {2}http/gm)].map(([, price]) =>
    Number(price),
  );
  assert(prices.length > 0, stdout);
  assert(
    prices.every((price) => price < 100),
    stdout,
  );
});

test('without a text, every line of standard input that is not blank is a turn', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const { code } = await runCli(['ask'], { env, input: 'hello\n\nthanks' });
  assert.equal(code, 0);
  assert.equal(simulator.requests.filter(({ path }) => path.endsWith('/invoke')).length, 2);
});

test('--json prints each event as it came and the figures of each turn', async (t) => {
  const { env } = await simulatorFor(t);
  const { code, stdout } = await runCli(['ask', '--json', 'hello', 'thanks'], { env });
  assert.equal(code, 0);
  const lines = jsonLines(stdout);
  const [first] = lines;
  assert.deepEqual(Object.keys(first ?? {}), ['turn', 'atMs', 'line', 'kind', 'event']);
  assert.equal(first?.['kind'], 'messageEvent');
  assert.deepEqual(Object.keys(first['event'] as object), ['messageEvent']);
  const ends = lines.filter((line) => line['done'] === true);
  assert.deepEqual(
    ends.map(({ turn }) => turn),
    [1, 2],
  );
  const keys = ['turn', 'done', 'firstByteMs', 'totalMs', 'bytes', 'lines', 'events'];
  for (const end of ends) assert.deepEqual(Object.keys(end), keys);
  assert.equal(lines.filter(({ turn, kind }) => turn === 1 && kind).length, ends[0]?.['events']);
});

test('--sync gives the same events through invoke_sync', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const kinds = ({ stdout }: { stdout: string }) => jsonLines(stdout).map(({ kind }) => kind);
  const streamed = await runCli(['ask', '--json', 'hello'], { env });
  const synced = await runCli(['ask', '--json', '--sync', 'hello'], { env });
  assert.equal(synced.code, 0);
  assert.deepEqual(kinds(synced), kinds(streamed));
  assert(simulator.requests.some(({ path }) => path.endsWith('/invoke_sync')));
});

test('options win over variables', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const wrong = { ...env, SOFIA_BUSINESS_ID: 'other', SOFIA_CLIENT_KEY: 'ana' };
  const { code } = await runCli(['ask', '--business-id', simulator.businessId, 'hello'], {
    env: wrong,
  });
  assert.equal(code, 0);
  assert.match(simulator.requests[0]?.body ?? '', /"clientKey":"ana"/);
});

test('with nothing given the simulator answers in-process, and that is said', async () => {
  const { code, stdout, stderr } = await runCli(['ask', 'hello']);
  assert.equal(code, 0);
  assert.match(stderr, /simulator responds \(http:\/\/127\.0\.0\.1:\d+\)/);
  assert.match(stdout, /Sofia/);
});

test('wrong usage exits with 2 and says what is missing or wrong', async () => {
  const cases: readonly [args: readonly string[], env: Record<string, string>, RegExp][] = [
    [[], {}, /Usage/],
    [['tell', 'hi'], {}, /unknown command 'tell'/],
    [['ask', '--key', 'x', 'hi'], {}, /unknown option '--key'/],
    [['ask', '--timeout-ms', 'soon', 'hi'], {}, /whole number of milliseconds/],
    [['ask', 'hi'], { SOFIA_API_KEY: 'k' }, /Missing: --business-id or SOFIA_BUSINESS_ID/],
    [['ask', '--business-id', 'b', '--agent-id', 'a', 'hi'], {}, /Missing: SOFIA_API_KEY/],
    [
      ['ask', '--business-id', 'b', '--agent-id', 'a', '--base-url', 'ftp://shop.example', 'hi'],
      { SOFIA_API_KEY: 'k' },
      /--base-url: .*https/,
    ],
  ];
  for (const [args, env, expected] of cases) {
    const { code, stdout, stderr } = await runCli(args, { env });
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, expected);
  }
});

test('a failure exits with 1, is printed for people and for programs, and never shows the key', async (t) => {
  const { env } = await simulatorFor(t);
  const wrong = { ...env, SOFIA_API_KEY: wrongKey };
  const plain = await runCli(['ask', 'hello'], { env: wrong });
  assert.equal(plain.code, 1);
  assert.match(plain.stderr, /key/);
  const json = await runCli(['ask', '--json', 'hello'], { env: wrong });
  assert.equal(json.code, 1);
  const [failure, done] = jsonLines(json.stdout);
  assert.equal((failure?.['failure'] as { kind: string }).kind, 'unauthorized');
  assert.equal(done?.['done'], true);
  const everything = [plain, json].map(({ stdout, stderr }) => stdout + stderr).join('');
  assert.equal(everything.includes(wrongKey), false);
});

test('an interruption closes the session and exits with 130', async (t) => {
  const { simulator, env } = await simulatorFor(t);
  const { code } = await runCli(['ask', '/slow 30'], {
    env,
    onOutput: (stdout, kill) => {
      if (stdout.includes('\n\n')) kill('SIGINT');
    },
  });
  assert.equal(code, 130);
  assert.equal(simulator.openSessions, 0);
});

test('escape sequences of the agent do not reach the terminal', async (t) => {
  const hostile = 'safe\u001b]8;;https://evil.example\u0007link\u001b[2J\u202egnp';
  const { origin } = await startServer(t, (response, { path }) => {
    const isInit = path.endsWith('/init');
    const event = { messageEvent: { content: { textContent: { text: hostile } } } };
    response.end(JSON.stringify(isInit ? { response: { sessionId: 's' } } : event));
  });
  const env = {
    SOFIA_API_KEY: 'k',
    SOFIA_BASE_URL: origin,
    SOFIA_BUSINESS_ID: 'b',
    SOFIA_AGENT_ID: 'a',
  };
  const { code, stdout } = await runCli(['ask', 'hello'], { env });
  assert.equal(code, 0);
  assert.match(stdout, /safe/);
  assert.doesNotMatch(stdout, /[\u001b\u0007\u202e]/);
});
