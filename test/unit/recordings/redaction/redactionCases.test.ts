import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RecordingEntry, recordingLine } from '../../../../src/recordings/recording.ts';
import { redactedCopy } from '../../../../src/recordings/redaction.ts';
import { header } from '../../../support/samples/recordedExchanges.ts';

// Whole recordings: what is personal goes, in question and answer alike, and every other byte stays.

const customer = '+1 415 555 0100';
const agent = { ...header.agent, clientKey: customer };
const message = (role: string, text: string) => ({
  messageEvent: { role, content: { textContent: { text } } },
});

/** A turn in which the customer says the text and the agent says it again. */
function talk(texts: readonly string[]): readonly RecordingEntry[] {
  return texts.flatMap((text, index) => {
    const base = { exchange: index + 1, atMs: index * 10 };
    const asked = { clientKey: customer, sessionId: 's-1', inputEvents: [message('USER', text)] };
    const said = { sessionId: 's-1', responseEvents: [message('ASSISTANT', text)] };
    return [
      {
        ...base,
        type: 'request',
        endpoint: 'invoke',
        method: 'POST',
        url: 'https://api.connectly.ai/external/v1/ai/agent_graph/invoke',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      },
      {
        ...base,
        type: 'line',
        startedMs: base.atMs,
        text: `${JSON.stringify({ result: { response: said } })}\n`,
      },
      { ...base, type: 'end', outcome: 'complete' },
    ];
  });
}

const fileOf = (entries: readonly RecordingEntry[], clientKey: string) =>
  [{ ...header, agent: { ...agent, clientKey } }, ...entries].map(recordingLine).join('');

const details: readonly (readonly [text: string, redacted: string])[] = [
  ['+1\u00a0415\u00a0555\u00a00134', '[phone 1]'],
  ['415\u2011555\u20110134', '[phone 2]'],
  ['cust_4155550134', 'cust_[phone 2]'],
  ['RUT 12.345.678-K', 'RUT [id 1]'],
  ['DNI 12345678Z', 'DNI [id 2]'],
  ['ES9121000418450200051332', '[iban 1]'],
  ['4242424242424242', '[card 1]'],
  ['access_token=fakeFAKE0123456789', 'access_token=[token 1]'],
  ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [token 2]'],
  [
    'Your order is registered to ana@shop.example, phone +1 415 555 0134, card 4111 1111 1111 1111, DNI 12345678Z.',
    'Your order is registered to [email 1], phone [phone 1], card [card 2], DNI [id 2].',
  ],
];

test('of nine details and of an answer that repeats them nothing is left in a recording', () => {
  const { text } = redactedCopy({ ...header, agent }, talk(details.map(([one]) => one)), {});
  const expected = fileOf(talk(details.map(([, redacted]) => redacted)), customer);
  assert.equal(text, expected.replaceAll(customer, '[customer 1]'));
});

const innocents = [
  'Tallas 36 37 38 39 40 41 42',
  'Sizes: 36, 37, 38, 39, 40, 41',
  'sizes 36-37-38-39-40',
  '36/37/38/39/40',
  'EAN 8412345678905',
  '2026-07-12',
  '12/07/2026 10:30',
  '12-07-2026',
  '2026/07/12',
  'July 12, 2026, 10:00-14:00',
  'COP 1.250.000',
  '$ 12.345.678',
  'R$ 1.234,56',
  '1,234,567.89',
  'open 10-14 16-20',
  '1920x1080',
  'v10.0.19045.3803',
  'SKU 100-200-300-1',
  'https://shop.example/p/12345678',
  'https://shop.example/p/12345678.jpg?w=1200',
  'article 12345678',
  'width 210 x 297 mm',
  '2026-11-29T20:24:14.781Z',
  '20261129',
  '1764447854781',
  'iPhone 15 256 512 1024',
  '50 100 150 200 ml',
  '(2024) 2025 2026',
  '0.10000000',
  'lat 40.416775',
  'Art. 4711 0815 1234',
  '10% 20% 30% 40%',
  '1 2 3 4 5 6 7 8',
  'a@2x.png',
  'img@2x.shop.example',
];

test('of the texts of a shop nothing but the customer is replaced in a recording', () => {
  const entries = talk(innocents);
  const { text, replacements } = redactedCopy({ ...header, agent }, entries, {});
  assert.deepEqual(
    replacements.map(({ reason }) => reason),
    ['customer'],
  );
  assert.equal(text, fileOf(entries, customer).replaceAll(customer, '[customer 1]'));
});
