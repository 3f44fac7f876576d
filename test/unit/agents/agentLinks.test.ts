import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAgentLink } from '../../../src/agents/agentLinks.ts';
import { maxInputBytes } from '../../../src/agentGraph/wire/requests.ts';

const ids = 'businessId=b-1&agentId=a-1';
const secret = 'sofia_live_Zk4Qw9Tn2Xv7Lr8Bm3Hd';

function refusedField(path: string, query: string): string {
  const link = parseAgentLink(path, query);
  assert(link.type === 'refused', `refused: ${query.slice(0, 100)}`);
  assert(link.failure.cause?.type === 'input');
  assert.ok(!JSON.stringify(link).includes(secret), 'no key in the reason');
  return link.failure.cause.field;
}

const added: readonly [query: string, name: string, fields: object][] = [
  [`name=Shoe%20shop&${ids}`, 'Shoe shop', { businessId: 'b-1', agentId: 'a-1' }],
  [ids, '', { businessId: 'b-1', agentId: 'a-1' }],
  ['business_id=b-1&agent_descriptor_id=a-1', '', { businessId: 'b-1', agentId: 'a-1' }],
  [
    `name=Zapater%C3%ADa&${ids}&baseUrl=https%3A%2F%2Fapi.connectly.ai&environment=production`,
    'Zapatería',
    {
      businessId: 'b-1',
      agentId: 'a-1',
      baseUrl: 'https://api.connectly.ai',
      environment: 'production',
    },
  ],
  [
    `${ids}&client_key=%2B52155&markup=plain&greeting=Hi&color=blue&latencyBudgetMs=1500`,
    '',
    {
      businessId: 'b-1',
      agentId: 'a-1',
      clientKey: '+52155',
      markup: 'plain',
      greeting: 'Hi',
      color: 'blue',
      latencyBudgetMs: 1500,
    },
  ],
  [
    `${ids}&starterPrompts=Hello&starterPrompts=Any boots?&timeouts={"idleMs":9000}`,
    '',
    {
      businessId: 'b-1',
      agentId: 'a-1',
      starterPrompts: ['Hello', 'Any boots?'],
      timeouts: { idleMs: 9000 },
    },
  ],
  // As VS Code hands over what was `name=Boots%20%26%20more%20100%25`.
  [`name=Boots & more 100%&${ids}`, 'Boots & more 100%', { businessId: 'b-1', agentId: 'a-1' }],
];

test('a link to add an agent gives its name and its checked fields', () => {
  for (const [query, name, fields] of added) {
    assert.deepEqual(parseAgentLink('/add', query), { type: 'add', name, fields });
    assert.deepEqual(parseAgentLink('/add/', query), { type: 'add', name, fields });
  }
});

test('a link with anything like a key is refused, however it is spelled', () => {
  const names = [
    ...['apiKey', 'api_key', 'API-KEY', 'x-api-key', 'X%2DApi%2DKey', 'apikey', 'key', 'sofiaKey'],
    ...['headers', 'header', 'headers.x-api-key', 'headers%5Bx-api-key%5D', 'token', 'secret'],
    ...[
      'authorization',
      'api%20key',
      'api key',
      'ａｐｉＫｅｙ',
      'a\u200bpiKey',
      'password',
      'api%00Key',
    ],
  ];
  for (const name of names) {
    for (const path of ['/add', '/ask']) {
      refusedField(path, `${name}=${secret}`);
      refusedField(path, `text=hi&${ids}&${name}=${secret}`);
      refusedField(path, `${name}=${secret}&${name}=${secret}`);
    }
  }
  refusedField('/add', secret.replace('live', 'key'));
});

