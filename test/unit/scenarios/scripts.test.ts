import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Unjudgeable } from '../../../src/scenarios/judgement/unjudgeable.ts';
import { Judgements } from '../../../src/scenarios/judgement/judgements.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { assertMet, judged, message, products, unmet } from '../../support/samples/scenarioRuns.ts';

const shop = { turns: [[message('Boots.')], [message('More.'), products({ price: 90 })]] };

test('a script sees the answer and the turns before it', async () => {
  const whole = { ...shop, isWhole: true };
  await assertMet('script: products.every((one) => one.price < 100)', whole);
  await assertMet("script: turns[0].text === 'Boots.' && texts.length === 2", whole);
  await assertMet('script: products.length === wanted', { ...whole, variables: 'wanted: 1' });
  await assertMet('script: events[1].messageEvent && true', { ...whole });
});

test('a script sees what the customer said, the number of each turn and its times', async () => {
  const times = { firstByteMs: 30, totalMs: 40 };
  const said = "turns[1].inputs[0].messageEvent.content.textContent.text === 'hi'";
  await assertMet(`script: ${said}`, { ...shop, times });
  await assertMet('script: turns.map((one) => one.number).join() === "1,2"', { ...shop, times });
  const timed = 'turns.every((one) => one.firstByteMs === 30 && one.totalMs === 40)';
  await assertMet(`script: ${timed}`, { ...shop, times });
});

test('a script that is not true is told with what it is', async () => {
  assert.deepEqual(await unmet('script: products.length', { ...shop, isWhole: true }), {
    status: 'failed',
    at: { line: 6, column: 9 },
    title: 'script: products.length',
    message: 'The script returned 1.',
    expected: 'true',
    actual: '1',
  });
});

test('braces of a script are its own', async () => {
  await assertMet("script: '(() => {{ return true }})()'", shop);
});

test('a script may await, and a promise counts as what it becomes', async () => {
  await assertMet("script: await Promise.resolve(text) === 'More.'", shop);
  await assertMet('script: (async () => true)()', shop);
  assert.equal(
    (await unmet('script: (async () => false)()', shop)).message,
    'The script returned false.',
  );
  const never = await unmet('script: new Promise(() => {})', shop);
  assert.equal(never.status, 'errored');
  assert.equal(
    never.message,
    "The script is waiting for a promise that never settles. Scripts don't have timers.",
  );
});

test('what is no expression is told at its line', () => {
  const text = 'name: A\nturns:\n  - say: hi\n    expect:\n      - script: if (text) true';
  const [problem] = parseScenarios('a.sofia.yaml', text).problems;
  assert.equal(problem?.at.start.line, 5);
  assert.match(problem.message, /^Invalid JavaScript expression: /);
});

test('a script that fails or runs too long cannot be judged', async () => {
  const [failed] = await judged('script: nothing.here', shop);
  assert.equal(failed?.status, 'errored');
  assert.match(failed.message ?? '', /^The script failed: .*nothing.* is not defined$/);
  const late = await unmet(
    'script: { expression: "(() => { for (;;); })()", timeLimitMs: 50 }',
    shop,
  );
  assert.equal(late.status, 'errored');
  assert.equal(late.message, 'The script ran longer than 50 ms. Simplify it.');
});

const judgements = new Judgements();
after(() => judgements.dispose());
const run = (expression: string, timeLimitMs = 2_000) =>
  judgements.script(expression, { text: 'x' }, timeLimitMs);

