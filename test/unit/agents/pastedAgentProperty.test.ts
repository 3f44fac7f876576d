import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainText } from '../../../src/agents/paste/containers/plainText.ts';
import { readPaste } from '../../../src/agents/pastedAgent.ts';

const uuid = '7d0f4c1e-52b9-4e0a-9c3d-1f6a8b2e4d70';
const key = 'sofia_live_Zk4Qw9Tn2Xv7Lr8Bm3Hd';

/** Pieces of pastes, whole and broken. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['businessId', 'business_id', 'Business ID', 'agent_descriptor_id', 'ID del agente'],
    ...['x-api-key', 'API key', 'SOFIA_API_KEY', 'key', 'client_key', 'base_url', 'Shop', 'name'],
    ...[uuid, uuid.slice(0, 20), key, 'demo-agent', 'sk-****1234', '<api key>', '${KEY}', 'KEY'],
    ...['https://api.connectly.ai', 'http://127.0.0.1:8787/external/v1/ai/agent_graph/init'],
    ...[': ', ' = ', '=', ' | ', '": "', '","value":"', '\n', '\r\n', ' ', '\t', ' is ', ','],
    ...['"', "'", '`', '**', '^"', '\\"', '\\n', '{', '}', '(', ')', '> ', '</td><td>', '<br>'],
    ...['\u00a0', '\u200b', '\u202e', '“', '”', '…', '•', '&quot;', '=3D', '$', '{{', '}}', '//'],
  ),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const paste = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** Without what a wrapped value loses. */
const bare = (text: string) => text.replace(/\s/g, '').toLowerCase();

function valuesOf(text: string): readonly string[] {
  const { candidates, unlabelled } = readPaste(text);
  const { baseUrl: baseUrls = [], ...others } = candidates;
  return [
    ...Object.values(others)
      .flat()
      .map(({ value }) => value),
    ...baseUrls.map(({ value }) => new URL(value).hostname),
    ...unlabelled,
  ];
}

function assertOccurs(text: string): void {
  const plain = plainText(text);
  const decoded = plain.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  const place = bare(plain) + bare(decoded);
  for (const value of valuesOf(text)) {
    assert.ok(value !== '' && place.includes(bare(value)), `${JSON.stringify(value)} occurs`);
  }
}

test('nothing is thrown, and whatever is found occurs in the text', () => {
  fc.assert(fc.property(paste, assertOccurs), { numRuns: 3000 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), assertOccurs));
});

test('nothing is thrown for any JSON, and its values are found as they are', () => {
  const names = fc.constantFrom('businessId', 'api_key', 'key', 'value', 'name', '__proto__', 'a');
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      paste,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(names, tie('json'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      readPaste(JSON.stringify(value));
    }),
    { numRuns: 1000 },
  );
  const token = fc.stringMatching(/^[d-w]{3}[0-9]{3}[A-Wa-w0-9]{6,20}$/);
  fc.assert(
    fc.property(token, token, token, (businessId, agentId, apiKey) => {
      const agent = { businessId, agentId, apiKey };
      assert.deepEqual(readPaste(JSON.stringify({ agent })).found, agent);
      const lines = Object.entries(agent).map(([name, value]) => `${name}=${value}`);
      assert.deepEqual(readPaste(lines.join('\n')).found, agent);
    }),
  );
});

// Were one of these quadratic, the file would run for minutes.
test('half a megabyte of anything is read to its end', () => {
  const pieces = [
    ...[
      'a',
      ' ',
      '\n',
      '"',
      '<a ',
      '</td> ',
      '> ',
      '\\n',
      '*',
      '| ',
      'key=',
      'api_key: ',
      'api key (',
    ],
    ...[
      'id de la ',
      'ID del agente\n',
      'business_id|agent_id\n',
      'https://',
      'shop: a\n',
      '{"a":',
      '[',
    ],
    ...[
      "a='",
      'api_key="',
      `${uuid}-`,
      `${uuid}`,
      '0123abcd-',
      'x-',
      'a.',
      '${',
      '=\n=3D',
      'session ',
    ],
  ];
  for (const one of pieces) {
    const text = one.repeat(Math.ceil((512 * 1024) / one.length));
    const { found, ambiguous } = readPaste(text);
    assert.equal(found.apiKey ?? ambiguous.apiKey, undefined, one);
  }
});

test('nothing is read beyond the longest paste', () => {
  assert.deepEqual(readPaste(`${' '.repeat(1024 * 1024)}api_key=${key}`).found, {});
});
