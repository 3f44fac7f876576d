import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, test } from 'node:test';
import { judgePercentile } from '../../../src/scenarios/checks/judge.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { queryJson, TooManyValues } from '../../../src/scenarios/file/queryJson.ts';
import { parseRegex } from '../../../src/scenarios/file/textPattern.ts';
import { endlessReferences } from '../../../src/scenarios/file/yaml/endlessReferences.ts';
import { OwnTime, sampleMs } from '../../../src/scenarios/judgement/judgementWorker.ts';
import { Judgements } from '../../../src/scenarios/judgement/judgements.ts';
import { RunIsOver, Unjudgeable } from '../../../src/scenarios/judgement/unjudgeable.ts';
import { FileServices } from '../../../src/scenarios/run/fileServices.ts';
import { message, unmet } from '../../support/samples/scenarioRuns.ts';

const judgements = new Judgements();
after(() => judgements.dispose());

/** An object in an object, so many times. */
function nested(levels: number): unknown {
  let value: unknown = { x: 1 };
  for (let level = 0; level < levels; level += 1) value = { a: value, b: level };
  return value;
}

/** A schema that asks for the next one twice, so many times. */
function doubling(levels: number): object {
  const $defs: Record<string, object> = { [`d${levels}`]: {} };
  for (let level = 0; level < levels; level += 1) {
    const next = { $ref: `#/$defs/d${level + 1}` };
    $defs[`d${level}`] = { allOf: [next, next] };
  }
  return { $ref: '#/$defs/d0', $defs };
}

test('a pattern that would take for ever ends in time, with and without repetition', async () => {
  const text = `${'a'.repeat(60)}!`;
  const sources = ['(a+)+$', `${'a?'.repeat(30)}${'a'.repeat(30)}b`, `^${'(a|a)'.repeat(30)}$`];
  for (const source of sources) {
    const regex = { type: 'regex', source, flags: '' } as const;
    await assert.rejects(judgements.search(regex, [text]), {
      name: 'Unjudgeable',
      message: `The regular expression /${source}/ took longer than 250 ms. Simplify it.`,
    });
    assert.deepEqual(await judgements.search(parseRegex('a+!'), [text]), [true]);
  }
});

test('a sentence about a pattern or a path is one line that somebody can read', async () => {
  const deep = `$[?${'('.repeat(20_000)}@.a${')'.repeat(20_000)}]`;
  const slow = `(a+)+$|\n${'b'.repeat(900)}`;
  const text = `${'a'.repeat(60)}!`;
  for (const run of [
    () => judgements.search({ type: 'regex', source: slow, flags: '' }, [text]),
    () => judgements.search({ type: 'regex', source: `${slow}(`, flags: '' }, [text]),
    () => judgements.search({ type: 'regex', source: 'a'.repeat(5000), flags: '' }, [text]),
    () => judgements.search({ type: 'regex', source: `${'()'.repeat(400)}+`, flags: '' }, [text]),
    () => judgements.jsonPath(JSON.stringify([{ a: text }]), '$[0].a', { matches: slow }),
    () => judgements.jsonPath('[]', deep, {}),
    () => judgements.firstValue([], deep),
    () => judgements.jsonPath('[]', `$[${'x'.repeat(5000)}`, {}),
  ])
    await assert.rejects(run, ({ name, message }: Error) => {
      assert.equal(name, 'Unjudgeable');
      return message.length < 330 && !message.includes('\n');
    });
});

/** What is in itself, so many times. */
const nest = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);

