import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RecordingEntry, recordingLine } from '../../../src/recordings/recording.ts';
import { personalKinds, Redaction } from '../../../src/recordings/redaction.ts';
import { exchanges, header } from '../../support/samples/recordedExchanges.ts';

const entryOf = (one: Redaction, entry: RecordingEntry) =>
  JSON.parse(one.line(recordingLine(entry))) as RecordingEntry;

const [answered, refused] = exchanges;
assert.ok(answered?.response && refused?.end?.failure);
const { response } = answered;
const failedEnd = { ...refused.end, failure: refused.end.failure };

/** Every place of a recording that can hold a text, with the text in it. */
const places: readonly ((secret: string) => RecordingEntry)[] = [
  (secret) => ({ ...answered.request, url: `https://sofia.example/?q=${secret}` }),
  (secret) => ({
    ...answered.request,
    url: `https://sofia.example/?q=${encodeURIComponent(secret)}`,
  }),
  (secret) => ({ ...answered.request, body: JSON.stringify({ text: `I am ${secret}, hello` }) }),
  (secret) => ({ ...answered.request, body: `no JSON: ${secret}.` }),
  (secret) => ({
    ...answered.request,
    body: JSON.stringify({ formData: { [secret]: [{ a: secret }] } }),
  }),
  (secret) => ({ ...response, headers: { 'x-echo': secret } }),
  (secret) => ({ ...line, text: `${JSON.stringify({ result: { text: `(${secret})` } })}\r\n` }),
  (secret) => ({ ...line, text: `{"text":"${escaped(secret)}"}\n` }),
  (secret) => ({ ...line, text: `<p>${secret}</p>\n` }),
  (secret) => ({
    ...bytesLine,
    base64: Buffer.from(`\xff ${secret}\n`, 'latin1').toString('base64'),
  }),
  (secret) => ({ ...failedEnd, failure: { ...failedEnd.failure, detail: `for ${secret}` } }),
];
const line = { type: 'line', exchange: 1, atMs: 1, startedMs: 1 } as const;
const bytesLine = { ...line, base64: '' };

