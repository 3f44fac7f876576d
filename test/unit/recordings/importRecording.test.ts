import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  serialiseConversation,
  summariseConversation,
} from '../../../src/conversation/storage/conversationFormat.ts';
import { readConversation } from '../../../src/conversation/storage/readConversation.ts';
import { transcriptJson } from '../../../src/transcript/transcript.ts';
import { entriesOf } from '../../../src/recordings/exchanges.ts';
import { toHar } from '../../../src/recordings/toHar.ts';
import {
  importFrom,
  type ImportedRecording,
} from '../../../src/recordings/import/importRecording.ts';
import { isRecordingEntry } from '../../../src/recordings/isRecordingEntry.ts';
import { recordingLine } from '../../../src/recordings/recording.ts';
import { turnsOf } from '../../../src/recordings/replay/turnsOf.ts';
import { pieces } from '../../support/samples/pieces.ts';
import { answeredTurn, record } from '../../support/samples/records.ts';
import { exchanges, header } from '../../support/samples/recordedExchanges.ts';
import { canaryKey, keyNamesIn } from '../../support/testKeys.ts';

const createdAt = Date.parse('2026-11-26T10:00:00.000Z');

/** Reads what a file of these bytes would give, in pieces. */
async function read(content: string | Uint8Array, maxBytes?: number): Promise<ImportedRecording> {
  const source = pieces(Buffer.from(content));
  const imported = await importFrom(source, createdAt, readConversation, maxBytes);
  if (imported.type === 'loaded') {
    for (const entry of entriesOf(imported.exchanges)) {
      assert.ok(isRecordingEntry(entry), JSON.stringify(entry));
    }
    const head = pieces(Buffer.from(recordingLine(imported.header)));
    const again = await importFrom(head, createdAt, readConversation);
    assert.equal(again.type, 'loaded', 'the header is one of a recording');
  }
  return imported;
}

async function load(content: string | Uint8Array) {
  const imported = await read(content);
  assert.ok(imported.type === 'loaded', JSON.stringify(imported));
  return imported;
}

const recording = [header, ...entriesOf(exchanges)].map(recordingLine).join('');
const archive = JSON.stringify(toHar(header, exchanges));
const kept = record();
const summary = summariseConversation(kept, { revision: 'r', isPinned: false });
const keptText = serialiseConversation(summary, kept);
const exported = transcriptJson(kept, { branches: 'all' });
const answer = [
  '{"result":{"response":{"sessionId":"s-1","responseEvents":[{"messageEvent":{"role":"ASSISTANT","content":{"textContent":{"text":"Hi"}}}}]}}}',
  '',
  '{"result":{"response":{"sessionId":"s-1","responseEvents":[{"chatSuggestionEvent":{"suggestedQuestions":["More?"]}}]}}}',
  '',
].join('\n');

test('a recording comes back as it was', async () => {
  const imported = await load(`\ufeff${recording}`);
  assert.equal(imported.source, 'recording');
  assert.deepEqual(imported.header, header);
  // Texts of lines are made when they are asked for.
  assert.deepEqual(JSON.parse(JSON.stringify(imported.exchanges)), exchanges);
});

test('what UTF-8 cannot hold, and what is longer than a block of texts, comes back too', async () => {
  const texts = ['half a \ud83d shoe\n', `${'å'.repeat(1024 * 1024)}\n`, '\n', '👟\n'];
  const [first] = exchanges;
  assert.ok(first);
  const atMs = first.request.atMs + 1;
  const lines = texts.map(
    (text) => ({ type: 'line', exchange: first.number, atMs, startedMs: atMs, text }) as const,
  );
  const imported = await load([header, first.request, ...lines].map(recordingLine).join(''));
  assert.deepEqual(
    imported.exchanges[0]?.lines.map(({ text }) => text),
    texts,
  );
});

test('an archive of ours has the bodies and the times that it was made of', async () => {
  for (const text of [archive, JSON.stringify(JSON.parse(archive), null, 2)]) {
    const imported = await load(text);
    assert.equal(imported.source, 'har');
    const [first, second] = imported.exchanges;
    const [wasFirst] = exchanges;
    assert.ok(first && wasFirst && second);
    assert.equal(imported.header.createdAt, '2026-11-25T10:00:00.100Z');
    const since = (ms: number) => ms - 100;
    assert.deepEqual(
      first.lines.map(({ atMs, text: said, base64 }) => [atMs, said, base64]),
      wasFirst.lines.map(({ atMs, text: said, base64 }) => [since(atMs), said, base64]),
    );
    assert.equal(first.request.body, wasFirst.request.body);
    assert.equal(first.response?.atMs, 200);
    assert.equal(first.end?.atMs, 500);
    assert.equal(second.end?.failure?.kind, 'network');
    assert.equal(second.request.atMs, 600);
  }
});

