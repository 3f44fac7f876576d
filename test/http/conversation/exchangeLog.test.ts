import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { Conversation } from '../../../src/conversation/conversation.ts';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { recordingOf } from '../../../src/conversation/storage/recordingOf.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { ConversationManager } from '../../../src/conversation/conversationManager.ts';
import { ConversationAutosave } from '../../../src/conversation/storage/conversationAutosave.ts';
import { recordingLine } from '../../../src/recordings/recording.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import {
  isStreaming,
  say,
  stateWhen,
  talkingConversation,
} from '../../support/servers/talkingConversation.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { testKey } from '../../support/testKeys.ts';
import { startServer } from '../../support/servers/testServer.ts';
import { openTransport } from '../../support/servers/transportClient.ts';

const shape = ({ wire }: Conversation) =>
  wire.exchanges.map(({ number, request: { endpoint, turn }, end }) => [
    number,
    endpoint,
    turn,
    end?.outcome,
  ]);

test('every request of a conversation is recorded, over its sessions, with the turn it belongs to', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('hello'));
  await conversation.endSession();
  await conversation.send(say('/fault reset'));
  assert.deepEqual(shape(conversation), [
    [1, 'init', undefined, 'complete'],
    [2, 'invoke', 1, 'complete'],
    [3, 'close', undefined, 'complete'],
    [4, 'init', undefined, 'complete'],
    [5, 'invoke', 2, 'failed'],
  ]);
  const times = conversation.wire.entries.map(({ atMs }) => atMs);
  assert.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  );
  const first = conversation.wire.find(1)?.response?.connection;
  assert.equal(first?.isReused, false);
  assert.ok(first.connectMs !== undefined && first.connectMs >= 0);
  assert.deepEqual(conversation.wire.find(2)?.response?.connection, { isReused: true });
  const [turn] = conversation.state.turns;
  const lines = conversation.wire.find(2)?.lines.filter(({ text }) => text?.trim() !== '');
  assert.equal(lines?.length, turn?.stats?.lines);
});

test('a new conversation has an empty log; what the old one still does is not in it', async (t) => {
  const { conversation } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  const { wire } = conversation;
  await conversation.newConversation();
  await sent;
  assert.deepEqual(conversation.wire.entries, []);
  assert.deepEqual(
    wire.exchanges.map(({ request, end }) => [request.endpoint, end?.outcome]),
    [
      ['init', 'complete'],
      ['invoke', 'stopped'],
      ['close', 'complete'],
    ],
  );
});

test('a conversation that is opened again brings its exchanges, and numbers count on', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('hello'));
  const kept = JSON.stringify(conversation.record());
  const { conversation: reopened } = await talkingConversation(t);
  await reopened.open(JSON.parse(kept) as ConversationRecord);
  assert.deepEqual(shape(reopened), shape(conversation));
  await reopened.send(say('thanks'));
  assert.deepEqual(shape(reopened).slice(2), [
    [3, 'init', undefined, 'complete'],
    [4, 'invoke', 2, 'complete'],
  ]);
  const starts = reopened.wire.exchanges.map(({ request }) => request.atMs);
  assert.deepEqual(
    starts,
    starts.toSorted((one, other) => one - other),
  );
});

/** A conversation with a server that sends back whatever it gets, the key above all. */
async function echoed(t: TestContext) {
  const { origin } = await startServer(t, (response, { headers, body, path }) => {
    const key = String(headers['x-api-key']);
    response.setHeader('x-echo', key);
    response.setHeader('set-cookie', `key=${key}`);
    if (path.endsWith('/init')) {
      response.end(JSON.stringify({ response: { sessionId: 'session-1' }, key }));
      return;
    }
    const text = `You sent ${key}`;
    const event = { messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } } };
    response.write(`${JSON.stringify({ result: { response: { responseEvents: [event] } } })}\n`);
    response.write(Buffer.concat([Buffer.from([0xff]), Buffer.from(`${key}\n`)]));
    response.end(`<html>${body} ${key}`);
  });
  const conversation = new Conversation({
    connect: (agent, recorder) => {
      const transport = recordExchanges({ transport: openTransport(t), ...recorder });
      const value = new AgentGraphClient({ agent, apiKey: testKey, transport });
      return Promise.resolve({ type: 'done', value });
    },
    ledger: { add: () => Promise.resolve(), remove: () => Promise.resolve() },
    log: () => undefined,
  });
  const ids = { businessId: 'business-1', agentId: 'agent-1', clientKey: 'tester-1' };
  await conversation.setAgent({ name: 'Echo', baseUrl: origin, ...ids });
  return conversation;
}

