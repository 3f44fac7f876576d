import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskField, maskJsonText, maskValue } from '../../../../src/shared/masking/maskJson.ts';
import { ordinarySecrets, secretForms } from '../../../support/samples/secretForms.ts';
import { readingsOf } from '../../../support/undoEscapes.ts';

const key = 'Zk7+pQ/9wLm3=tRx5vB2';

for (const [name, write] of Object.entries(secretForms)) {
  test(`a key is found ${name}, and no byte around it changes`, () => {
    const written = write(key);
    const isEscapedForJson = name.startsWith('in JSON');
    const inner = isEscapedForJson ? written : JSON.stringify(written).slice(1, -1);
    const line = `{"a" : "caf\\u00e9 \\/ \u200d${inner}\u200d %20x", "n":1.50e1 }\r\n`;
    const expected = '{"a" : "caf\\u00e9 \\/ \u200d[hidden]\u200d %20x", "n":1.50e1 }\r\n';
    assert.equal(maskJsonText(line, [key]), expected);
    assert.deepEqual(maskValue(JSON.parse(line), [key]), JSON.parse(expected));
  });
}

test('names of fields and the values of the protocol stay, whatever the key is', () => {
  const line =
    '{"messageEvent":{"role":"ASSISTANT","products":["our products"]},"connectlyInteractiveEvent":1}';
  for (const word of ['messageEvent', 'ASSISTANT', 'connectlyInteractiveEvent'])
    assert.equal(maskJsonText(line, [word]), line);
  assert.equal(maskJsonText(line, ['products']), line.replace('our products', 'our [hidden]'));
  assert.equal(maskJsonText(line, ['connectly_live_FAKE01']), line);
});

test('names of fields stay in JSON that is a value of JSON, and in JSON that was cut', () => {
  const inner = JSON.stringify({ products: 'products', list: ['all products'] });
  const masked = '{"products":"[hidden]","list":["all [hidden]"]}';
  const line = JSON.stringify({ text: inner });
  assert.equal(maskJsonText(line, ['products']), JSON.stringify({ text: masked }));
  assert.equal(maskJsonText(inner.slice(0, -2), ['products']), masked.slice(0, -2));
  assert.equal(maskJsonText('products', ['products']), '[hidden]');
  assert.equal(maskJsonText('oops {"products"', ['products']), 'oops {"[hidden]"');
});

test('a short key is masked as the whole value of its field or header, and nowhere else', () => {
  const line =
    '{"apiKey":"\\u0074est","text":"test","list":["a test"],"X-Api-Key":["test"],"t":["test"]}';
  const masked =
    '{"apiKey":"[hidden]","text":"test","list":["a test"],"X-Api-Key":["[hidden]"],"t":["test"]}';
  assert.equal(maskJsonText(line, ['test']), masked);
  assert.deepEqual(maskValue(JSON.parse(line), ['test']), JSON.parse(masked));
  assert.equal(maskField('x-api-key', 'test', ['test']), '[hidden]');
  assert.equal(maskField('x-mode', 'test', ['test']), 'test');
});

test('a key of digits is found as a number, and a longer number stays', () => {
  const line = '{"a":12345678,"b":[123456789, 12345678 ],"c":12345678.5}';
  const masked = '{"a":"[hidden]","b":[123456789, "[hidden]" ],"c":12345678.5}';
  assert.equal(maskJsonText(line, ['12345678']), masked);
  assert.deepEqual(maskValue(JSON.parse(line), ['12345678']), JSON.parse(masked));
});

test('depth is no matter for a text', () => {
  const deep = `${'['.repeat(100_000)}"${key}"${']'.repeat(100_000)}`;
  assert.equal(maskJsonText(deep, [key]), deep.replace(key, '[hidden]'));
});

test('a short secret stays in a field of another name', () => {
  const line = '{"clientKey":"test","monkey":"test","key":"test"}';
  const secrets = [{ value: 'test', place: 'key' }];
  assert.equal(maskJsonText(line, secrets), line.replace('"key":"test"', '"key":"[hidden]"'));
});

test('a short key is found as a number, and under a name that is escaped', () => {
  const line = '{"apiKey":1234,"a":1234,"ap\\u0069Key":"1234","x-api-key":[1234,{"b":1234}]}';
  const masked =
    '{"apiKey":"[hidden]","a":1234,"ap\\u0069Key":"[hidden]","x-api-key":["[hidden]",{"b":1234}]}';
  assert.equal(maskJsonText(line, ['1234']), masked);
  const nested = '{"a":[{"apiKey":1234},1234],"apiKey":[{"a":1234},1234]}';
  const inLists = '{"a":[{"apiKey":"[hidden]"},1234],"apiKey":[{"a":1234},"[hidden]"]}';
  assert.equal(maskJsonText(nested, ['1234']), inLists);
  assert.deepEqual(maskValue(JSON.parse(nested), ['1234']), JSON.parse(inLists));
  const value = { apiKey: 1234, a: 1234 };
  assert.deepEqual(maskValue(value, ['1234']), { apiKey: '[hidden]', a: 1234 });
});

