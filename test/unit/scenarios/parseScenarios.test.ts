import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import {
  actionTypes,
  expectationKinds,
} from '../../../src/scenarios/file/problems/scenarioSchema.ts';
import { maxFileBytes } from '../../../src/scenarios/file/yaml/yamlFile.ts';

const folder = join(import.meta.dirname, '../../fixtures/scenarios');

/** Reads a text, which must not throw; each problem is a sentence at a place of the text. */
function parseSoundly(text: string) {
  const file = parseScenarios('some\\where.sofia.yaml', text);
  assert.equal(file.path, 'some/where.sofia.yaml');
  assert.ok(file.scenarios.length + file.problems.length > 0);
  const lines = text.split('\n').length;
  for (const { at, message } of file.problems) {
    assert.match(message, /\S/);
    assert.ok(at.start.line >= 1 && at.start.line <= lines && at.start.column >= 1, message);
    assert.ok(at.end.line >= at.start.line);
    assert.doesNotMatch(message, /call stack|Ask Sofia made/);
  }
  return file;
}

const words = [
  ...['name', 'turns', 'expect', 'data', 'variables', 'clientKey', 'passRate', ...actionTypes],
  ...expectationKinds,
  ...[
    ': ',
    '- ',
    '\n',
    '\n  ',
    '\n    - ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
  ],
  ...['? ', '!!set ', '!x ', '---\n', '...\n', '%YAML 1.1\n', '# ', '{{products[0]}}', '{{', '}}'],
  ...[
    '/(/',
    'x',
    '1',
    '-1',
    '.inf',
    '.nan',
    'null',
    'true',
    '~',
    '\t',
    '\r\n',
    '\u2028',
    '\0',
    '<<: ',
  ],
  ...['__proto__: ', 'constructor: ', '$[*]', '\ud800', '😀'],
];

test('no text makes the parser throw', () => {
  const fragments = fc
    .array(fc.constantFrom(...words), { maxLength: 60 })
    .map((list) => list.join(''));
  fc.assert(
    fc.property(fragments, (text) => void parseSoundly(text)),
    { numRuns: 600 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseSoundly(text)));
});

test('no value in a scenario makes the parser throw', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const turn = fc.tuple(fc.constantFrom(...actionTypes), value);
  const expectation = fc.tuple(fc.constantFrom(...expectationKinds), value);
  fc.assert(
    fc.property(turn, expectation, value, ([action, given], [kind, wanted], other) => {
      const expect = [{ [kind]: wanted }];
      const turns = [{ say: 'hi' }, { [action]: given, expect }];
      parseSoundly(JSON.stringify({ name: 'T', turns, expect, variables: other }));
    }),
    { numRuns: 400, examples: [[['say', ''], ['channel', { toString: false }], {}]] },
  );
});

test('what is nested deeply or repeats itself is one problem', () => {
  const letters = [...'abcdefghij'];
  const bomb = letters.map((name, index) => {
    const inner =
      index === 0
        ? '[x, x]'
        : `[${Array(9)
            .fill(`*${letters[index - 1]}`)
            .join(', ')}]`;
    return `${name}: &${name} ${inner}\n`;
  });
  const texts = [
    '['.repeat(5_000),
    '- '.repeat(5_000),
    `name: ${'['.repeat(3000)}${']'.repeat(3000)}`,
    `name: ${'{a: '.repeat(600)}${'}'.repeat(600)}`,
    '&a\nname: x\nturns: *a',
    bomb.join(''),
  ];
  for (const text of texts) {
    const { problems } = parseSoundly(text);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /nested too deeply|It must be text/);
  }
});

test('a large file is refused, and a list that is too long ends in time', () => {
  const large = parseSoundly(`name: ${'x'.repeat(maxFileBytes)}`);
  assert.match(large.problems[0]?.message ?? '', /larger than 2 MB/);
  const many = parseSoundly(`name: x\nturns:\n${'- 1\n'.repeat(20_000)}`);
  assert.deepEqual(
    many.problems.map(({ message }) => message),
    ['This list has more than 1000 items.'],
  );
  const expectations = '      - text: x\n'.repeat(1001);
  const deep = parseSoundly(`name: x\nturns:\n  - say: x\n    expect:\n${expectations}`);
  assert.deepEqual(deep.problems[0]?.at.start, { line: 5, column: 7 });
});

test('a mapping with very many keys, of which one is there twice, is read in time', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `  k${index}: 1\n`).join('');
  const { problems } = parseSoundly(`name: x\nvariables:\n${keys}  k7: 2\nturns: [{ say: x }]`);
  assert.deepEqual(
    problems.map(({ at, message }) => [at.start.line, message]),
    [[20_003, 'Duplicate key in this mapping. Remove one.']],
  );
});

