import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import type { Failure, Outcome } from '../../../src/shared/failure/failure.ts';
import { agentAt, startAgent, type Say } from '../../support/servers/agentServer.ts';
import { testKey } from '../../support/testKeys.ts';
import { allSocketsClosed, closedPort } from '../../support/servers/testServer.ts';
import { openTransport } from '../../support/servers/transportClient.ts';

const path = '/external/v1/ai/agent_graph';
const open = () => new AbortController().signal;
const page = '<!DOCTYPE html><html><body>Sign in</body></html>';

function failureOf(outcome: Outcome<unknown>): Failure {
  assert.ok(outcome.type === 'failed', JSON.stringify(outcome));
  assert.ok(!JSON.stringify(outcome).includes(testKey));
  return outcome.failure;
}

test('init posts the customer with the key and gives the session', async (t) => {
  const { client, requests } = await startAgent(t, ['{"response":{"sessionId":"s-1"}}']);
  assert.deepEqual(await client.init(open()), { type: 'done', value: 's-1' });
  const [request] = requests;
  assert.equal(`${request?.method} ${request?.path}`, `POST ${path}/init`);
  assert.deepEqual(JSON.parse(request?.body ?? ''), { businessId: 'b', clientKey: 'c' });
  assert.equal(request?.headers['x-api-key'], testKey);
  assert.equal(request?.headers['content-type'], 'application/json');
});

const sessions: readonly string[] = [
  '{"result":{"response":{"sessionId":"s"}}}',
  '{"response.sessionId":"s"}',
  '\ufeff{"response":{"sessionId":"s"}}\n',
  '{\n  "response": {\n    "sessionId": "s"\n  }\n}',
  '\n{"response":{}}\n{"response":{"sessionId":"s"}}\n',
];

for (const body of sessions) {
  test(`init finds the session in ${JSON.stringify(body)}`, async (t) => {
    const { client } = await startAgent(t, [body]);
    assert.deepEqual(await client.init(open()), { type: 'done', value: 's' });
  });
}

const noSessions: readonly string[] = [
  '',
  '{}',
  '[]',
  '{"response":{}}',
  '{"response":{"sessionId":""}}',
  '{"response":{"sessionId":5}}',
  '"s"',
  '{"response":{"sessionId":"s"',
  page,
];

for (const body of noSessions) {
  test(`init without a session is a protocol failure: ${JSON.stringify(body)}`, async (t) => {
    const { client } = await startAgent(t, [body]);
    const { kind, cause, status, endpoint } = failureOf(await client.init(open()));
    assert.deepEqual([kind, status, endpoint], ['protocol', 200, 'init']);
    assert.equal(cause?.type, 'body');
    assert.ok(!JSON.stringify(cause).includes('<'));
  });
}

test('init at an address that does not speak Agent Graph is notFound, a page is quoted', async (t) => {
  const { client } = await startAgent(t, [{ status: 404 }, { status: 404, body: page }]);
  assert.equal(failureOf(await client.init(open())).kind, 'notFound');
  const failure = failureOf(await client.init(open()));
  assert.deepEqual([failure.kind, failure.detail], ['protocol', undefined]);
});

test('an error inside a 200 is judged by its code', async (t) => {
  const { client } = await startAgent(t, ['{"error":{"code":16,"message":"no key"}}']);
  const failure = failureOf(await client.init(open()));
  assert.deepEqual([failure.kind, failure.detail], ['unauthorized', 'no key']);
});

test('a reply of a hundred thousand levels is a failure like any other', async (t) => {
  const nested = (open: string) => open.repeat(100_000);
  const says = [`${nested('{"error":')}1${nested('}')}`, `${nested('[')}1${nested(']')}`];
  const { client } = await startAgent(t, says);
  assert.equal(failureOf(await client.init(open())).kind, 'server');
  assert.equal(failureOf(await client.init(open())).kind, 'protocol');
});

test('a key that the server echoes is in no failure', async (t) => {
  const body = JSON.stringify({ code: 16, message: `bad key ${testKey}` });
  const { client } = await startAgent(t, [{ status: 401, body }]);
  assert.equal(failureOf(await client.init(open())).detail, 'bad key [hidden]');
});

test('an endless error page is read up to the limit and its socket freed', async (t) => {
  const server = await startAgent(t, [
    (response) => {
      response.writeHead(500);
      const pour = () => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', pour);
      pour();
    },
  ]);
  assert.equal(failureOf(await server.client.init(open())).kind, 'server');
  await allSocketsClosed(server);
});

test('init is repeated after 503, and the log says so without the key', async (t) => {
  const busy: Say = { status: 503, headers: { 'retry-after': '0' } };
  const { client, log, requests } = await startAgent(t, [busy, '{"response":{"sessionId":"s"}}']);
  assert.equal((await client.init(open())).type, 'done');
  assert.equal(requests.length, 2);
  assert.match(log.join('\n'), /^init: .*503/);
  assert.ok(!log.join('\n').includes(testKey));
});

const healths: readonly (readonly [string, boolean])[] = [
  ['{"response":{"healthy":true}}', true],
  ['{"response.healthy":true}', true],
  ['{"response":{"healthy":false}}', false],
  ['{"response":{"healthy":"true"}}', false],
  ['{"response":{}}', false],
  ['{}', false],
];