const refusedLinks: readonly [path: string, query: string, field: string][] = [
  ['/add', '', 'add.businessId'],
  ['/add', 'businessId=b-1', 'add.agentId'],
  ['/add', 'businessId=&agentId=a-1', 'add.businessId'],
  ['/add', `${ids}&agentid=a-2`, 'agentid'],
  ['/add', `${ids}&__proto__=x`, '__proto__'],
  ['/add', `${ids}&constructor=x`, 'constructor'],
  ['/add', `${ids}&businessId=b-2`, 'businessId'],
  ['/add', `${ids}&business_id=b-1`, 'businessId'],
  ['/add', `name=a&name=b&${ids}`, 'name'],
  ['/add', `${ids}&baseUrl=https://user:pass@api.connectly.ai`, 'add.baseUrl'],
  ['/add', `${ids}&baseUrl=http://api.connectly.ai`, 'add.baseUrl'],
  ['/add', `${ids}&baseUrl=javascript:alert(1)`, 'add.baseUrl'],
  ['/add', `${ids}&baseUrl=https://api.connectly.ai/?x`, 'add.baseUrl'],
  ['/add', `${ids}&environment=live`, 'add.environment'],
  ['/add', `${ids}&latencyBudgetMs=fast`, 'add.latencyBudgetMs'],
  ['/add', `${ids}&timeouts=%7B`, 'add.timeouts'],
  ['/add', `${ids}&color=url(x)`, 'add.color'],
  ['/add', `name=Shop%0AThis is safe&${ids}`, 'name'],
  ['/add', `name=Shop%E2%80%AEpohs&${ids}`, 'name'],
  ['/add', `name=Shop\u202e&${ids}`, 'name'],
  ['/add', `name=%00&${ids}`, 'name'],
  ['/add', `name=${'a'.repeat(101)}&${ids}`, 'name'],
  ['/add', `name=%C3%28&${ids}`, ''],
  ['/add', `name=%FF&${ids}`, ''],
  ['/add', `${ids}&greeting=${'a'.repeat(20_000)}`, ''],
  ['/ask', '', 'text'],
  ['/ask', 'text=', 'text'],
  ['/ask', 'text=%20%0A', 'text'],
  ['/ask', 'text=hi&send=true', 'send'],
  ['/ask', 'text=hi&text=ho', 'text'],
  ['/ask', 'text=%E0%A4%A', ''],
  ['/ask', `text=${'a'.repeat(maxInputBytes + 1)}`, 'text'],
  ['/ask', `text=${'%00'.repeat(maxInputBytes)}`, 'text'],
  ['/ask', `text=${'a'.repeat(4 * maxInputBytes)}`, ''],
];

test('a link that is wrong or hostile is refused with its field', () => {
  for (const [path, query, field] of refusedLinks) {
    assert.equal(refusedField(path, query), field, `${path}?${query.slice(0, 100)}`);
  }
});

test('the name of an unknown parameter is shown short, on one line, and without marks', () => {
  assert.equal(refusedField('/add', `${'a'.repeat(500)}=1`).length, 40);
  assert.equal(refusedField('/add', 'a%0Ab%E2%80%AE=1'), 'a b⟨U+202E⟩');
});

test('a link to ask gives its text, control characters made visible', () => {
  const texts: readonly [query: string, text: string][] = [
    ['text=Any%20boots%3F', 'Any boots?'],
    ['text=Any boots & shoes?', 'Any boots & shoes?'],
    ['text=1+1=2 & 50% off', '1+1=2 & 50% off'],
    ['text=%E2%82%AC 5', '€ 5'],
    ['text=one%0D%0Atwo', 'one\ntwo'],
    ['text=a%00b%1B[31m', 'a␀b␛[31m'],
    ['text=a%E2%80%AEb', 'a⟨U+202E⟩b'],
    [`text=${'a'.repeat(maxInputBytes)}`, 'a'.repeat(maxInputBytes)],
  ];
  for (const [query, text] of texts) {
    assert.deepEqual(parseAgentLink('/ask', query), { type: 'ask', text });
  }
});

test('any other path is unknown', () => {
  for (const path of ['', '/', '/Add', '/add/x', '//add', '/run', '/add?', '/remove']) {
    assert.deepEqual(parseAgentLink(path, `${ids}&apiKey=${secret}`), { type: 'unknown' });
  }
});

test('nothing is thrown for any link', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '&',
      '=',
      '%',
      '%2',
      '%C3',
      '%26',
      'name',
      'text',
      ids,
      'timeouts',
      '__proto__',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const query = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom('/add', '/ask', '/'), query, (path, text) => {
      const link = parseAgentLink(path, text);
      assert.ok(['add', 'ask', 'refused', 'unknown'].includes(link.type));
    }),
    { numRuns: 500 },
  );
});