test('a result is what JSON makes of it', async () => {
  assert.equal(await run('text'), 'x');
  assert.deepEqual(await run('({ a: [1, null] })'), { a: [1, null] });
  for (const nothing of ['undefined', '() => 1', 'Symbol()'])
    assert.equal(await run(nothing), undefined, nothing);
  assert.equal(await run('NaN'), null);
  await assert.rejects(run('10n'), /The script failed: /);
  await assert.rejects(run('"x".repeat(2e6)'), /The script's result is too long/);
});

test('a script finds nothing of Node and nothing of ours', async () => {
  const names = [
    'process',
    'require',
    'module',
    'exports',
    'global',
    'Buffer',
    'fetch',
    'setTimeout',
  ];
  for (const name of [...names, 'console', 'WebAssembly', 'std', 'os', '__dirname'])
    assert.equal(await run(`typeof ${name}`), 'undefined', name);
  assert.deepEqual(
    await run('Object.keys(globalThis)'),
    ['text'],
    'the values, and beside them only what JavaScript itself has',
  );
  const files = ['import("node:fs")', 'import("./work.ts")', 'import("file:///etc/passwd")'];
  for (const file of files) await assert.rejects(run(file), /could not load module/, file);
});

test('no way leads out of the isolate', async (t) => {
  process.env['SOFIA_TEST_SECRET'] = 'not-a-real-key';
  t.after(() => delete process.env['SOFIA_TEST_SECRET']);
  // Each looks for the environment by the constructor of something that may be of the host.
  const look = (value: string) =>
    `(() => { const make = ${value}.constructor.constructor;
      return make("return typeof process === 'undefined' ? 'nothing' : process.env.SOFIA_TEST_SECRET")(); })()`;
  const thrown = (way: string) => `(() => { try { ${way} } catch (error) { return error; } })()`;
  const deep =
    'let way; function dig() { try { dig(); } catch (error) { way = error; throw error; } } dig();';
  const ways = [
    'this',
    'globalThis',
    '({})',
    'turns',
    '(async () => {})',
    '(() => {})',
    thrown('null.x'),
    thrown(deep),
    thrown('"x".repeat(2 ** 29)'),
    thrown('JSON.parse("{")'),
    thrown('new RegExp("(")'),
    thrown('JSON.parse("[".repeat(1e6))'),
    `(await import("node:fs").catch((error) => error))`,
    `(await (async () => { throw new Error("x"); })().catch((error) => error))`,
  ];
  for (const way of ways) {
    const expression = look(way).replace('(() => {', '(async () => {');
    const found = await judgements.script(expression, { turns: [{ text: 'x' }] }, 2_000);
    assert.equal(found, 'nothing', way);
  }
});

test('nothing that a script throws or returns does harm on its way out', async () => {
  const hostile = [
    '(() => { throw { get message() { throw 1; } }; })()',
    '(() => { throw { get message() { for (;;); } }; })()',
    '(() => { throw new Proxy({}, { get() { throw 1; } }); })()',
    '(() => { throw Symbol("x"); })()',
    '(() => { throw null; })()',
    '(() => { const o = { toJSON() { return JSON.stringify(o); } }; return o; })()',
    '({ toJSON() { for (;;); } })',
    '({ get a() { throw new Error("no"); } })',
    'Promise.reject(new Error("later"))',
    '({ then() { throw 1; } })',
  ];
  for (const expression of hostile)
    await assert.rejects(run(expression, 100), Unjudgeable, expression);
  const forged = '(JSON.stringify = () => "{", Promise.prototype.then = null, text)';
  assert.equal(await run(forged), 'x');
});

test('a script without an end is ended, however it goes on', async () => {
  const endless = [
    '(() => { for (;;); })()',
    '(function again() { return Promise.resolve().then(again); })()',
    '(async () => { for (;;) await 1; })()',
    '(Promise.resolve().then(() => { for (;;); }), true)',
    '/(a+)+$/.test("a".repeat(60) + "!")',
    // All in one step, so that the engine does not ask in the meantime.
    '"a".repeat(500000).lastIndexOf("a".repeat(250000) + "b")',
  ];
  for (const expression of endless) {
    await assert.rejects(run(expression, 50), /ran longer than 50 ms/, expression);
    assert.equal(await run('1 + 1'), 2);
  }
});

test('a limit counts the steps of the script, and not the time of the machine', async () => {
  // Half of its steps, and twice of them: neither depends on how long they take.
  const steps = (count: number) =>
    `(() => { let n = 0; while (n < ${count}) n += 1; return n; })()`;
  assert.equal(await run(steps(200_000), 50), 200_000);
  await assert.rejects(run(steps(2_000_000), 50), /ran longer than 50 ms/);
});

test('a script that takes memory or stack is ended, and the process lives on', async () => {
  const large = ['"x".repeat(2 ** 29)', '"x".repeat(2 ** 28)', 'new Uint8Array(2 ** 30)'];
  for (const expression of large) {
    await assert.rejects(run(expression), /used too much memory/, expression);
    assert.equal(await run('1 + 1'), 2);
  }
  const collected =
    '(() => { for (const all = []; ; ) all.push("x".repeat(1e7) + all.length); })()';
  await assert.rejects(run(collected, 10_000), /used too much memory/);
  const deep = [
    '(function dig() { dig(); })()',
    'JSON.parse("[".repeat(1e6))',
    'eval("(".repeat(1e5))',
    '(() => { let a = []; for (let n = 0; n < 1e5; n += 1) a = [a]; return a; })()',
  ];
  for (const expression of deep) {
    await assert.rejects(run(expression), /stack overflow/, expression);
    assert.equal(await run('1 + 1'), 2);
  }
  const asDeepAsAnAnswer = '(function dig(n) { return n === 0 ? 0 : 1 + dig(n - 1); })(500)';
  assert.equal(await run(asDeepAsAnAnswer), 500);
});

test('no script spoils the next one', async () => {
  const bad = [
    'Promise.reject(new Error("later"))',
    '(globalThis.text = 1, Object.prototype.evil = 1, Array.prototype.map = null, 1)',
    '(Object.freeze(globalThis), 1)',
    '(() => { throw { get message() { throw 1; } }; })()',
  ];
  for (const expression of bad) {
    await run(expression, 100).catch((error: unknown) => assert.ok(error instanceof Unjudgeable));
    assert.deepEqual(await run('[text, {}.evil, [1].map((one) => one)]'), ['x', null, [1]]);
  }
});

test('scripts that are asked for at once have each their own values', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const results = numbers.map((n) => judgements.script('(globalThis.m ??= n, m)', { n }, 1_000));
  assert.deepEqual(await Promise.all(results), numbers);
});

test('a value may have any name', async () => {
  const values = JSON.parse(
    '{ "NaN": 1, "__proto__": { "a": 1 }, "Object": 2, "a b": 3 }',
  ) as object;
  const result = await judgements.script('globalThis["a b"] + Object', { ...values }, 1_000);
  assert.equal(result, 5);
});
