import assert from 'node:assert/strict';
import { join, relative, sep } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { neededPasses, parsePassRate } from '../../../src/scenarios/file/passRate.ts';
import {
  isFollowable,
  MissingReference,
  referencesOf,
  resolve,
  resolveTexts,
  type Scope,
} from '../../../src/scenarios/file/templates.ts';
import {
  containsText,
  parsePattern,
  parseRegex,
  regexProblem,
} from '../../../src/scenarios/file/textPattern.ts';
import { Judgements } from '../../../src/scenarios/judgement/judgements.ts';
import { planCases, rowTitle } from '../../../src/scenarios/run/plan.ts';
import { recordingPath, rowRecording } from '../../../src/scenarios/run/recordingPath.ts';
import { scenarioFile } from '../../support/samples/scenarioRuns.ts';

const scope = { n: 42, text: 'hi', products: [{ title: 'Boot', price: 9.5 }], 'a b': 'spaced' };

const judgements = new Judgements();
after(() => judgements.dispose());
const resolved = (value: unknown, known: Scope = scope) => resolve(value, known, judgements);

test('a value without references comes back as it was', async () => {
  const noBraces = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('{{'));
  await fc.assert(
    fc.asyncProperty(noBraces, async (value) => assert.deepEqual(await resolved(value), value)),
  );
  const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('{{'));
  await fc.assert(
    fc.asyncProperty(text, async (one) => (await resolveTexts(one, scope, judgements)) === one),
  );
});

test('two braces behind a backslash are braces', async () => {
  const name = fc.stringMatching(/^[a-z ]{0,9}$/);
  await fc.assert(
    fc.asyncProperty(name, name, async (before, inner) => {
      const text = `${before}\\{{${inner}}}`;
      assert.equal(await resolved(text), `${before}{{${inner}}}`);
      assert.deepEqual(referencesOf(text), []);
    }),
  );
});

test('a reference alone becomes the value, and among others its text', async () => {
  assert.equal(await resolved('{{n}}'), 42);
  assert.equal(await resolveTexts('{{ n }}', scope, judgements), '42');
  assert.equal(await resolved('{{n}} and {{products[0].title}}'), '42 and Boot');
  assert.deepEqual(await resolved({ a: ['{{products}}'] }), { a: [scope.products] });
  assert.equal(await resolved('{{products[?@.price < 10].title}}'), 'Boot');
  assert.equal(await resolved('{{a b}}'), 'spaced');
});

test('what a reference leads to is not resolved again', async () => {
  assert.equal(await resolved('<{{text}}>', { text: '{{n}}', n: 1 }), '<{{n}}>');
});

test('a reference that leads to nothing says which', async () => {
  const names = ['nothing', 'products[7].title', 'text.length', 'constructor', '__proto__.x'];
  for (const name of names) {
    await assert.rejects(resolved(`{{${name}}}`), MissingReference, name);
    await assert.rejects(resolved(`a {{${name}}}`), (error: Error) => error.message.includes(name));
  }
});

test('no text of a reference throws anything but that it is missing', async () => {
  const name = fc.string({ unit: 'grapheme' }).filter((one) => isFollowable(one));
  await fc.assert(
    fc.asyncProperty(name, async (one) => {
      await resolved(`{{${one}}}`).catch((error: unknown) =>
        assert.ok(error instanceof MissingReference),
      );
    }),
  );
});

test('a reference that takes long ends in time', async () => {
  const slow = { products: [{ title: `${'a'.repeat(60)}!` }] };
  const pattern = "{{products[?match(@.title, '(a|a)*b')]}}";
  await assert.rejects(resolved(pattern, slow), /took longer than 250 ms/);
});

