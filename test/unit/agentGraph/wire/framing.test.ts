import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isBeginningOfJson, readMisframed } from '../../../../src/agentGraph/wire/framing.ts';
import { describeFailure } from '../../../../src/shared/failure/describeFailure.ts';
import type { TurnItem } from '../../../../src/shared/model.ts';
import { play, startAgent, type Say } from '../../../support/servers/agentServer.ts';
import { testKey } from '../../../support/testKeys.ts';

// Answers that are whole, whose lines are not as they should be.

const said = (text: string) => {
  const event = { messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } } };
  return { result: { response: { sessionId: 's', responseEvents: [event] } } };
};
const json = (text: string) => JSON.stringify(said(text));
const [a, b, c] = ['first', 'middle', 'last'].map(json) as [string, string, string];
const inputEvents = [
  { messageEvent: { role: 'USER', content: { textContent: { text: 'hi' } } } },
] as const;

async function ask(t: Parameters<typeof startAgent>[0], body: string | Uint8Array) {
  const say: Say = (response) => void response.end(body);
  const { client } = await startAgent(t, [say]);
  const { signal } = new AbortController();
  const { items, end } = await play(client.invoke({ sessionId: 's', inputEvents, signal }));
  return { items, shown: items.map(label), end };
}

/** The text of a message, or what is wrong. */
function label(item: TurnItem): string {
  if (item.type === 'event') return /"text":"([^"]*)"/.exec(item.event.rawText)?.[1] ?? '';
  const { cause } = item.failure;
  if (cause?.type === 'framing') return `! ${cause.reason}`;
  return cause?.type === 'line' ? `${cause.reason} in line ${cause.line}` : item.failure.kind;
}

const answers: readonly [name: string, body: string | Uint8Array, shown: readonly string[]][] = [
  ['no line breaks', a + b + c, ['! concatenated', 'first', 'middle', 'last']],
  [
    'two on a line',
    `${a}\n${b}${b}\n${c}\n`,
    ['first', '! concatenated', 'middle', 'middle', 'last'],
  ],
  ['CR alone', `${a}\r${c}\r`, ['! carriageReturns', 'first', 'last']],
  [
    'server-sent events',
    `data: ${a}\n\ndata: ${c}\n\ndata: [DONE]\n\n`,
    ['! sse', 'first', 'last'],
  ],
  [
    'server-sent events with names',
    `event: message\nid: 1\ndata: ${a}\n\nid: 2\ndata:${c}\n\n`,
    ['! sse', 'first', 'last'],
  ],
  [
    'an event that is no JSON',
    `data: ${a}\n\ndata: oops\n\ndata: ${c}\n\n`,
    ['! sse', 'first', 'notJson in line 3', 'last'],
  ],
  [
    'brackets in texts',
    json('}{][') + json('"]}'.replace('"', '')),
    ['! concatenated', '}{][', ']}'],
  ],
];
for (const [name, body, shown] of answers) {
  test(`what can be read is shown below one diagnosis: ${name}`, async (t) => {
    const answer = await ask(t, body);
    assert.deepEqual(answer.shown, shown);
    assert.equal(answer.end.type, 'answered', 'nothing was cut');
  });
}

test('one value over many lines, and gzip without its header, are named above their lines', async (t) => {
  const spread = await ask(t, `${JSON.stringify(said('x'), null, 2)}\n`);
  assert.equal(spread.shown[0], '! spread');
  assert.equal(spread.shown.filter((one) => one.startsWith('!')).length, 1);
  const unended = await ask(t, JSON.stringify(said('x'), null, 2));
  assert.equal(unended.end.type, 'answered', 'its last bracket is no cut line');
  for (const opened of [
    `{"result": {\n${'"x": 1,\n'.repeat(2)}"y": 2}}\n`,
    `[${a},\n${b},\n${c}]\n`,
    `{"result":\n{"x": 1}}\n`,
  ]) {
    const { shown } = await ask(t, opened);
    assert.equal(shown[0], '! spread', opened);
    assert.equal(shown.filter((one) => one.startsWith('!')).length, 1, opened);
  }
  for (const cut of ['{', '{"result": {', '[1,']) {
    const { shown, end } = await ask(t, `${a}\n${cut}`);
    assert.deepEqual([shown, end.type], [['first'], 'failed'], cut);
  }
  const gzip = await ask(t, gzipSync(`${a}\n${c}\n`));
  assert.equal(gzip.shown[0], '! gzip');
});

test('only an answer that broke off is said to have broken off', async (t) => {
  const cut = await ask(t, a + c.slice(0, 60));
  assert.deepEqual(cut.shown, ['! concatenated', 'first']);
  assert.ok(cut.end.type === 'failed');
  assert.match(describeFailure(cut.end.failure).detail, /was cut off/);
  for (const rest of ['upstream is slow', '}', "{'a': 1}", 'data: oops']) {
    const { shown, end } = await ask(t, `${a}\n${rest}`);
    assert.equal(end.type, 'answered', rest);
    assert.equal(shown.at(-1), 'notJson in line 2', rest);
  }
  for (const rest of ['{"a', '{"a":1', '["', '"x\\"', 'tru', '-1.', '{"a":{}']) {
    assert.ok(isBeginningOfJson(rest), rest);
    assert.equal((await ask(t, `${a}\n${rest}`)).end.type, 'failed', rest);
  }
});

test('a key that is sent back is masked in misframed lines too', async (t) => {
  const { items } = await ask(t, json(testKey) + json(`data ${testKey}`));
  assert.equal(items.length, 3);
  assert.doesNotMatch(JSON.stringify(items), new RegExp(testKey));
});

test('a value that is too deep spoils only itself', async (t) => {
  const deep = `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  assert.deepEqual((await ask(t, a + deep + c)).shown, [
    '! concatenated',
    'first',
    'tooDeep in line 1',
    'last',
  ]);
});

test('prose and damage are not taken for framing', () => {
  for (const text of [
    'oops',
    `WARN ${a}`,
    `${a},`,
    `${a} WARN`,
    '}{',
    '[}',
    ': ping',
    '# x',
    '"',
  ]) {
    assert.equal(readMisframed(text), undefined, text);
  }
  assert.equal(readMisframed('[]'.repeat(10_001)), undefined, 'and there is a limit');
  assert.equal(readMisframed('[]'.repeat(10_000))?.texts.length, 10_000);
});