/** As a browser writes it, with a key in each of the places where keys are. */
function browserArchive() {
  const [key, token, cookie, echoed] = ['har', 'bearer', 'cookie', 'set-cookie'].map(canaryKey);
  const request = {
    method: 'POST',
    url: `https://api.shop.example/external/v1/ai/agent_graph/invoke?api_key=${key}`,
    headers: [
      { name: ':authority', value: 'api.shop.example' },
      { name: 'X-API-Key', value: key },
      { name: 'Authorization', value: `Bearer ${token}` },
      { name: 'Cookie', value: `theme=dark; session=${cookie}` },
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Connection', value: 'keep-alive' },
    ],
    cookies: [{ name: 'session', value: cookie }],
    postData: {
      mimeType: 'application/json',
      text: JSON.stringify({
        businessId: 'b-1',
        clientKey: 'c-1',
        agentId: 'a-1',
        sessionId: 's-1',
        inputEvents: [{ messageEvent: { role: 'USER', content: { textContent: { text: 'Hi' } } } }],
      }),
    },
  };
  const body = `${answer}{"key":"${key} ${token} ${cookie} ${echoed}"}\nkeep-alive\n`;
  const response = {
    status: 200,
    headers: [
      { name: 'content-type', value: 'application/json' },
      { name: 'set-cookie', value: `session=${echoed}; HttpOnly` },
      { name: 'x-echo', value: key },
    ],
    content: { mimeType: 'application/json', encoding: 'base64', text: btoa(body) },
  };
  const timings = { blocked: 5, dns: -1, connect: 10, ssl: 8, send: 1, wait: 84, receive: 300 };
  const startedDateTime = '2026-11-26T09:00:00.000Z';
  const entry = { startedDateTime, time: 400, request, response, timings };
  const others = [
    { ...entry, request: { ...request, method: 'GET' } },
    { ...entry, request: { ...request, url: 'https://api.shop.example/collect' } },
    {
      ...entry,
      request: { ...request, url: 'https://sdk.example/init', postData: { text: '{}' } },
    },
    { ...entry, request: { ...request, url: 'file:///etc/passwd/invoke' } },
    null,
    7,
  ];
  const creator = { name: 'WebInspector', version: '537.36' };
  return { log: { version: '1.2', creator, entries: [...others, entry] } };
}

test("a browser's archive gives what an agent was asked, without keys and cookies", async () => {
  const imported = await load(JSON.stringify(browserArchive()));
  assert.equal(imported.exchanges.length, 1);
  assert.deepEqual(keyNamesIn(JSON.stringify(imported)), []);
  const [exchange] = imported.exchanges;
  assert.ok(exchange);
  assert.equal(exchange.request.url, 'https://api.shop.example/external/v1/ai/agent_graph/invoke');
  assert.equal(exchange.request.headers['x-api-key'], '[hidden]');
  assert.ok(exchange.lines.every(({ atMs }) => atMs === 100));
  assert.equal(exchange.end?.atMs, 400);
  assert.equal(exchange.lines.at(-1)?.text, 'keep-alive\n', 'what is no secret stays');
  assert.deepEqual(imported.header.agent, {
    name: 'HTTP Archive',
    businessId: 'b-1',
    agentId: 'a-1',
    clientKey: 'c-1',
    baseUrl: 'https://api.shop.example',
  });
  const { turns } = await turnsOf(imported.header, imported.exchanges);
  assert.equal(turns[0]?.items.length, 3 + 1);
});

test('a conversation that was kept or exported has its turns again', async () => {
  for (const text of [keptText, exported]) {
    const imported = await load(text);
    assert.equal(imported.source, 'conversation');
    const { turns } = await turnsOf(imported.header, imported.exchanges);
    const [first] = turns;
    const wanted = answeredTurn(1, 'A running shoe');
    assert.deepEqual(first?.inputs, wanted.inputs);
    assert.deepEqual(first.items, wanted.items);
    assert.equal(first.phase, 'answered');
    assert.equal(first.sentAt, wanted.sentAt);
  }
});

test('what went over the wire of a kept conversation is taken before what it was read as', async () => {
  const entries = entriesOf(exchanges);
  const withEntries = { ...kept, entries };
  const head = summariseConversation(withEntries, { revision: 'r', isPinned: false });
  const imported = await load(serialiseConversation(head, withEntries));
  assert.deepEqual(imported.exchanges, exchanges);
});