test('a pass rate is read in each of its forms, and only what is one', () => {
  const read = [
    [0.8, { rate: 0.8 }],
    ['4 of 5', { rate: 0.8, of: 5 }],
    [' 4/5 ', { rate: 0.8, of: 5 }],
    ['80%', { rate: 0.8 }],
    ['0.5', { rate: 0.5 }],
    ['.5', { rate: 0.5 }],
    [1, { rate: 1 }],
    ['100 %', { rate: 1 }],
  ] as const;
  for (const [value, rate] of read) assert.deepEqual(parsePassRate(value), rate, String(value));
  for (const value of [
    0,
    -1,
    1.1,
    NaN,
    '5 of 4',
    '0 of 5',
    '1 of 0',
    '0/0',
    '101%',
    'all',
    '',
    '1e0',
  ])
    assert.equal(parsePassRate(value), undefined, String(value));
});

test('so many must pass as the rate says, whatever floating point makes of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), (of, n) => {
      const passed = 1 + (n % of);
      const rate = parsePassRate(`${passed} of ${of}`);
      assert.equal(neededPasses(of, rate?.rate ?? 0), passed);
    }),
  );
  assert.equal(neededPasses(5, 0.81), 5);
  assert.equal(neededPasses(3, 0.01), 1);
});

test('a pattern between slashes is a regular expression', () => {
  assert.deepEqual(parsePattern('/b.y/i'), { type: 'regex', source: 'b.y', flags: 'i' });
  assert.deepEqual(parsePattern('//'), { type: 'text', text: '//' });
  assert.deepEqual(parsePattern('a/b'), { type: 'text', text: 'a/b' });
  assert.deepEqual(parseRegex('b.y'), { type: 'regex', source: 'b.y', flags: '' });
  assert.match(regexProblem({ source: '(', flags: '' }) ?? '', /Unterminated group/);
  assert.match(regexProblem({ source: 'a', flags: 'q' }) ?? '', /flag/);
});

test('a text is found in itself, in any case and with any white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, around) => {
      assert.ok(containsText(`${around} ${text.replaceAll(' ', '\n\t')} ${around}`, text));
    }),
  );
});

const planned = scenarioFile(
  [
    'name: One\ntags: [smoke]\nagents: [A, B]\nrepeat: 2\ndata: [{ c: x, n: 1 }, { c: y, n: 2 }]',
    'turns: [{ say: "{{c}}" }]',
    '---\nname: Two\nturns: [{ say: hi }]\nvariables: { c: v }',
    '---\nname: Three\ntags: [slow, smoke]\npassRate: 4 of 5\nturns: [{ say: hi }]',
  ].join('\n'),
);

test('a plan has each scenario with each agent and each row', () => {
  const cases = planCases([planned]);
  assert.deepEqual(
    cases.map(({ index, scenario: { name }, agent, row, values, repeat, needed }) => [
      index,
      name,
      agent,
      row,
      values,
      repeat,
      needed,
    ]),
    [
      [0, 'One', 'A', 1, { c: 'x', n: 1 }, 2, 2],
      [1, 'One', 'A', 2, { c: 'y', n: 2 }, 2, 2],
      [2, 'One', 'B', 1, { c: 'x', n: 1 }, 2, 2],
      [3, 'One', 'B', 2, { c: 'y', n: 2 }, 2, 2],
      [4, 'Two', undefined, undefined, { c: 'v' }, 1, 1],
      [5, 'Three', undefined, undefined, {}, 5, 4],
    ],
  );
  const [first, , , , two] = cases;
  assert.ok(first && two);
  assert.equal(rowTitle(first), 'c: x, n: 1');
  assert.equal(rowTitle(two), undefined);
});

