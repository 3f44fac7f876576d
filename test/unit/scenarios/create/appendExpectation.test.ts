import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  appendExpectation,
  addRecording,
  turnsOfFile,
} from '../../../../src/scenarios/create/appendExpectation.ts';
import { scenarioText } from '../../../../src/scenarios/create/scenarioText.ts';

const boots = { text: { contains: 'boots' } };
const file = `# Our shop
name: First   # a name
turns:
    - say: hello   # as a customer
      expect:
      # quick
      - latency: { totalMs: 100 }   # ms

    - say: 'bye'

---
name: Second
turns: [ { say: hi }, { say: more, expect: [ messages: 1 ] } ]
`;

test('one line is added where it belongs, and nothing else changes', () => {
  const first = appendExpectation(file, { scenario: 'First', turn: 1 }, boots);
  assert.equal(first, file.replace('  # ms\n', '  # ms\n      - text: { contains: boots }\n'));
  const second = appendExpectation(file, { scenario: 'First', turn: 2 }, boots);
  assert.equal(
    second,
    file.replace("'bye'\n", "'bye'\n      expect:\n        - text: { contains: boots }\n"),
  );
  const whole = appendExpectation(file, { scenario: 'First' }, { unknownEvents: 'none' });
  assert.equal(whole, file.replace("'bye'\n", "'bye'\nexpect:\n  - unknownEvents: none\n"));
});

test('what stands in one line stays in one line', () => {
  const third = appendExpectation(file, { scenario: 'Second', turn: 1 }, boots) ?? '';
  assert.match(
    third,
    /\[ \{ say: hi, expect: \[ \{ text: \{ contains: boots \} \} \] \}, \{ say: more/,
  );
  const fourth = appendExpectation(file, { scenario: 'Second', turn: 2 }, boots) ?? '';
  assert.match(
    fourth,
    /expect: \[ \{? ?messages: 1 ?\}?, \{ text: \{ contains: boots \} \} \] \} \]\n$/,
  );
});

test('an empty list, no line break at the end and Windows line breaks are no hindrance', () => {
  const place = { scenario: 'A', turn: 1 };
  const empty = 'name: A\nturns:\n  - say: hi\n    expect:\n';
  assert.equal(
    appendExpectation(empty, place, boots),
    `${empty}      - text: { contains: boots }\n`,
  );
  const cut = 'name: A\r\nturns:\r\n- say: hi';
  assert.equal(
    appendExpectation(cut, place, boots),
    `${cut}\r\n  expect:\r\n    - text: { contains: boots }\r\n`,
  );
});

test('a turn that is not there, and a file that is no YAML, are left alone', () => {
  assert.equal(appendExpectation(file, { scenario: 'Third', turn: 1 }, boots), undefined);
  assert.equal(appendExpectation(file, { scenario: 'First', turn: 3 }, boots), undefined);
  assert.equal(
    appendExpectation('name: A\nturns: [', { scenario: 'A', turn: 1 }, boots),
    undefined,
  );
  const alias =
    'name: A\nturns:\n  - say: a\n    expect: &e [ messages: 1 ]\n  - say: b\n    expect: *e\n';
  assert.equal(appendExpectation(alias, { scenario: 'A', turn: 2 }, boots), undefined);
});

test('a scenario that has no recording gets one below its name', () => {
  assert.equal(
    addRecording(file, 'First', 'a b.ndjson'),
    file.replace('# a name\n', '# a name\nrecording: a b.ndjson\n'),
  );
  assert.equal(addRecording(file, 'Third', 'a.ndjson'), undefined);
});

test('the turns of a file are told with their places', () => {
  assert.deepEqual(turnsOfFile(file), [
    { scenario: 'First', turn: 1, action: { say: 'hello' } },
    { scenario: 'First', turn: 2, action: { say: 'bye' } },
    { scenario: 'Second', turn: 1, action: { say: 'hi' } },
    { scenario: 'Second', turn: 2, action: { say: 'more' } },
  ]);
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('a\nb', 'a\n\n', '- x', ' # c', '{{', 'yes', '\u2028', ' a ', '"'),
);
test('in every file that we write an expectation comes last in its list, and is read as it was', () => {
  const turn = fc.record({
    action: fc.record({ say: words }),
    expectations: fc.array(
      fc.record({ because: words, messages: fc.nat(9) }, { noNullPrototype: true }),
      { maxLength: 2 },
    ),
  });
  fc.assert(
    fc.property(
      fc.array(turn, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      words,
      (turns, at, text) => {
        const written = scenarioText({ name: 'A', turns, expectations: [] });
        const number = (at % turns.length) + 1;
        const added = { text: { contains: text }, because: text };
        const changed = appendExpectation(written, { scenario: 'A', turn: number }, added);
        const wanted = turns.map(({ action, expectations }, index) => {
          const expect = index === number - 1 ? [...expectations, added] : expectations;
          return { ...action, ...(expect.length > 0 && { expect }) };
        });
        assert.deepEqual(parse(changed ?? ''), { name: 'A', turns: wanted });
      },
    ),
    { numRuns: 500 },
  );
});