test('the body of an answer is a recording with one turn', async () => {
  for (const text of [answer, JSON.stringify(JSON.parse(answer.split('\n')[0] ?? ''), null, 2)]) {
    const imported = await load(text);
    assert.equal(imported.source, 'answer');
    assert.equal(imported.exchanges[0]?.lines.map((line) => line.text).join(''), text);
    const { turns } = await turnsOf(imported.header, imported.exchanges);
    assert.equal(turns[0]?.sessionId, 's-1');
    assert.equal(turns[0].sentAt, createdAt);
    assert.ok(turns[0].items.every(({ type }) => type === 'event'));
  }
});

const unreadable: readonly (readonly [name: string, text: string, reason: string])[] = [
  ['nothing', ' \n', 'empty'],
  ['a text', 'Hello\nworld\n', 'notARecording'],
  ['a program', '\u007fELF\u0002\u0001\n', 'notARecording'],
  ['an exported chat', '[21/11/26, 10:02:11] Shopper: hola\n', 'notARecording'],
  ['other JSON', '{"name":"package"}', 'notARecording'],
  ['a later recording', recording.replace('"version":1', '"version":9'), 'newerVersion'],
  ['a later conversation', keptText.replace(/"format":\d+/, '"format":9'), 'newerVersion'],
  ['a conversation that was cut', keptText.slice(0, -20), 'damaged'],
  ['an export that was cut', exported.slice(0, -20), 'damaged'],
  ['an archive that was cut', archive.slice(0, -20), 'damaged'],
  ['an archive without an agent', '{"log":{"entries":[{}]}}', 'noRequests'],
  ['deep JSON', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'tooDeep'],
  ['a deep archive', `{"log":{"entries":${'['.repeat(5000)}${']'.repeat(5000)}}}`, 'tooDeep'],
];
for (const [name, text, reason] of unreadable) {
  test(`what cannot be read says why: ${name}`, async () => {
    assert.deepEqual(await read(text), { type: 'unreadable', reason });
  });
}

test('an archive in Latin-1 and one that is packed are no archive, and say why', async () => {
  const latin1 = Buffer.from(archive.replace('"log"', '"\xf1":1,\n"log"'), 'latin1');
  const problem = { type: 'notUtf8', line: 1, byte: 0xf1 };
  assert.deepEqual(await read(latin1), { type: 'undecodable', problem });
  assert.deepEqual(await read('PK\u0003\u0004../../etc/passwd\n'), {
    type: 'undecodable',
    problem: { type: 'zip' },
  });
});

test('in UTF-16 every kind of file says the same', async () => {
  for (const text of [recording, keptText, exported, archive, answer])
    assert.deepEqual(await read(Buffer.from(`\ufeff${text}`, 'utf16le')), await read(text));
});

test('a file without an end is given up at the limit', async () => {
  assert.deepEqual(await read('x'.repeat(5000), 4000), { type: 'unreadable', reason: 'tooLarge' });
});

test('names of properties that JavaScript has for itself change nothing', async () => {
  const hostile = JSON.stringify(browserArchive()).replaceAll(
    '"name":"x-echo","value"',
    '"name":"__proto__","value"',
  );
  await load(hostile);
  await read('{"__proto__":{"log":{"entries":[]}}}');
  await read('{"log":{"entries":{"__proto__":[]},"__proto__":{"entries":[]}}}');
  await read(keptText.replaceAll('"branch":', '"__proto__":'));
  assert.equal(Object.keys(Object.prototype).length, 0);
  assert.equal(({} as Record<string, unknown>)['log'], undefined);
});

test('values of another type than they should be are left out or refused, never thrown at', async () => {
  const odd = [null, 7, 'x', [], {}, true, -1, 1e300, '2026', '../../x'];
  const [entry] = browserArchive().log.entries.slice(-1);
  for (const part of ['startedDateTime', 'time', 'request', 'response', 'timings', '_lineTimesMs'])
    for (const value of odd)
      await read(JSON.stringify({ log: { entries: [{ ...(entry as object), [part]: value }] } }));
  for (const key of Object.keys(JSON.parse(exported) as object))
    for (const value of odd)
      await read(JSON.stringify({ ...(JSON.parse(exported) as object), [key]: value }));
});

const files = { recording, archive, keptText, exported, answer };
for (const [name, text] of Object.entries(files)) {
  test(`a file that is cut anywhere is read or refused: ${name}`, async () => {
    const bytes = Buffer.from(text);
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let end = 0; end < bytes.length; end += step) {
      const imported = await read(bytes.subarray(0, end));
      assert.ok(imported.type !== 'noFile');
    }
  });
  test(`a file with a spoiled byte anywhere is read or refused: ${name}`, async () => {
    const bytes = Buffer.from(text);
    const step = Math.max(1, Math.floor(bytes.length / 60));
    for (let at = 0; at < bytes.length; at += step) {
      const spoiled = Buffer.from(bytes);
      spoiled[at] = 0xff;
      await read(spoiled);
      spoiled[at] = 0x22;
      await read(spoiled);
    }
  });
}