test('what is nested too deeply for a parser is told at its line, or cannot be judged', async () => {
  const file = (expectation: string) => {
    const text = `name: A\nturns:\n  - say: hi\n    expect:\n      - ${expectation}\n`;
    return parseScenarios('a.sofia.yaml', text).problems;
  };
  for (const [name, expectation] of [
    ['JSONPath', `jsonPath: { path: '$[?${nest('(', ')')}]' }`],
    ['filters', `jsonPath: { path: '$${nest('[?@', ']')}' }`],
    ['script', `script: '${nest('(', ')')}'`],
    ['schema', `jsonSchema: { event: a, schema: ${nest('{"not":', '}')} }`],
    ['regular expression', `text: { matches: '${nest('(', ')')}' }`],
    ['pattern', `text: '/${nest('(?:', ')')}/'`],
    ['YAML in brackets', `text: ${nest('[', ']')}`],
    ['YAML lists', `text: ${'- '.repeat(20_000)}`],
    ['reference', `text: '{{${nest('(', ')')}}}'`],
    ['path of a reference', `text: '{{events[?${nest('(', ')')}]}}'`],
  ] as const) {
    const [problem] = file(expectation);
    assert.equal(problem?.at.start.line, 5, name);
    assert.doesNotMatch(problem.message, /call stack|RangeError/, name);
    assert.ok(problem.message.length < 400, name);
  }
  const deepValue = () => {
    let value: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) value = { not: value, items: [value] };
    return value;
  };
  for (const [name, run] of [
    ['JSONPath', () => judgements.jsonPath('[]', `$[?${nest('(', ')')}]`, {})],
    ['reference', () => judgements.firstValue([], `$[?${nest('!(', ')')}]`)],
    ['functions', () => judgements.jsonPath('[]', `$[?${nest('length(', ')')}>1]`, {})],
    ['schema', () => judgements.schema(deepValue(), ['1'], 'a')],
    ['const', () => judgements.schema({ const: deepValue() }, ['1'], 'a')],
    ['script', () => judgements.script(nest('(', ')'), {}, 1_000)],
    ['script with lists', () => judgements.script(nest('[', ']'), {}, 1_000)],
    ['pattern', () => judgements.search(parseRegex(nest('(?:', ')')), ['a'])],
  ] as const)
    await assert.rejects(run, { name: 'Unjudgeable' }, name);
  assert.equal((await judgements.jsonPath('[1]', '$[?@ == 1]', {})).count, 1);
});

test('a percentile that was not judged since the run ended is no fault of its file', async () => {
  const own = new Judgements();
  await own.dispose();
  const services = { ...new FileServices().of('a.sofia.yaml'), judgements: own };
  const text = `name: A
turns: [{ say: hi }]
expect: [{ latency: { totalMs: '{{events[*].ms}}', percentile: 50 } }]`;
  const [scenario] = parseScenarios('a.sofia.yaml', text).scenarios;
  const [expectation] = scenario?.expect ?? [];
  assert.ok(expectation?.kind === 'latency');
  await assert.rejects(judgePercentile(expectation, [], { events: [] }, services), RunIsOver);
});

test('the texts of a search are found each for itself', async () => {
  const texts = ['Boots', 'boats', 'oot', ''];
  for (const regex of ['o+t', 'oot'])
    assert.deepEqual(await judgements.search(parseRegex(regex), texts), [true, false, true, false]);
  const text = { type: 'text', text: 'BOOTS' } as const;
  assert.deepEqual(await judgements.search(text, texts), [true, false, false, false]);
});

test('a path that descends again and again ends in time, and leads to no end of values', async () => {
  const deep = [nested(120)];
  const slow = '$..*..*..*..*..*..*..*..zzz';
  await assert.rejects(judgements.jsonPath(JSON.stringify(deep), slow, {}), {
    message: `The JSONPath ${slow} took longer than 250 ms. Simplify it.`,
  });
  await assert.rejects(judgements.firstValue({ deep }, slow), /took longer than 250 ms/);
  assert.throws(() => queryJson(deep, '$..*..*..*..*'), TooManyValues);
  assert.equal(queryJson([nested(30)], '$..*..*..*..*').length, 67_425);
  const { count } = await judgements.jsonPath(JSON.stringify(deep), '$..x', { equals: 1 });
  assert.equal(count, 1);
});

test('a path that takes memory ends, and the process lives on', async () => {
  const many = `$[${Array.from({ length: 3_000 }, () => '*').join()}][?@.zzz]`;
  const values = Array.from({ length: 30_000 }, (_, index) => ({ index }));
  await assert.rejects(
    judgements.jsonPath(JSON.stringify(values), many, {}),
    /used too much memory|took longer than 250 ms|too many values/,
  );
  assert.equal(
    (await judgements.jsonPath(JSON.stringify(values), '$[7].index', { equals: 7 })).count,
    1,
  );
});