for (const [body, value] of healths) {
  test(`health reads ${body} as ${value}`, async (t) => {
    const { client, requests } = await startAgent(t, [body]);
    assert.deepEqual(await client.health(open()), { type: 'done', value });
    assert.equal(requests[0]?.path, `${path}/health`);
  });
}

for (const body of ['', 'ok', page]) {
  test(`health fails on a reply that is none: ${JSON.stringify(body)}`, async (t) => {
    const { client } = await startAgent(t, [body]);
    assert.equal(failureOf(await client.health(open())).kind, 'protocol');
  });
}

const closed: readonly string[] = [
  '{"result":{"response":{}},"error":null}',
  '{"result":{"response":{}}}',
  '{"response":{}}',
  '{"result.response":{}}',
  '',
  '\n\n{"result":{"response":{}}}\n{"result":{"response":{}}}\n',
];

for (const body of closed) {
  test(`close accepts ${JSON.stringify(body)}`, async (t) => {
    const { client, requests } = await startAgent(t, [body]);
    assert.deepEqual(await client.close('s', open()), { type: 'done', value: undefined });
    assert.equal(requests[0]?.path, `${path}/close`);
    assert.deepEqual(JSON.parse(requests[0].body), {
      businessId: 'b',
      clientKey: 'c',
      sessionId: 's',
    });
  });
}

const closeFailures: readonly (readonly [Say, Failure['kind'], number])[] = [
  ['{"error":{"code":5,"message":"session not found","details":[]}}', 'sessionLost', 1],
  ['{"result":{"response":{}}}\n{"error":{"code":13,"message":"m"}}', 'server', 2],
  [{ status: 404 }, 'sessionLost', 1],
  [{ status: 401, body: '{"code":16,"message":"m"}' }, 'unauthorized', 1],
  [{ status: 503 }, 'unavailable', 2],
  [{ status: 500, body: page }, 'server', 2],
  [(response) => void response.destroy(), 'network', 2],
  [page, 'protocol', 1],
];

for (const [say, kind, tries] of closeFailures) {
  test(`close gives up as ${kind} after ${tries} with a log line: ${JSON.stringify(say)}`, async (t) => {
    const { client, requests, log } = await startAgent(t, [say]);
    assert.equal(failureOf(await client.close('s', open())).kind, kind);
    assert.equal(requests.length, tries);
    assert.deepEqual(log, [`close: given up (${kind})`]);
  });
}

test('a session that the second close does not find was closed by the first', async (t) => {
  const { client } = await startAgent(t, [(response) => void response.destroy(), { status: 404 }]);
  assert.equal((await client.close('s', open())).type, 'done');
});

test('an abort is no failure, before the request or during it', async (t) => {
  const controller = new AbortController();
  const { client, requests } = await startAgent(t, [() => controller.abort()]);
  assert.deepEqual(await client.init(AbortSignal.abort()), { type: 'aborted' });
  assert.equal(requests.length, 0);
  assert.deepEqual(await client.init(controller.signal), { type: 'aborted' });
  assert.deepEqual(await client.close('s', controller.signal), { type: 'aborted' });
});

test('a refused connection is a network failure with its address', async (t) => {
  const port = await closedPort();
  const { client } = await startAgent(t, [''], { agent: agentAt(`http://127.0.0.1:${port}`) });
  const { kind, cause, endpoint } = failureOf(await client.close('s', open()));
  assert.deepEqual([kind, endpoint], ['network', 'close']);
  assert.ok(cause?.type === 'connection');
  assert.equal(cause.address, `127.0.0.1:${port}`);
});

const unfit: readonly (readonly [string, object, string, Failure['kind']])[] = [
  ['no key', { apiKey: ' \n' }, '', 'missingKey'],
  ['a key with a line break inside', { apiKey: 'a\r\nb: c' }, 'apiKey', 'invalidRequest'],
  ['a key beyond ASCII', { apiKey: 'clé' }, 'apiKey', 'invalidRequest'],
  ['http to another host', { agent: agentAt('http://a.example') }, 'baseUrl', 'invalidRequest'],
  ['a base URL that is none', { agent: agentAt('nonsense') }, 'baseUrl', 'invalidRequest'],
  [
    'no business',
    { agent: { ...agentAt('https://a.example'), businessId: '' } },
    'businessId',
    'invalidRequest',
  ],
];

for (const [name, options, field, kind] of unfit) {
  test(`nothing is sent, and nothing thrown, with ${name}`, async (t) => {
    const transport = openTransport(t);
    const agent = agentAt('https://a.example');
    const client = new AgentGraphClient({ agent, apiKey: testKey, transport, ...options });
    const failure = failureOf(await client.init(open()));
    assert.equal(failure.kind, kind);
    assert.equal(failure.cause?.type === 'input' ? failure.cause.field : '', field);
  });
}

test('a key pasted with a line break is sent without it', async (t) => {
  const apiKey = `${testKey}\n`;
  const { client, requests } = await startAgent(t, ['{"response":{"sessionId":"s"}}'], { apiKey });
  assert.equal((await client.init(open())).type, 'done');
  assert.equal(requests[0]?.headers['x-api-key'], testKey);
});