test('numbers that are held, and bounds that may be rounded, are as good as ever', () => {
  const numbers = '[+5, 0, 0.5, -0.0, .5, 1., 9007199254740992, 1.10, 1e3, 0x1F, 0o17, .inf]';
  const schema = '{ properties: { id: { maximum: 9223372036854775807 } } }';
  const text = `name: x\nturns:\n  - say: x\n    expect:\n      - jsonSchema: { event: e, schema: ${schema} }\n  - location: { latitude: 19.43260770000000123, longitude: -99.133208 }\nx-numbers: ${numbers}\n`;
  assert.deepEqual(parseScenarios('x', text).problems, []);
});

test('an alias without an anchor is told where it stands', () => {
  const { problems } = parseSoundly('name: x\nturns: *none\n');
  assert.deepEqual(problems, [
    {
      at: { start: { line: 2, column: 8 }, end: { line: 2, column: 13 } },
      message: "The YAML anchor &none isn't defined before this point.",
    },
  ]);
});

test('anchors and aliases are followed', () => {
  const text =
    'name: x\nturns:\n  - say: x\n    expect: &own [{ text: a }]\n  - say: y\n    expect: *own\n';
  const { problems, scenarios } = parseScenarios('x', text);
  assert.deepEqual(problems, []);
  assert.equal(scenarios[0]?.turns[1]?.expect[0]?.kind, 'text');
});

const sample = [
  'name: T',
  'turns:',
  '  - say: hi',
  '    expect:',
  '      - products:',
  '          count: 1',
  '          price: { max: 5 }',
  '      - text: x',
].join('\n');

test('places are the same with line breaks of Windows, with a byte order mark, and after a document', () => {
  const placesOf = (text: string) => {
    const { scenarios, problems } = parseScenarios('x', text);
    assert.deepEqual(problems, []);
    const { turns = [] } = scenarios.at(-1) ?? {};
    return turns.map(({ at, expect }) => [at, expect.map((one) => [one.at, one.fieldsAt])]);
  };
  const places = placesOf(sample);
  assert.deepEqual(placesOf(`\ufeff${sample}`), places);
  assert.deepEqual(placesOf(sample.replaceAll('\n', '\r\n')), places);
  const [turn] = scenarioTurns(sample);
  assert.deepEqual(turn?.at.start, { line: 3, column: 5 });
  assert.deepEqual(turn.expect[0]?.at.start, { line: 5, column: 9 });
  assert.deepEqual(turn.expect[0].fieldsAt, {
    count: { line: 6, column: 11 },
    price: { line: 7, column: 11 },
  });
  const [second] = scenarioTurns(`name: First\nturns: [{ say: x }]\n---\n${sample}`);
  assert.deepEqual(second?.at.start, { line: 6, column: 5 });
});

function scenarioTurns(text: string) {
  return parseScenarios('x', text).scenarios.at(-1)?.turns ?? [];
}

test('a document with a problem is left out, and the others are read', () => {
  const text = `nmae: x\n---\n${sample}\n---\nname: T\nturns: [{ say: x }]\n`;
  const { scenarios, problems } = parseScenarios('x', text);
  assert.equal(scenarios.length, 1);
  assert.equal(problems.at(-1)?.message.startsWith('Another scenario in this file'), true);
});

test('a percentile needs a time, and a customer needs a value', () => {
  const messages = (text: string) => parseSoundly(text).problems.map(({ message }) => message);
  const turns = 'turns: [{ say: x }]';
  assert.deepEqual(messages(`name: x\n${turns}\nexpect: [{ latency: { percentile: 95 } }]`), [
    "There's no time limit. Add totalMs or firstByteMs.",
  ]);
  assert.match(
    messages(`name: x\nclientKey: '{{who}}'\n${turns}`)[0] ?? '',
    /^Unknown variable "who"/,
  );
  assert.deepEqual(messages(`name: x\nclientKey: '{{who}}'\nvariables: { who: me }\n${turns}`), []);
});

test('the sample scenarios have no problem', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sofia.yaml'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const { scenarios, problems } = parseScenarios(name, readFileSync(join(folder, name), 'utf8'));
    assert.deepEqual(problems, [], name);
    assert.ok(scenarios.length > 0, name);
  }
});

test('every scenario in the README has no problem', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  for (const text of blocks.filter((one) => /^turns:/m.test(one)))
    assert.deepEqual(parseScenarios('README', text).problems, [], text);
});