/** Every character as JSON may escape it. */
function escaped(text: string): string {
  return [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

const apiKey = 'plain-api-key-of-a-shop';
const names = ['Maria Lopez', 'Jurgen', "Anne-Marie O'Neil"];
const numbers = ['+52 1 55 1234 5678', '5215512345678', '(555) 123-4567', '+49.171.2345678'];
const codes = ['ORDER-77123', 'ORDER-90001'];
/** Twenty kinds of secrets; with the places they make more than two hundred. */
const secrets = [
  ...names,
  'MARIA lopez',
  ...numbers,
  ...codes,
  'maria.lopez+shop@example.com',
  'a@b.co',
  'x_y-z@mail.shop.example',
  header.agent.clientKey,
  apiKey,
  'sk-1234567890abcdef1234',
  'Bearer abcdef1234567890',
  'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl',
  'api_key: abcdef123456',
];

const redaction = (kept: readonly string[] = []) =>
  new Redaction(
    { names, kept, patterns: [/ORDER-\d+/gu], secrets: [apiKey] },
    header.agent.clientKey,
  );

/** The text as it stands in the file, and everything it might say once it is read. */
function readings(entry: RecordingEntry): string {
  const bytes = entry.type === 'line' ? Buffer.from(entry.base64 ?? '', 'base64') : '';
  const text = recordingLine(entry) + bytes.toString('latin1');
  const unescaped = text.replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return `${text}\n${unescaped}\n${unescaped.replace(/%[0-9a-f]{2}/gi, (one) => decodeURIComponent(one))}`;
}

test('of two hundred secrets in every place of a recording none is left', () => {
  assert.ok(secrets.length * places.length >= 200, 'there are two hundred');
  const one = redaction();
  for (const secret of secrets) {
    // What names a key is no secret.
    const value = secret.replace(/^(Bearer |api_key: )/, '');
    for (const [index, place] of places.entries()) {
      const entry = place(secret);
      assert.ok(readings(entry).includes(value), `${secret} is in place ${index}`);
      assert.ok(
        !readings(entryOf(one, entry)).includes(value),
        `${secret} is not left in place ${index}`,
      );
    }
  }
  const agent = { ...header.agent, name: 'Shoes of Maria Lopez' };
  const text = one.line(recordingLine({ ...header, agent }));
  for (const secret of secrets) assert.ok(!text.includes(secret), secret);
});

test('the same text has the same placeholder everywhere, and is counted', () => {
  const one = redaction();
  const say = (text: string) => entryOf(one, { ...line, text });
  assert.deepEqual(say('{"a":"Mail a@b.co or c@d.co"}\n'), {
    ...line,
    text: '{"a":"Mail [email 1] or [email 2]"}\n',
  });
  assert.deepEqual(say('{"a":"A@B.CO, maria  lopez"}\n'), {
    ...line,
    text: '{"a":"[email 1], [name 1]"}\n',
  });
  assert.deepEqual(
    one.replacements.map(({ reason, original, count }) => [reason, original, count]),
    [
      ['email', 'a@b.co', 2],
      ['email', 'c@d.co', 1],
      ['name', 'maria  lopez', 1],
    ],
  );
});

test('a replacement can be taken back, but a key never stays', () => {
  const one = redaction(['a@b.co', apiKey]);
  assert.deepEqual(entryOf(one, { ...line, text: `{"a":"a@b.co c@d.co ${apiKey}"}\n` }), {
    ...line,
    text: '{"a":"a@b.co [email 1] [hidden]"}\n',
  });
});

test('times, prices, dates and ids of a conversation stay', () => {
  const text = `${JSON.stringify({
    createdAt: '2026-11-25T10:00:00.123Z',
    price: 1234567.89,
    sessionId: 'b75868ab-16bc-4043-92bf-963537012345',
    productId: 'shoe-10293847',
    said: 'From 2026-11-25 on, 3 pairs for $129.90',
  })}\n`;
  assert.deepEqual(entryOf(redaction(), { ...line, text }), { ...line, text });
  const head = { ...answered.request, atMs: 123456789.5 };
  assert.deepEqual(entryOf(redaction(), head), head);
});

test('a name is not found in the middle of another word', () => {
  const text = '{"a":"Jurgensen and Jurgen"}\n';
  assert.deepEqual(entryOf(redaction(), { ...line, text }), {
    ...line,
    text: '{"a":"Jurgensen and [name 1]"}\n',
  });
});

test('an accented name beside bytes that are no UTF-8 is found', () => {
  const bytes = Buffer.concat([
    Buffer.from([0xff]),
    Buffer.from('José Núñez\n'),
    Buffer.from([0xc3]),
  ]);
  const one = new Redaction({ names: ['José Núñez'] }, 'customer-1');
  assert.deepEqual(entryOf(one, { ...line, base64: bytes.toString('base64') }), {
    ...line,
    base64: Buffer.from('\xff[name 1]\n\xc3', 'latin1').toString('base64'),
  });
  const harmless = { ...line, base64: Buffer.from([0xff, 0x0a]).toString('base64') };
  assert.deepEqual(entryOf(one, harmless), harmless);
});

test('the kinds of what is personal in a recording are named, the customer is not', () => {
  const say = (text: string) => ({ ...line, text: `{"text":"${text}"}\n` });
  const said = `${header.agent.clientKey}, DNI 12345678Z, 4242 4242 4242 4242, a@b.co`;
  assert.deepEqual(personalKinds(header, [say(said), say('192.0.2.44')]).toSorted(), [
    'card',
    'email',
    'id',
    'ip',
  ]);
  assert.deepEqual(personalKinds(header, [say('Sizes 36 37 38 39 40')]), []);
});