test('the key is in nothing that is recorded or kept, whatever the server sends back', async (t) => {
  const conversation = await echoed(t);
  await conversation.send(say('hello'));
  const store = new ConversationStore(await mkdtemp(join(tmpdir(), 'kept-')));
  const record = conversation.record() ?? assert.fail();
  assert.equal(record.entries.filter(({ type }) => type === 'line').length, 4);
  await store.save({ ...record, branches: record.branches.map((one) => ({ ...one, turns: [] })) });
  const file = await readFile(store.folder.pathOf(record.id));
  assert.equal(file.includes(testKey), false);
  const base64 = record.entries.flatMap((entry) => ('base64' in entry ? [entry.base64] : []));
  assert.equal(base64.length, 1);
  assert.equal(Buffer.from(base64[0] ?? '', 'base64').includes(testKey), false);
});

test('a conversation that is written as a recording is read on the command line without damage', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('/fault bad-json'));
  await conversation.send(say('hello'));
  const record = conversation.record() ?? assert.fail();
  const { header, entries } = recordingOf(record, '1.2.3');
  const path = join(await tempFolder(t), 'talk.ndjson');
  await writeFile(path, [header, ...entries].map(recordingLine).join(''));
  const { code, stdout, stderr } = await runCli(['inspect', path, '--json']);
  assert.deepEqual([code, stderr], [0, '']);
  const inspected = jsonLines(stdout).map(({ endpoint, rows }) => [endpoint, (rows as []).length]);
  const recorded = conversation.wire.exchanges.map(({ request, lines }) => [
    request.endpoint,
    lines.length,
  ]);
  assert.deepEqual(inspected, recorded);
});

/** A conversation with a simulator that is kept in a folder. */
async function keptConversation(t: TestContext) {
  const { conversation } = await talkingConversation(t);
  const store = new ConversationStore(await mkdtemp(join(tmpdir(), 'kept-')));
  const memory = { get: () => undefined, update: () => Promise.resolve() };
  const conversations = new ConversationManager(() => conversation);
  const autosave = new ConversationAutosave({ conversations, store, memory, warn: assert.fail });
  t.after(() => autosave.finish());
  return { conversation, store, autosave };
}

test('a conversation that is left in mid-stream is kept with what its session still did', async (t) => {
  const { conversation, store, autosave } = await keptConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  void conversation.send(say('/slow 20'));
  await streaming;
  const { id } = conversation.state.conversation;
  await conversation.newConversation();
  await autosave.flush();
  const loaded = await store.folder.load(id);
  assert(loaded.type === 'loaded');
  const ends = loaded.record.entries.flatMap((entry) =>
    entry.type === 'end' ? [[entry.exchange, entry.outcome]] : [],
  );
  assert.deepEqual(ends, [
    [1, 'complete'],
    [2, 'stopped'],
    [3, 'complete'],
  ]);
});

test('the end of a session is kept with the conversation, though nothing was said', async (t) => {
  const { conversation, store, autosave } = await keptConversation(t);
  await conversation.send(say('hello'));
  await autosave.flush();
  await conversation.endSession();
  await autosave.flush();
  const loaded = await store.folder.load(conversation.state.conversation.id);
  assert(loaded.type === 'loaded');
  const last = loaded.record.entries.at(-1);
  assert.deepEqual([last?.type, last?.exchange], ['end', 3]);
});
