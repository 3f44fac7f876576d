import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

const main = fileURLToPath(new URL('../../../src/simulator/main.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; `ended` resolves when it is over. */
function run(t: TestContext, ...args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [main, ...args]);
  t.after(() => child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  return { child, ended };
}

describe('the simulator as a command', () => {
  // Windows has no signal that a program could be sent to stand for Ctrl+C.
  const skip = process.platform === 'win32';

  test('prints where it listens, and Ctrl+C ends it with 0', { skip }, async (t) => {
    const { child, ended } = run(t, '--port', '0', '--pace', 'instant');
    let shown = '';
    while (!shown.includes('Type /help')) {
      const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer];
      shown += chunk.toString();
    }
    const baseUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(shown)?.[0];
    for (const word of ['demo-business', 'demo-agent', 'demo-key']) assert.ok(shown.includes(word));
    assert.equal((await fetch(`${baseUrl}/`)).status, 200);
    child.kill('SIGINT');
    assert.equal((await ended).code, 0);
  });

  test('a taken port is one sentence and exit code 1', async (t) => {
    const taken = await startTestSimulator();
    t.after(() => taken.close());
    const { code, stdout, stderr } = await run(t, '--port', String(taken.port)).ended;
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^Port \d+ is taken: choose another one with --port, or 0 for any\.\n$/);
  });

  test('wrong options are exit code 2, --help is 0 and lists the faults', async (t) => {
    for (const args of [
      ['--pace', 'warp'],
      ['--port', 'x'],
      ['--fault', 'gremlins'],
      ['--persona', 'grumpy'],
    ]) {
      const { code, stderr } = await run(t, ...args).ended;
      assert.deepEqual([code, stderr.startsWith('error: option')], [2, true], args.join(' '));
    }
    const { code, stdout } = await run(t, '--help').ended;
    assert.equal(code, 0);
    assert.match(stdout, /huge-line +a line of N MiB \(33\)/);
    assert.match(stdout, /half-silent +answers nothing in every second turn/);
  });
});
