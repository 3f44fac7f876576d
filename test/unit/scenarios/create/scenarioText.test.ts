import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { stubsFromStarterPrompts } from '../../../../src/scenarios/create/scenarioDraft.ts';
import { scenariosText, scenarioText } from '../../../../src/scenarios/create/scenarioText.ts';
import { literal } from '../../../../src/scenarios/create/yamlNodes.ts';
import { parseScenarios } from '../../../../src/scenarios/file/parseScenarios.ts';
import { resolve } from '../../../../src/scenarios/file/templates.ts';

const nasty = [
  'yes',
  'null',
  '~',
  '0x1',
  '1e3',
  '.inf',
  '2026-01-01',
  '- a',
  'a: b',
  'a #b',
  '"quoted"',
  "it's",
  '{{products[0].title}}',
  '\\{{',
  '{{{',
  '👟 olá',
  'two\nlines',
  'ends with a break\n',
  '\n\nbegins with breaks',
  ' space ',
  '\ttab',
  'trailing spaces  \nin a line',
  '\r\n',
  '\u0085\u2028\u2029',
  '\ud800',
  '\u202egnp.exe',
  '\u0000\u001b[31m',
  '&anchor *alias',
  '!!js/function',
  '%YAML',
  '---',
  '...',
  '<<',
  '__proto__',
  '? a',
  '| literal',
  '>',
  '@at `tick`',
  'x'.repeat(300) + ' long ' + 'y '.repeat(100),
] as const;
/** No text here has a reference. */
const noPaths = { firstValue: () => Promise.reject(new Error('nobody asks')) };

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('{', '\\', '}', ' ', 'a', '\n', ':', '"', "'", '#', '-'))
    .map((all) => all.join('')),
);

test('whatever customers and agents say is read from the file as it was written', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (name, said, expected) => {
      const parts = {
        name,
        agent: said,
        recording: expected,
        turns: [
          { action: { say: said }, expectations: [] },
          {
            action: { submit: { field: said, [expected]: { inner: name } } },
            expectations: [
              { text: { contains: expected } },
              { buttons: { include: [said, name] } },
            ],
          },
        ],
        expectations: [{ because: said, unknownEvents: 'none' }],
      };
      const read: unknown = parse(scenarioText(parts));
      const [first, second] = parts.turns;
      assert.deepEqual(read, {
        name,
        agent: said,
        recording: expected,
        turns: [first?.action, { ...second?.action, expect: second?.expectations }],
        expect: parts.expectations,
      });
    }),
    { numRuns: 1_000 },
  );
});

test('two braces that are meant as such are no reference', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      assert.equal(await resolve(literal(text), {}, noPaths), text);
    }),
    { numRuns: 1_000 },
  );
});

test('a scenario is written as a person would write it', () => {
  const text = scenarioText({
    name: 'Black boots within the budget',
    agent: 'Demo Shop',
    recording: 'black-boots.recording.ndjson',
    turns: [
      {
        action: { say: 'black boots under 100' },
        expectations: [
          { products: { count: { min: 1 } } },
          { latency: { totalMs: 3000 }, warn: true },
        ],
      },
      { action: { press: 'Buy' }, expectations: [] },
      {
        action: { store: { id: 's1', name: 'Centro' } },
        expectations: [{ handover: 'forbidden' }],
      },
    ],
    expectations: [{ unknownEvents: 'none' }],
  });
  assert.equal(
    text,
    `name: Black boots within the budget
agent: Demo Shop
recording: black-boots.recording.ndjson
turns:
  - say: black boots under 100
    expect:
      - products: { count: { min: 1 } }
      - latency: { totalMs: 3000 }
        warn: true

  - press: Buy

  - store: { id: s1, name: Centro }
    expect:
      - handover: forbidden

expect:
  - unknownEvents: none
`,
  );
});

test('each starter prompt becomes a scenario, once, and the file is one that can be run', async () => {
  const starterPrompts = ['Hello', 'Where is {{my}} order?', ' ', 'Hello', 'null'];
  const stubs = stubsFromStarterPrompts({ name: 'Demo', starterPrompts });
  const file = parseScenarios('stubs.sofia.yaml', scenariosText(stubs));
  assert.deepEqual(file.problems, []);
  assert.deepEqual(
    file.scenarios.map(({ name, agents }) => [name, ...agents]),
    [
      ['Hello', 'Demo'],
      ['Where is {{my}} order?', 'Demo'],
      ['null', 'Demo'],
    ],
  );
  const said = await Promise.all(
    file.scenarios.map(({ turns: [turn] }) => resolve(turn?.action, {}, noPaths)),
  );
  assert.deepEqual(said[1], { type: 'say', text: 'Where is {{my}} order?' });
});
