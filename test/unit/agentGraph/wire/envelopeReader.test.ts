import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EnvelopeReader } from '../../../../src/agentGraph/wire/envelopeReader.ts';
import { decodeElement } from '../../../../src/agentGraph/wire/decodeElement.ts';
import { jsonText, space } from '../../../support/samples/jsonTexts.ts';

const key = 'sofia_live_FAKE01fake02';

/** As each line is read by a reader that has seen no other. */
const readAlone = (line: string, secrets: readonly string[] = []) => {
  const { parts, repeatedNames } = new EnvelopeReader(secrets).read(line);
  return { parts, repeatedNames };
};

/** What stands around the events of a line: documented, and otherwise. */
const frame = fc.constantFrom<readonly [string, string]>(
  ['{"result":{"response":{"sessionId":"s","responseEvents":', '}}}'],
  ['{"result":{"response":{"sessionId":"t","responseEvents":', '}}}'],
  ['{"response":{"responseEvents":', ',"sessionId":"s"}}'],
  ['{"responseEvents": ', ' }'],
  ['{"responseEvents":', ',"responseEvents":[{"a":1}]}'],
  ['{"responseEvents":', ',"error":{"code":5,"message":"no"}}'],
  ['{"responseEvents":', ',"stateId":"x"}'],
  ['', ''],
  ['[', ']'],
  ['{"messageEvent":', '}'],
);

const line = fc
  .tuple(frame, fc.array(jsonText, { maxLength: 2 }), space, fc.boolean())
  .map(([[head, tail], events, gap, isList]) => {
    const texts = events.map(({ text }) => `{"messageEvent":${text}}`);
    const list = isList ? `[${texts.join(`,${gap}`)}]` : (texts[0] ?? 'null');
    return `${head}${list}${gap}${tail}`;
  });

test('a line comes to the same whatever lines came before it', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
      const reader = new EnvelopeReader([]);
      for (const one of lines) {
        const { values, ...read } = reader.read(one);
        assert.deepEqual(read, readAlone(one), one);
        if (values)
          assert.deepEqual(
            values,
            read.parts.map(({ text }) => JSON.parse(text) as unknown),
          );
      }
    }),
    { numRuns: 1000 },
  );
});

test('the text of each event stands in its line, to the byte', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const reader = new EnvelopeReader([]);
      for (const one of lines)
        for (const { text } of reader.read(one).parts)
          assert.ok(one.includes(text) || one.includes('stateId'), `${text} of ${one}`);
    }),
    { numRuns: 500 },
  );
});

test('what ends like the frame of another line is not taken for its events', () => {
  const [head, tail] = ['{"response":{"responseEvents":', '}}'];
  const first = `${head}[{"messageEvent":{}}]${tail}`;
  const others = [
    `${head}[{"a":1}],"responseEvents":[{"b":2}]${tail}`,
    `${head}[{"a":1}],"stateId":[2]${tail}`,
    `${head}[{"a":1}] ${tail}`,
    `${head} [{"a":1}]${tail}`,
    `${head}[[{"a":1}]]${tail}`,
    `${head}[]${tail}`,
    `${head}null${tail}`,
    `${head}[${tail}`,
  ];
  const reader = new EnvelopeReader([]);
  for (const other of others) {
    reader.read(first);
    const outcome = (read: () => unknown) => {
      try {
        return read();
      } catch (error) {
        return (error as Error).name;
      }
    };
    const found = outcome(() => {
      const { parts, repeatedNames } = reader.read(other);
      return { parts, repeatedNames };
    });
    assert.deepEqual(
      found,
      outcome(() => readAlone(other)),
      other,
    );
  }
});

test('a secret is masked in place, also in lines of the same frame as others', () => {
  const reader = new EnvelopeReader([key]);
  const around = (text: string) =>
    `{"result":{"response":{"sessionId":"s","responseEvents":[{"messageEvent" : {"n":1.50,"t":"${text}"}}]}}}`;
  for (const text of ['hi', key, 'ho', `x ${key.replace('_', '\\u005f')} y`]) {
    const [part] = reader.read(around(text)).parts;
    const safe = text.includes('FAKE01') ? text.replace(/sofia\S+/, '[hidden]') : text;
    assert.equal(part?.text, `{"messageEvent" : {"n":1.50,"t":"${safe}"}}`);
  }
});

test('an element that has a key twice makes an event of each, and says so', () => {
  const text = '{"messageEvent":{"id":1},"zzz":null,"messageEvent":{"id":2}}';
  const events = decodeElement(text, { line: 1 });
  assert.deepEqual(
    events?.map(({ rawText, repeatedNames }) => [rawText, repeatedNames]),
    [
      ['{"messageEvent":{"id":1}}', ['messageEvent']],
      ['{"messageEvent":{"id":2}}', ['messageEvent']],
    ],
  );
});

test('envelopes that name a thing twice lose nothing of it', () => {
  const text =
    '{"result":{"response":{"responseEvents":[{"a":1}],"responseEvents":[{"b":2}]}},"result":{"c":3}}';
  assert.deepEqual(readAlone(text), {
    parts: [
      { type: 'element', text: '{"a":1}', place: 'result.response.responseEvents[0]' },
      { type: 'element', text: '{"b":2}', place: 'result.response.responseEvents[0]' },
      { type: 'element', text: '{"c":3}', place: 'result' },
    ],
    repeatedNames: ['result', 'result.response.responseEvents'],
  });
});

test('an event keeps its text, and what reading it would lose is said of it', () => {
  const text = `{ "recommendationEvent":{"products":[
    {"productId":7301000000000000123,"price":19.90,"price":1e400,"facets":{"size":41.50}}]}}`;
  const [event] = decodeElement(text, { line: 1 }) ?? [];
  assert.deepEqual(event, {
    type: 'recommendation',
    kind: 'recommendationEvent',
    products: [
      { productId: '7301000000000000123', priceText: '1e400', facets: { size: ['41.50'] } },
    ],
    rawText: text,
    line: 1,
    oddFields: ['products[0].productId'],
    repeatedNames: ['products[0].price'],
    inexactNumbers: ['products[0].productId', 'products[0].price'],
  });
});

test('a list of envelopes is no frame of events', () => {
  const reader = new EnvelopeReader([]);
  reader.read('[{"messageEvent":{}}]');
  const { parts } = reader.read('[{"response":{"responseEvents":[{"a":1}]}}]');
  assert.deepEqual(
    parts.map(({ text }) => text),
    ['{"a":1}'],
  );
});

test('a name that stands twice is found in an event that has nothing else to it', () => {
  const text = '{"messageEvent":{"content":{"textContent":{"text":"10","text":"20"}}}}';
  const [event] = decodeElement(text, { line: 1 }) ?? [];
  assert.deepEqual(event?.repeatedNames, ['content.textContent.text']);
});

test('an element of 500 levels makes an event, a deeper one none', () => {
  const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
  assert.equal(decodeElement(nested(500), { line: 1 })?.length, 1);
  assert.equal(decodeElement(nested(501), { line: 1 }), undefined);
});
