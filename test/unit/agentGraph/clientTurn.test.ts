import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import type { AgentGraphOptions } from '../../../src/agentGraph/client.ts';
import type { InputEvent, TurnItem } from '../../../src/shared/model.ts';
import { play, startAgent, type PlayedTurn, type Say } from '../../support/servers/agentServer.ts';
import { testKey } from '../../support/testKeys.ts';
import { allSocketsClosed } from '../../support/servers/testServer.ts';
import { wireFixtures } from '../../support/samples/wireFixtures.ts';

const hi = textInput('Hi');
assert.ok(hi.type === 'done');
const inputEvents: readonly InputEvent[] = [hi.value];
const open = () => new AbortController().signal;

const event = (text: string) => ({ messageEvent: { content: { textContent: { text } } } });
const line = (...texts: readonly string[]) =>
  `${JSON.stringify({ result: { response: { sessionId: 's', responseEvents: texts.map(event) } } })}\n`;
const errorLine = '{"error":{"code":14,"message":"upstream unavailable","details":[]}}\n';

function label(item: TurnItem): string {
  if (item.type === 'failure') {
    const { kind, cause } = item.failure;
    return cause?.type === 'line' ? `${kind} ${cause.reason} in line ${cause.line}` : kind;
  }
  return item.event.type === 'message' ? (item.event.text ?? '') : item.event.kind;
}

async function ask(
  t: TestContext,
  say: Say,
  options: Partial<AgentGraphOptions> = {},
): Promise<PlayedTurn> {
  const { client } = await startAgent(t, [say], options);
  const turn = await play(client.invoke({ sessionId: 's', inputEvents, signal: open() }));
  assert.ok(!JSON.stringify(turn).includes(testKey));
  return turn;
}

const turns: readonly (readonly [string, Say, readonly string[], string])[] = [
  ['two lines', line('a', 'b') + line('c'), ['a', 'b', 'c'], 'answered'],
  ['keep-alives between lines', `\n \r\n${line('a')}\n\n${line('b')}`, ['a', 'b'], 'answered'],
  ['a last line without its break', line('a').trim(), ['a'], 'answered'],
  ['no events', '{"result":{"response":{}}}\n', [], 'answered'],
  ['no line at all', '', [], 'answered'],
  ['the same line twice', line('a') + line('a'), ['a', 'a'], 'answered'],
  ['an unknown kind', '{"newEvent":{}}\n', ['newEvent'], 'answered'],
  ['a scalar and an empty object', '5\n{}\n', ['number', 'empty object'], 'answered'],
  [
    'a bad line in the middle',
    `${line('a')}oops\n${line('b')}`,
    ['a', 'protocol notJson in line 2', 'b'],
    'answered',
  ],
  ['a bad line first', `oops\n${line('b')}`, ['protocol notJson in line 1', 'b'], 'answered'],
  ['an error line first', errorLine, [], 'unavailable'],
  ['an error line after events', line('a') + errorLine, ['a'], 'unavailable'],
  ['an error line before events', errorLine + line('a'), ['unavailable', 'a'], 'answered'],
  ['two error lines', errorLine + errorLine.replace('14', '16'), ['unavailable'], 'unauthorized'],
  [
    'an error line, then a bad one',
    `${errorLine}oops\n`,
    ['unavailable', 'protocol notJson in line 2'],
    'answered',
  ],
  ['a line that was cut', line('a') + line('b').slice(0, 40), ['a'], 'protocol'],
  ['an error of a lost session', '{"error":{"code":5,"message":"m"}}\n', [], 'sessionLost'],
  ['a page of a proxy with 200', '<html>\n<body>\nSign in\n</body>\n</html>\n', [], 'protocol'],
  ['a status with a body', { status: 409, body: errorLine.replace('14', '9') }, [], 'sessionLost'],
  ['a status without a body', { status: 502 }, [], 'unavailable'],
  [
    'another content type',
    { status: 200, body: line('a'), headers: { 'content-type': 'text/html' } },
    ['a'],
    'answered',
  ],
];

for (const [name, say, labels, end] of turns) {
  test(`a turn ends as ${end} and keeps what came: ${name}`, async (t) => {
    const turn = await ask(t, say);
    assert.deepEqual(turn.items.map(label), labels);
    assert.equal(turn.end.type === 'failed' ? turn.end.failure.kind : turn.end.type, end);
  });
}

test('a turn is sent once, with the documented body', async (t) => {
  const { client, requests } = await startAgent(t, [
    { status: 503, headers: { 'retry-after': '0' } },
  ]);
  const { end } = await play(client.invoke({ sessionId: 's', inputEvents, signal: open() }));
  assert.ok(end.type === 'failed');
  assert.deepEqual([end.failure.kind, end.failure.retryAfterMs], ['unavailable', 0]);
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.path, '/external/v1/ai/agent_graph/invoke');
  const ids = { businessId: 'b', clientKey: 'c', sessionId: 's', agentId: 'a' };
  assert.deepEqual(JSON.parse(requests[0].body), { ...ids, inputEvents });
});

test('events carry their line, and the session where it is another one', async (t) => {
  const foreign = line('b').replace('"s"', '"other"');
  const { items } = await ask(t, `\n${line('a')}${foreign}${line('c').replace('"s"', '""')}`);
  const seen = items.map((item) =>
    item.type === 'event' ? [item.event.line, item.event.foreignSessionId] : item,
  );
  assert.deepEqual(seen, [
    [2, undefined],
    [3, 'other'],
    [4, undefined],
  ]);
});

