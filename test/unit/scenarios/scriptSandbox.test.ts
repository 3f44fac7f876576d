import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Unjudgeable } from '../../../src/scenarios/checks/check.ts';
import { ScriptSandbox } from '../../../src/scenarios/run/scriptSandbox.ts';
import { assertMet, judged, message, products, unmet } from '../../support/scenarioRuns.ts';

const shop = { turns: [[message('Boots.')], [message('More.'), products({ price: 90 })]] };

test('a script sees the answer and the turns before it', async () => {
  const whole = { ...shop, isWhole: true };
  await assertMet('script: products.every((one) => one.price < 100)', whole);
  await assertMet("script: turns[0].text === 'Boots.' && texts.length === 2", whole);
  await assertMet('script: products.length === wanted', { ...whole, variables: 'wanted: 1' });
  await assertMet('script: events[1].messageEvent && true', { ...whole });
});

test('a script that is not true is told with what it is', async () => {
  assert.deepEqual(await unmet('script: products.length', { ...shop, isWhole: true }), {
    status: 'failed',
    at: { line: 6, column: 9 },
    title: 'script: products.length',
    message: 'It is 1.',
    expected: 'true',
    actual: '1',
  });
});

test('braces of a script are its own', async () => {
  await assertMet("script: '(() => {{ return true }})()'", shop);
});

test('a script that fails or runs too long cannot be judged', async () => {
  const [failed] = await judged('script: nothing.here', shop);
  assert.equal(failed?.status, 'errored');
  assert.equal(failed.message, 'The script failed: nothing is not defined');
  const endless = 'script: { expression: "(() => { for (;;); })()", timeLimitMs: 50 }';
  const late = await unmet(endless, shop);
  assert.equal(late.status, 'errored');
  assert.equal(late.message, 'The script ran longer than 50 ms. Make it simpler.');
});

function open(t: TestContext): (expression: string, timeLimitMs?: number) => Promise<unknown> {
  const sandbox = new ScriptSandbox();
  t.after(() => sandbox.dispose());
  return (expression, timeLimitMs = 2000) => sandbox.run(expression, { text: 'x' }, timeLimitMs);
}

test('a result is what JSON makes of it', async (t) => {
  const run = open(t);
  assert.equal(await run('text'), 'x');
  assert.deepEqual(await run('({ a: [1, null] })'), { a: [1, null] });
  for (const nothing of ['undefined', '() => 1', 'Symbol()'])
    assert.equal(await run(nothing), undefined, nothing);
  assert.equal(await run('NaN'), null);
  await assert.rejects(run('10n'), Unjudgeable);
  assert.deepEqual(await run('Promise.resolve(1)'), {});
});

test('a script finds no module, no process and no way to make code', async (t) => {
  const run = open(t);
  for (const name of ['process', 'require', 'module', 'fetch', 'Buffer', 'setTimeout'])
    assert.equal(await run(`typeof ${name}`), 'undefined', name);
  const escapes = [
    'this.constructor.constructor("return typeof process")()',
    '(async () => {}).constructor("return 1")()',
    'import("node:fs").constructor.constructor("return typeof process")()',
    // What throws here is not of the context, but of those who run it.
    `(() => { let way; function dig() {
      try { new Error("x").stack; dig(); } catch (e) { if (!(e instanceof Error)) way = e; }
    } try { dig(); } catch {} return way.constructor.constructor("return typeof process")(); })()`,
  ];
  for (const escape of escapes) await assert.rejects(run(escape), /The script failed: /, escape);
  const callers = `(() => { let found; const odd = {};
    Object.defineProperty(odd, "message", { get: function get() { throw get.caller; } });
    throw odd; })()`;
  await assert.rejects(run(callers), /The script failed: /);
  const frames = `(() => { Error.prepareStackTrace = (_, frames) => frames;
    return new Error().stack.slice(2).every((one) => !one.getFunction() || !one.getFunction().constructor("1")); })()`;
  await run(frames).then(
    (isClean) => assert.equal(isClean, true),
    (error: unknown) => assert.match(String(error), /Code generation/),
  );
});

test('no script spoils the next one', async (t) => {
  const run = open(t);
  const bad = [
    'Promise.reject(new Error("later"))',
    '(Promise.resolve().then(() => { for (;;); }), true)',
    '(globalThis.text = 1, Object.prototype.evil = 1, Array.prototype.map = null, 1)',
    '(() => { throw { get message() { throw 1; } }; })()',
    'import("node:fs").then((fs) => fs.rmSync("/"))',
  ];
  for (const expression of bad) {
    await run(expression, 100).catch((error: unknown) => assert.ok(error instanceof Unjudgeable));
    assert.deepEqual(await run('[text, {}.evil, [1].map((one) => one)]'), ['x', null, [1]]);
  }
});

test('a script that takes memory is ended, at once or by and by, and the next one runs', async (t) => {
  const run = open(t);
  const bombs = [
    '"x".repeat(2 ** 28)',
    '(() => { for (const all = []; ; ) all.push(new Array(1e6).fill(0.5)); })()',
  ];
  for (const bomb of bombs) {
    await assert.rejects(run(bomb, 10_000), /took too much memory/, bomb);
    assert.equal(await run('1 + 1'), 2);
  }
  await assert.rejects(run('new Uint8Array(2 ** 30)'), /Uint8Array is not defined/);
});

test('scripts that are asked for at once are run one after the other', async (t) => {
  const run = open(t);
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  assert.deepEqual(await Promise.all(numbers.map((one) => run(`${one}`))), numbers);
});

test('a sandbox that is disposed of runs nothing more', async () => {
  const sandbox = new ScriptSandbox();
  const running = sandbox.run('(() => { for (;;); })()', {}, 5000);
  const waiting = sandbox.run('1', {}, 1000);
  // It has begun when the process is there.
  await new Promise((resolve) => setImmediate(resolve));
  const ended = [assert.rejects(running, Unjudgeable), assert.rejects(waiting, Unjudgeable)];
  await sandbox.dispose();
  await Promise.all(ended);
  await assert.rejects(sandbox.run('1', {}, 1000), Unjudgeable);
});
