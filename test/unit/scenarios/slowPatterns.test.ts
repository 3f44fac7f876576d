import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Judgements } from '../../../src/scenarios/judgement/judgements.ts';

const judgements = new Judgements();
after(() => judgements.dispose());

test('a pattern that our own engine would compile for a minute is searched at once', async () => {
  for (const [source, flags] of [
    ['[^\\p{L}]'.repeat(12), 'iu'],
    [`${'('.repeat(200)}a${')*'.repeat(200)}b`, ''],
  ] as const) {
    assert.deepEqual(await judgements.search({ type: 'regex', source, flags }, ['āb-']), [
      source.endsWith('b'),
    ]);
    const found = await judgements.jsonPath('[{ "a": "x" }]', '$[0].a', {
      matches: `/${source}/${flags}`,
    });
    assert.equal(found.unmet.matches?.text, '"x"');
  }
});

test('so are the patterns of a schema, of a path and of a reference, also those that the agent sent', async () => {
  const slow = '(?i:[^\\p{L}])'.repeat(12);
  const [none, some] = ['āb-', `-${'-'.repeat(12)}ā`];
  const schema = { pattern: slow, patternProperties: { [slow]: { type: 'null' } } };
  const texts = [none, some, { [some]: 1 }].map((one) => JSON.stringify(one));
  const judged = await judgements.schema(schema, texts, 'a');
  assert.deepEqual(
    judged.map(({ problems }) => problems),
    [[`the event must match pattern "${slow}"`], [], [`/${some} must be null`]],
  );
  const answer = [
    { text: none, by: slow },
    { text: some, by: slow },
  ];
  const literal = JSON.stringify(slow);
  for (const [path, wanted] of [
    [`$[?search(@.text, ${literal})].text`, some],
    [`$[?match(@.text, ${JSON.stringify(`${slow}.*`)})].text`, some],
    ['$[?search(@.text, @.by)].text', some],
  ] as const) {
    const { actual } = await judgements.jsonPath(JSON.stringify(answer), path, {});
    assert.equal(actual.text, wanted, path);
    assert.equal(await judgements.firstValue(answer, path), wanted, path);
  }
});

test('a pattern of a path or a schema that takes too long is ended by the engine, and told', async () => {
  const text = `${'a'.repeat(60)}!`;
  const slow = '(a+)+$';
  const path = `$[?search(@.a, "${slow}")]`;
  const late = { name: 'Unjudgeable', message: /took longer than 250 ms\. Simplify it\.$/ };
  await assert.rejects(judgements.jsonPath(JSON.stringify([{ a: text }]), path, {}), late);
  await assert.rejects(judgements.firstValue([{ a: text }], path), late);
  await assert.rejects(judgements.schema({ pattern: slow }, [JSON.stringify(text)], 'a'), late);
  // One that is none finds nothing, as RFC 9535 has it.
  const { count } = await judgements.jsonPath('[{"a":"x"}]', '$[?search(@.a, "(")]', {});
  assert.equal(count, 0);
});