test('the figures of a turn count bytes, lines that are not blank, and events', async (t) => {
  const body = `\n${line('a', 'b')}oops\n`;
  const { items, end } = await ask(t, body);
  assert.deepEqual(
    [end.stats.bytes, end.stats.lines, end.stats.events],
    [Buffer.byteLength(body), 2, 2],
  );
  const first = end.stats.firstByteMs ?? -1;
  assert.ok(first >= 0 && first <= (items[0]?.atMs ?? -1));
  assert.ok(items.every(({ atMs }) => atMs <= end.stats.totalMs));
});

test('a turn without a byte has no first byte', async (t) => {
  assert.equal('firstByteMs' in (await ask(t, '')).end.stats, false);
});

test('a reset in mid-stream keeps what came and is a network failure', async (t) => {
  const { items, end } = await ask(t, async (response) => {
    response.writeHead(200);
    await new Promise((resolve) => response.write(line('a') + line('b').slice(0, 20), resolve));
    response.destroy();
  });
  assert.deepEqual(items.map(label), ['a', 'protocol cut in line 2']);
  assert.ok(end.type === 'failed');
  assert.deepEqual([end.failure.kind, end.failure.endpoint], ['network', 'invoke']);
});

test('an echo of the key in a bad line is hidden', async (t) => {
  const { items } = await ask(t, `${line('a')}key ${testKey}\n`);
  const failure = items[1]?.type === 'failure' ? items[1].failure : undefined;
  assert.equal(failure?.cause?.type === 'line' && failure.cause.head, 'key [hidden]');
});

test('a line beyond the limit is a failure and the next ones arrive', async (t) => {
  const { items } = await ask(t, line('x'.repeat(2000)) + line('a'), { maxLineBytes: 1000 });
  assert.deepEqual(items.map(label), ['protocol tooLong in line 1', 'a']);
});

test('an abort ends the turn at once, keeps what came and frees the socket', async (t) => {
  const controller = new AbortController();
  const server = await startAgent(t, [(response) => void response.write(line('a'))]);
  const stream = server.client.invoke({ sessionId: 's', inputEvents, signal: controller.signal });
  assert.deepEqual((await stream.next()).done, false);
  controller.abort();
  const { items, end } = await play(stream);
  assert.deepEqual([items, end.type, end.stats.events], [[], 'aborted', 1]);
  await allSocketsClosed(server);
});

test('an abort before the request sends nothing', async (t) => {
  const { client, requests } = await startAgent(t, ['']);
  const signal = AbortSignal.abort();
  const { end } = await play(client.invoke({ sessionId: 's', inputEvents, signal }));
  assert.deepEqual([end.type, requests.length], ['aborted', 0]);
});

test('leaving the loop early frees the socket', async (t) => {
  const server = await startAgent(t, [(response) => void response.write(line('a'))]);
  const stream = server.client.invoke({ sessionId: 's', inputEvents, signal: open() });
  for await (const items of stream) {
    assert.deepEqual(items.map(label), ['a']);
    break;
  }
  await allSocketsClosed(server);
});

test('a turn without input events is refused before it is sent', async (t) => {
  const { client, requests } = await startAgent(t, ['']);
  const { end } = await play(client.invoke({ sessionId: 's', inputEvents: [], signal: open() }));
  assert.ok(end.type === 'failed');
  assert.deepEqual([end.failure.kind, requests.length], ['invalidRequest', 0]);
});

const reply = { response: { sessionId: 's', responseEvents: wireFixtures('responseEvents') } };

const syncBodies: readonly (readonly [string, string])[] = [
  ['one line', JSON.stringify(reply)],
  ['many lines', JSON.stringify(reply, null, 2)],
  [
    'many lines with CRLF and BOM',
    `\ufeff${JSON.stringify(reply, null, 2).replaceAll('\n', '\r\n')}`,
  ],
  ['a wrapper', JSON.stringify({ result: reply, error: null })],
  ['NDJSON', `${JSON.stringify(reply)}\n\n{"result":{"response":{}}}\n`],
];

for (const [name, body] of syncBodies) {
  test(`invoke_sync gives the same events as invoke: ${name}`, async (t) => {
    const { client, requests } = await startAgent(t, [body, `${JSON.stringify(reply)}\n`]);
    const options = { sessionId: 's', inputEvents, signal: open() };
    const sync = await play(client.invokeSync(options));
    const streamed = await play(client.invoke(options));
    assert.equal(requests[0]?.path, '/external/v1/ai/agent_graph/invoke_sync');
    const raws = ({ items }: PlayedTurn) =>
      items.map((item) =>
        item.type === 'event' ? (JSON.parse(item.event.rawText) as unknown) : item,
      );
    assert.deepEqual(raws(sync), raws(streamed));
    assert.equal(sync.items.length, 16);
    assert.equal(sync.end.type, 'answered');
  });
}

test('an invoke_sync reply that was cut, is too long or markup is one failure', async (t) => {
  const pretty = JSON.stringify(reply, null, 2);
  const says = [pretty.slice(0, 500), pretty, '<html>\n<body>\n'];
  const { client } = await startAgent(t, says, { maxLineBytes: 1500 });
  for (const reason of ['cut', 'tooLong', 'page']) {
    const { items, end } = await play(
      client.invokeSync({ sessionId: 's', inputEvents, signal: open() }),
    );
    const failures = [
      ...items.map((item) => item.type === 'failure' && item.failure),
      ...(end.type === 'failed' ? [end.failure] : []),
    ];
    const causes = failures.map((failure) => failure && failure.cause);
    const expected = reason === 'page' ? ['body'] : [reason];
    assert.deepEqual(
      causes.map((cause) => cause && (cause.type === 'line' ? cause.reason : cause.type)),
      expected,
    );
  }
});
