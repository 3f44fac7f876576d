import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordingLine, type RecordingEntry } from '../../../../src/recordings/recording.ts';
import { Redaction, type RedactionOptions } from '../../../../src/recordings/redaction.ts';

const entryOf = (one: Redaction, entry: RecordingEntry) =>
  JSON.parse(one.line(recordingLine(entry))) as RecordingEntry;

const safe = (text: string, options: RedactionOptions = {}) =>
  new Redaction(options, '+1 415 555 0100').text(text);
const lineOf = (text: string) =>
  ({ type: 'line', exchange: 1, atMs: 1, startedMs: 1, text }) as const;

const details: readonly (readonly [string, string])[] = [
  ['+1\u00a0415\u00a0555\u00a00134', '[phone 1]'],
  ['415\u2011555\u20110134', '[phone 1]'],
  ['cust_4155550134', 'cust_[phone 1]'],
  ['RUT 12.345.678-K', 'RUT [id 1]'],
  ['DNI 12345678Z', 'DNI [id 1]'],
  ['ES9121000418450200051332', '[iban 1]'],
  ['4242424242424242', '[card 1]'],
  ['access_token=fakeFAKE0123456789', 'access_token=[token 1]'],
  ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [token 1]'],
  ['write to ana\u00a0@\u00a0correo.example.', 'write to [email 1].'],
  ['call 14155550100!', 'call [customer 1]!'],
  ['Deposita en 002180030640503046', 'Deposita en [id 1]'],
  ['CNPJ 12.ABC.345/01DE-35', 'CNPJ [id 1]'],
  ['nota 12ABC34501DE35', 'nota 12ABC34501DE35'],
  ['Cookie: session=s%3Aq8Zt3kXv1LmN0; lang=es', 'Cookie: session=[token 1]; lang=es'],
  ['sid=9f2c4be17a60d3e8', 'sid=[token 1]'],
  ['ana@correo .example', '[email 1]'],
  ['4242.4242.4242.4242 12/29', '[card 1] 12/29'],
  ['21987654321 é meu zap', '[phone 1] é meu zap'],
  ['your code is 481516', 'your code is [token 1]'],
  ['{"password":"correct horse"}', '{"password":"[token 1]"}'],
];
for (const [text, expected] of details)
  test(`only the detail is replaced: ${text}`, () => assert.equal(safe(text), expected));

const innocents = [
  'Tallas 36 37 38 39 40 41 42',
  '36/37/38/39/40',
  'EAN 8412345678905',
  '12/07/2026 10:30',
  '$ 12.345.678',
  'open 10-14 16-20',
  'SKU 100-200-300-1',
  'https://shop.example/p/12345678.jpg?w=1200',
  '1764447854781',
  'Art. 4711 0815 1234',
  '0.10000000',
  'img@2x.shop.example',
  'Tel Aviv 12345678',
  'My order number is 4500123456',
  'Correios QB 987 654 321 BR',
  'git@github.com:luna/shop.git',
  '1:2:3:4:5:6:7:8',
  'session=morning',
  '4242.4242.4242.424 puntos',
  // Groups that would be an id behind "CE", a card, a phone and a RUT.
  '98d842c0-ff78-4cde-a3ce-0574fb0d60b0',
  '{"sessionId":"6e213c94-3b22-4500-9916-526686a800d2"}',
  'order d3472400-fc00-4985-9202-c79c6cb808e3',
  'session 01874403-cf86-4d10-8f7f-13746ef38162',
];
for (const text of innocents)
  test(`a shop's text stays: ${text}`, () => assert.equal(safe(text), text));

test('what is only likely is proposed, and replaced where it is taken', () => {
  const redaction = new Redaction({}, '');
  assert.equal(redaction.text('3101234567'), '3101234567');
  assert.deepEqual(redaction.likely, [{ reason: 'phone', original: '3101234567', count: 1 }]);
  assert.deepEqual(redaction.replacements, []);
  assert.equal(safe('3101234567', { taken: ['3101234567'] }), '[phone 1]');
  assert.equal(safe('3101234567', { taken: 'all' }), '[phone 1]');
  assert.equal(safe('+57 3101234567', { kept: ['+57 3101234567'] }), '+57 3101234567');
});

test('numbers of other countries are found where they are asked for', () => {
  assert.equal(safe('0171 2345678'), '0171 2345678');
  assert.notEqual(safe('Tel. 0171 2345678', { countries: ['DE'] }), 'Tel. 0171 2345678');
});

test('everything around a detail stays as it came: numbers, order, spaces, escapes, bad bytes', () => {
  const redaction = new Redaction({}, '');
  const raw = (detail: string, number: string) =>
    `{ "price" : 19.90,"productId":7301000000000000123, "b":-0, "b":1e400,\t"t":"\\u00e9\\/ ${detail} \\n",` +
    `"phone": ${number}, "n":"{\\"e\\":\\"${detail}\\"}"}\r\n`;
  const entry = entryOf(redaction, lineOf(raw('ana\\u0040correo.example', '5512345678')));
  assert.deepEqual(entry, lineOf(raw('[email 1]', '"[phone 1]"')));
  const bytes = (text: string) => Buffer.from(text, 'latin1').toString('base64');
  assert.deepEqual(
    entryOf(redaction, { ...lineOf(''), base64: bytes('\xff{"a":"ana@correo.example"}\xc3\n') }),
    { ...lineOf(''), base64: bytes('\xff{"a":"[email 1]"}\xc3\n') },
  );
});