test('what is shown of values that hold each other is no longer than anybody reads', async () => {
  const found = await judgements.jsonPath(JSON.stringify([nested(400)]), '$..a', { equals: 0 });
  const { text } = found.actual;
  assert.equal(found.count, 400);
  assert.ok(text.length < 3_000_000, `${text.length} characters`);
  assert.match(found.unmet.equals?.text ?? '', /^\{"a":/);
});

test('a schema that doubles with each level ends in time, and is told by its event', async () => {
  await assert.rejects(judgements.schema(doubling(34), ['{}'], 'messageEvent'), {
    message: 'The schema of messageEvent took longer than 250 ms. Simplify it.',
  });
  assert.deepEqual(await judgements.schema(doubling(3), ['{}'], 'messageEvent'), [
    { problems: [], inexact: [] },
  ]);
  const expectation = `jsonSchema: { event: messageEvent, schema: ${JSON.stringify(doubling(34))} }`;
  const result = await unmet(expectation, { turns: [[message('hi')]] });
  assert.equal(result.status, 'errored');
  assert.equal(result.title, 'jsonSchema');
});

test('a schema that leads to itself for the same value is told at its line', () => {
  const text = [
    'name: A',
    'turns:',
    '  - say: hi',
    '    expect:',
    '      - jsonSchema:',
    '          event: messageEvent',
    '          schema:',
    '            allOf:',
    "              - $ref: '#'",
  ].join('\n');
  const [problem] = parseScenarios('a.sofia.yaml', text).problems;
  assert.deepEqual(problem?.at.start, { line: 9, column: 23 });
  assert.equal(problem.message, 'The schema refers to itself endlessly. Remove this reference.');
});

test('a schema may lead to itself for a value that is inside', async () => {
  const sound = [
    { properties: { a: { $ref: '#' } } },
    { items: { $ref: '#' }, allOf: [{ $ref: '#/$defs/x' }], $defs: { x: { not: false } } },
    doubling(2_000),
    { $ref: 'https://sofia.example/other' },
    { enum: [{ allOf: 1 }], dependencies: { a: ['b'] } },
    true,
    'shape.json',
  ];
  for (const schema of sound) assert.deepEqual(endlessReferences(schema), []);
  const endless = [
    { $ref: '#' },
    { not: { $ref: '#' } },
    { properties: { a: { if: { $ref: '#/properties/a' } } } },
    { $defs: { 'a/b': { anyOf: [{ $ref: '#/$defs/c' }] }, c: { $ref: '#/$defs/a~1b' } } },
  ];
  for (const schema of endless) assert.equal(endlessReferences(schema).length, 1);
  // By a name, which only the validator follows.
  const named = { $id: 'https://sofia.example/a', allOf: [{ $ref: 'https://sofia.example/a' }] };
  assert.deepEqual(endlessReferences(named), []);
  await assert.rejects(
    judgements.schema(named, ['{}'], 'messageEvent'),
    /^Unjudgeable: The schema of messageEvent refers to itself endlessly or is nested/,
  );
});

test('a reference to more values than anybody could mean is the first of them', async () => {
  const many = Array.from({ length: 100_001 }, (_, i) => ({ i }));
  assert.equal(await judgements.firstValue({ events: many }, '$.events[*].i'), 0);
  assert.equal(await judgements.firstValue({ events: [] }, '$.events[*].i'), undefined);
});

test('runs of the same signal leave nothing at it, and none begins after it', async () => {
  const run = new AbortController();
  const first = new FileServices(run.signal);
  assert.equal(getEventListeners(run.signal, 'abort').length, 1);
  await first.dispose();
  assert.equal(getEventListeners(run.signal, 'abort').length, 0);
  run.abort();
  const late = new FileServices(run.signal).of('a.sofia.yaml').judgements;
  await assert.rejects(late.script('true', {}, 1000), RunIsOver);
});

test('work that waits while another one is ended is done', async () => {
  const endless = judgements.script('(() => { for (;;); })()', {}, 50);
  const slow = judgements.search(parseRegex('(a+)+$'), [`${'a'.repeat(60)}!`]);
  const waiting = [1, 2, 3].map((n) => judgements.script('n', { n }, 1_000));
  await Promise.all([assert.rejects(endless, Unjudgeable), assert.rejects(slow, Unjudgeable)]);
  assert.deepEqual(await Promise.all(waiting), [1, 2, 3]);
});

test('once the run is over nothing more is judged, whatever is under way', async () => {
  const own = new Judgements();
  assert.equal(await own.script('1', {}, 1_000), 1);
  const running = own.script('(() => { for (;;); })()', {}, 10_000);
  const waiting = own.script('1', {}, 1_000);
  // The thread has its work.
  await new Promise((resolve) => setImmediate(resolve));
  const ended = [running, waiting].map((one) => assert.rejects(one, RunIsOver));
  await own.dispose();
  await Promise.all(ended);
  await assert.rejects(own.script('1', {}, 1_000), RunIsOver);
});

test('time is over when the processor worked for it, however long that takes', () => {
  const starved = new OwnTime(250, 0);
  for (let sample = 0; sample < 10_000; sample += 1) assert.equal(starved.isOver(0), false);
  // Half of what is counted may be another thread's.
  const busy = new OwnTime(250, 0);
  const samples = Array.from({ length: 100 }, (_, n) => busy.isOver((n + 1) * sampleMs));
  assert.equal(samples.indexOf(true), 500 / sampleMs);
});

test('what the main thread needs while it hears no timer is no time of the work', () => {
  const time = new OwnTime(250, 0);
  assert.equal(time.isOver(60_000), false);
  assert.equal(time.isOver(120_000), false);
});