test('the options of a run come before what the scenarios say, but for agents that they name', () => {
  const names = (options: Parameters<typeof planCases>[1]) =>
    planCases([planned], options).map(({ scenario, agent = '-' }) => `${scenario.name} ${agent}`);
  assert.deepEqual(names({ agents: ['C'], grep: /two|three/i }), ['Two C', 'Three C']);
  assert.deepEqual(names({ tags: ['slow', 'other'] }), ['Three -']);
  const own = ['One A', 'One A', 'One B', 'One B'];
  assert.deepEqual(names({ agents: ['C'], tags: ['smoke'], grep: /One/ }), own);
  const [, , , , , three] = planCases([planned], { repeat: 10, passRate: 0.5 });
  assert.deepEqual([three?.repeat, three?.needed], [10, 5]);
});

test('shards part the plan evenly, and keep its indices', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 12 }), (total, rows) => {
      const data = Array.from({ length: rows }, (_, n) => `{ n: ${n} }`).join(', ');
      const text = `name: S\n${rows > 0 ? `data: [${data}]\n` : ''}turns: [{ say: hi }]`;
      const files = [planned, scenarioFile(text)];
      const all = planCases(files);
      const shards = Array.from({ length: total }, (_, n) =>
        planCases(files, { shard: { index: n + 1, total } }),
      );
      const sizes = shards.map(({ length }) => length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      assert.deepEqual(
        shards.flat().toSorted((a, b) => a.index - b.index),
        all,
      );
    }),
  );
});

const hostile = fc.oneof(
  fc.constantFrom(
    '..',
    '../..',
    '/etc/passwd',
    'C:\\x',
    '..\\..',
    'con',
    'nul',
    '',
    '.',
    '\0',
    '%2e%2e/',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

test('a recording stays in its folder, two levels down, whatever the names are', () => {
  const folder = join(sep, 'records');
  fc.assert(
    fc.property(hostile, hostile, hostile, fc.nat(), (file, scenario, agent, attempt) => {
      const path = recordingPath(folder, { file, scenario, agent, attempt });
      const parts = relative(folder, path).split(sep);
      assert.equal(parts.length, 2);
      for (const part of parts) {
        assert.ok(!part.startsWith('.') && !/[\\/:\0]/.test(part), part);
        assert.ok(Buffer.byteLength(part) <= 255, part);
      }
    }),
  );
});

test('a name of many letters of three bytes is no longer than a file system takes', () => {
  const long = '靴'.repeat(200);
  const path = recordingPath('r', {
    file: long,
    scenario: long,
    agent: long,
    row: 999,
    attempt: 99,
  });
  for (const part of path.split(sep)) assert.ok(Buffer.byteLength(part) <= 255);
});

test('each attempt has a recording of its own', () => {
  const base = { file: 'a.sofia.yaml', scenario: 'S', attempt: 1 };
  const deep = '/a/very/long/way/to/a/folder/where/the/scenarios/of/the/shop/are/kept';
  const requests = [
    base,
    { ...base, attempt: 2 },
    { ...base, row: 1 },
    { ...base, agent: 'A' },
    { ...base, agent: 'a' },
    { ...base, scenario: 's!' },
    { ...base, scenario: 's?' },
    { ...base, file: 'b.sofia.yaml' },
    { ...base, file: 'b/c.sofia.yaml' },
    { ...base, file: 'b-c.sofia.yaml' },
    { ...base, file: `${deep}/one.sofia.yaml` },
    { ...base, file: `${deep}/two.sofia.yaml` },
  ];
  const paths = requests.map((request) => recordingPath('r', request));
  assert.equal(new Set(paths).size, requests.length, paths.join('\n'));
  assert.deepEqual(
    paths,
    requests.map((request) => recordingPath('r', request)),
  );
});

test('each row has a recording of its own beside the one that the scenario names', () => {
  assert.equal(rowRecording('boots.recording.ndjson', undefined), 'boots.recording.ndjson');
  assert.equal(rowRecording('boots.recording.ndjson', 2), 'boots-2.recording.ndjson');
  assert.equal(rowRecording('v1.2/boots.ndjson', 3), 'v1.2/boots-3.ndjson');
  assert.equal(rowRecording('v1.2/boots', 3), 'v1.2/boots-3');
});