test('a secret that reaches into a marker is hidden up to it', () => {
  const before = { text: 'say abcdefgh[hidden] and [hidden]xyzxyzxyz' };
  const after = { text: 'say [hidden][hidden] and [hidden][hidden]' };
  assert.deepEqual(maskValue(before, ['abcdefgh[hid', 'en]xyzxyzxyz']), after);
});

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...ordinarySecrets),
  fc.constantFrom(
    "rock ''n'' roll",
    "it'\"'\"'s",
    'AT&#38T, &amp',
    'C:\\U0001',
    '%u00e9',
    'co\u00adop 👩\u200d👧',
  ),
  fc.constantFrom(...ordinarySecrets).map((one) => `${one.slice(0, 8)}…, an ${one}er`),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.double(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(texts, fc.constantFrom(...ordinarySecrets)), tie('value'), {
      maxKeys: 4,
    }),
  ),
})).value;
/** The same value, written as other programs do. */
const spelling = fc.constantFrom<(json: string) => string>(
  (json) => json,
  (json) => json.replaceAll('/', '\\/'),
  (json) =>
    json.replace(/(?<!\\)[+_-](?=\w*")/g, (one) => (one === '-' ? one : `\\u00${hexOf(one)}`)),
  (json) => JSON.stringify(JSON.parse(json), null, 2),
  (json) => `${json}\r\n`,
);
const hexOf = (one: string) => one.charCodeAt(0).toString(16);

test('text before a colon is the name of a field only where one can stand', () => {
  for (const line of [`{error} key "${key}": not accepted`, `{"msg":"${key}" : bad}`])
    assert.equal(maskJsonText(line, [key]), line.replace(key, '[hidden]'));
  const named = `{"a":1, "${key}" : "${key}"}`;
  assert.equal(maskJsonText(named, [key]), `{"a":1, "${key}" : "[hidden]"}`);
});

test('a short key is the value of its field in lists within lists too', () => {
  const line = '{"x-api-key":[{"a":"test"},["test"],"test"],"b":["test"]}';
  const masked = '{"x-api-key":[{"a":"test"},["[hidden]"],"[hidden]"],"b":["test"]}';
  assert.equal(maskJsonText(line, ['test']), masked);
  assert.deepEqual(maskValue(JSON.parse(line), ['test']), JSON.parse(masked));
});

test('with a hundred ordinary secrets nothing but the values changes, and they only where a secret stands', () => {
  fc.assert(
    fc.property(value, spelling, (one, spell) => {
      const line = spell(JSON.stringify(one));
      const masked = maskJsonText(line, ordinarySecrets);
      // Each piece that is left stands in the line, in its order, and what is missing is a secret.
      let at = 0;
      for (const [index, piece] of masked.split('[hidden]').entries()) {
        const found = index === 0 ? 0 : line.indexOf(piece, at);
        assert.ok(found >= at && line.startsWith(piece, found), `${line}\n${masked}`);
        at = found + piece.length;
      }
      assert.deepEqual(shapeOf(JSON.parse(masked)), shapeOf(JSON.parse(line)));
      assert.deepEqual(JSON.parse(masked), maskValue(JSON.parse(line), ordinarySecrets));
      assert.equal(maskJsonText(masked, ordinarySecrets), masked);
      assert.equal(maskJsonText(line, shortOnes), line);
    }),
    { numRuns: 2000 },
  );
});

const shortOnes = ordinarySecrets
  .filter(({ length }) => length < 8)
  .map((short) => ({ value: short, place: 'cookie' }));

/** The value without its texts and with the names of its fields. */
function shapeOf(one: unknown): unknown {
  if (typeof one === 'string') return 'text';
  if (Array.isArray(one)) return one.map(shapeOf);
  if (typeof one !== 'object' || one === null) return one;
  return Object.entries(one).map(([name, inner]) => [name, shapeOf(inner)]);
}

const keys = fc.string({
  unit: fc.constantFrom(...'abcdKLMN012789+/=_-.&\'":'),
  minLength: 8,
  maxLength: 24,
});

test('no reader of JSON, URLs, a shell or XML finds a key that was in a value', () => {
  fc.assert(
    fc.property(
      keys,
      fc.constantFrom(...Object.values(secretForms)),
      fc.string(),
      fc.string(),
      (secret, write, before, after) => {
        const line = JSON.stringify({ text: `${before} ${write(secret)}${after}` });
        const masked = maskJsonText(line, [secret]);
        const { text } = JSON.parse(masked) as { readonly text: string };
        for (const reading of readingsOf(text)) assert.ok(!reading.includes(secret), reading);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a key that looks escaped itself is found as it is, in JSON and in a URL', () => {
  for (const odd of ['ab%2Fcd%41\\ef12', '\\u0041bcdefgh%', '100%-sure\\', '&amp;&lt;&gt;123']) {
    for (const text of [odd, encodeURIComponent(odd), JSON.stringify(odd), `'${odd}'`]) {
      const masked = maskJsonText(JSON.stringify({ text }), [odd]);
      assert.ok(!readingsOf(masked).some((one) => one.includes(odd)), masked);
    }
  }
});
