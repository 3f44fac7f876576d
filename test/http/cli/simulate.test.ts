import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { cliScript } from '../../support/programs/cliScript.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

// Windows has no signal that a program could be sent to stand for Ctrl+C.
const skip = process.platform === 'win32';

test('simulate prints where it listens, and Ctrl+C ends it with 0', { skip }, async (t) => {
  const args = ['simulate', '--port', '0', '--pace', 'instant', '--fault', 'no-events'];
  const child = spawn(process.execPath, [cliScript, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'close') as Promise<[number | null]>;
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  while (!shown.includes('/help')) await Promise.race([once(child.stdout, 'data'), ended]);
  const value = (label: string) => new RegExp(`${label} +(\\S+)`).exec(shown)?.[1] ?? '';
  const { code, stdout } = await runCli(['ask', 'hello'], {
    env: {
      SOFIA_BASE_URL: value('Base URL'),
      SOFIA_BUSINESS_ID: value('Business ID'),
      SOFIA_AGENT_ID: value('Agent ID'),
      SOFIA_API_KEY: value('API key'),
    },
  });
  assert.deepEqual([code, /\(The response is empty\.\)/.test(stdout)], [0, true], stdout);
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
});

test('a port in use is one sentence and exit code 2', async (t) => {
  const taken = await startTestSimulator();
  t.after(() => taken.close());
  const { code, stdout, stderr } = await runCli(['simulate', '--port', String(taken.port)]);
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /^Port \d+ is already in use\. Choose another with --port, [^\n]+\n$/);
});

test('wrong options are exit code 2; the help lists personas and faults', async () => {
  for (const args of [
    ['--pace', 'warp'],
    ['--port', 'x'],
    ['--fault', 'gremlins'],
    ['--persona', 'grumpy'],
    ['--prices', 'free'],
  ]) {
    const { code, stderr } = await runCli(['simulate', ...args]);
    assert.deepEqual([code, stderr.startsWith('error: option')], [2, true], args.join(' '));
  }
  const { code, stdout } = await runCli(['simulate', '--help']);
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}huge-line +\S.*\(default: 33\)/m);
  assert.match(stdout, /^ {2}half-silent +\S/m);
});
