import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerSummary } from '../../../src/cli/output/answerSummary.ts';
import { recordTalk } from '../../support/samples/recordedTalk.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

test('a recording is said again to the agent, and both answers stand next to each other', async (t) => {
  const { file, env } = await recordTalk(t);
  const shown = await runCli(['replay', '--live', file], { env });
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /^> running shoes under \$100\n\n +recorded +\| live\n/);
  assert.match(shown.stdout, /\n> Is there anything cheaper\?\n/);
  assert.match(shown.stdout, /^products +Velquo.* \| Velquo/m);
  assert.match(shown.stdout, /^first byte +\d+ ms +\| \d+ ms$/m);
  const { stdout, code, stderr } = await runCli(['replay', '--live', '--json', file], { env });
  assert.equal(code, 0, stderr);
  const turns = jsonLines(stdout) as unknown as readonly {
    readonly turn: number;
    readonly recorded: AnswerSummary;
    readonly live: AnswerSummary;
    readonly differences: readonly string[];
  }[];
  assert.deepEqual(
    turns.map(({ turn }) => turn),
    [1, 2],
  );
  for (const { recorded, live, differences } of turns) {
    assert.deepEqual(differences, []);
    assert.deepEqual(live.products, recorded.products);
    assert.deepEqual(live.kinds, recorded.kinds);
    assert.equal(live.end, 'answered');
    assert.ok(live.totalMs > 0 && recorded.totalMs > 0);
  }
  assert.ok((turns[0]?.recorded.products.length ?? 0) > 0);
});

test('a price that has changed is told in a sentence, and nothing else is', async (t) => {
  const { file, env } = await recordTalk(t);
  const offline = await runCli(['replay', '--json', '--speed', 'Infinity', file]);
  const [, id = ''] = /"productId":"([\w-]+)"/.exec(offline.stdout) ?? [];
  const simulator = await startTestSimulator({
    apiKey: env.SOFIA_API_KEY,
    prices: { [id]: 11.5 },
  });
  t.after(() => simulator.close());
  const changed = { ...env, SOFIA_BASE_URL: simulator.baseUrl };
  const { stdout, code, stderr } = await runCli(['replay', '--live', file], { env: changed });
  assert.equal(code, 0, stderr);
  const lines = stdout.split('\n').filter((line) => line.startsWith('≠ '));
  assert.equal(new Set(lines).size, 1, lines.join('\n'));
  assert.match(
    lines[0] ?? '',
    /^≠ The price of the product ".+" was "[\d.]+" and is now "11\.5"\.$/,
  );
});

test('an agent that does not answer is named, and the recorded answer is not taken for its own', async (t) => {
  const { file, env } = await recordTalk(t);
  const refused = { ...env, SOFIA_BUSINESS_ID: 'another-business' };
  const { code, stdout, stderr } = await runCli(['replay', '--live', file], { env: refused });
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /\w/);
});

test('variables alone send nothing anywhere', async (t) => {
  const { file, env } = await recordTalk(t);
  const nobody = { ...env, SOFIA_BASE_URL: 'http://127.0.0.1:1' };
  const { code, stderr } = await runCli(['replay', '--speed', 'Infinity', file], { env: nobody });
  assert.equal(code, 0, stderr);
});

test('faults spoil the turns of a replay, one each', async (t) => {
  const { file } = await recordTalk(t);
  const flags = ['--json', '--speed', 'Infinity'];
  const both = await runCli(['replay', file, ...flags, '--fault', '500']);
  const failures = (stdout: string) =>
    jsonLines(stdout).flatMap(({ turn, failure }) =>
      failure ? [[turn, (failure as { kind: string }).kind]] : [],
    );
  assert.deepEqual(failures(both.stdout), [
    [1, 'server'],
    [2, 'server'],
  ]);
  const each = await runCli(['replay', file, ...flags, '--fault', 'bad-json', '--fault', '429 1']);
  assert.deepEqual(failures(each.stdout), [
    [1, 'protocol'],
    [2, 'rateLimited'],
  ]);
});

test('a replay that is asked for wrongly says what there is', async () => {
  const unknown = await runCli(['replay', 'x.ndjson', '--fault', 'nonsense']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /Use one of: 400, .*stall, .*bad-json/);
  assert.doesNotMatch(unknown.stderr, /init-/);
  const init = await runCli(['replay', 'x.ndjson', '--fault', 'init-500']);
  assert.equal(init.code, 2);
  const both = await runCli(['replay', 'x.ndjson', '--offline', '--live']);
  assert.equal(both.code, 2);
  assert.match(both.stderr, /--offline sends nothing/);
  const pace = await runCli(['replay', 'x.ndjson', '--live', '--speed', '2']);
  assert.equal(pace.code, 2);
  const half = await runCli(['replay', 'x.ndjson', '--agent-id', 'a']);
  assert.equal(half.code, 2);
  assert.match(half.stderr, /Missing: --business-id or SOFIA_BUSINESS_ID, SOFIA_API_KEY/);
  const help = await runCli(['replay', '--help']);
  assert.match(help.stdout, /^ {2}stall +N lines \(default: 1\), then no more data/m);
});
