import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { access, readFile, stat } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import { ExchangeCollector, type Exchange } from '../../../src/recordings/exchanges.ts';
import { replayTransport } from '../../../src/recordings/replay/replayTransport.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { recordTalk } from '../../support/samples/recordedTalk.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import { keyNamesIn, testKey } from '../../support/testKeys.ts';
import { startServer, type Answer } from '../../support/servers/testServer.ts';
import { openTransport, requestTo } from '../../support/servers/transportClient.ts';

// What goes over the wire is kept as it came, without the key, and can be played again.

test('a recorded conversation gives the same events when it is replayed without a network', async (t) => {
  const { file, recorded } = await recordTalk(t);
  const replayed = await runCli(['replay', '--json', '--speed', 'Infinity', file]);
  assert.equal(replayed.code, 0, replayed.stderr);
  const events = (stdout: string) =>
    jsonLines(stdout).flatMap(({ turn, line, event }) => (event ? [{ turn, line, event }] : []));
  assert.ok(events(recorded.stdout).length > 3);
  assert.deepEqual(events(replayed.stdout), events(recorded.stdout));
});

test('a recording has no key, and only its owner may read it', async (t) => {
  const { file } = await recordTalk(t);
  assert.deepEqual(keyNamesIn(await readFile(file, 'utf8')), []);
  assert.equal((await stat(file)).mode & 0o077, 0);
});

test('a file that exists is never overwritten by a recording', async (t) => {
  const { file, env } = await recordTalk(t);
  const before = await readFile(file);
  const again = await runCli(['record', '--out', file, 'hello'], { env });
  assert.equal(again.code, 2);
  assert.match(again.stderr, /The file already exists\. Choose another name\./);
  assert.deepEqual(await readFile(file), before);
});

test('inspect names each request, each line and what is not in the contract', async (t) => {
  const { file } = await recordTalk(t);
  const { code, stdout, stderr } = await runCli(['inspect', file]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^1 init: status 200, first byte [\d.]+ ms, total [\d.]+ ms, \d+ bytes\n/);
  assert.match(stdout, /^2 invoke: status 200, .*\n(?: +\d+ .* B {2}\S.*\n)+3 invoke: /m);
  assert.match(stdout, / B {2}recommendationEvent\n/);
  assert.match(stdout, / B {2}blank\n/);
  assert.match(stdout, /^4 close: status 200/m);
});

test('a recording is exported as a conversation in words and as data', async (t) => {
  const { file, recorded } = await recordTalk(t);
  const markdown = await runCli(['export', file, '--format', 'md']);
  assert.equal(markdown.code, 0, markdown.stderr);
  assert.match(markdown.stdout, /^# running shoes under \\\$100\n/);
  assert.match(markdown.stdout, /\n### Turn 2, /);
  const html = await runCli(['export', file, '--format', 'html']);
  assert.match(html.stdout, /^<!doctype html>[^]*Is there anything cheaper\?[^]*<\/html>\n$/);
  const json = await runCli(['export', file, '--format', 'json']);
  const record = JSON.parse(json.stdout) as ConversationRecord;
  const events = record.branches[0]?.turns.flatMap(({ id, items }) =>
    items.flatMap((item) =>
      item.type === 'event'
        ? {
            turn: id,
            line: item.event.line,
            event: (item.event as unknown as { raw: unknown }).raw,
          }
        : [],
    ),
  );
  const live = jsonLines(recorded.stdout).flatMap(({ turn, line, event }) =>
    event ? [{ turn, line, event }] : [],
  );
  assert.deepEqual(events, live);
  const one = await runCli(['export', file, '--format', 'md', '--request', '3']);
  assert.doesNotMatch(one.stdout, /running shoes under/);
  const missing = await runCli(['export', file, '--format', 'html', '--request', '1']);
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /has no such request/);
  assert.equal(missing.stdout, '');
});

test('redact lists what it would replace, and writes a recording that is read without damage', async (t) => {
  const { file } = await recordTalk(t);
  const flags = ['--pattern', 'cheaper', '--name', 'Velquo'];
  const shown = await runCli(['redact', file, ...flags]);
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /^\[customer 1\] \(customer, \d+ times\): ask-sofia-cli$/m);
  assert.match(shown.stdout, /^\[pattern 1\] \(pattern, \d+ times\): cheaper$/m);
  assert.match(shown.stderr, /Nothing was written/);
  const out = `${file}.redacted`;
  const written = await runCli(['redact', file, '--out', out, ...flags]);
  assert.equal(written.stdout, shown.stdout);
  assert.doesNotMatch(await readFile(out, 'utf8'), /ask-sofia-cli|cheaper|[Vv]elquo/);
  const inspected = await runCli(['inspect', out]);
  assert.equal(inspected.code, 0, inspected.stderr);
  const wrong = await runCli(['redact', file, '--pattern', '(']);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /It isn't a valid JavaScript regular expression/);
  const unread = `${file}.unread`;
  const unknown = await runCli(['redact', file, '--country', 'qq', '--out', unread]);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /--country QQ: use the two-letter code of a country/);
  await assert.rejects(access(unread), { code: 'ENOENT' });
});

/** Sends one request and reads the whole body, whatever ends it. */
async function fetchOnce(transport: HttpTransport, url: string) {
  const sent = await transport.post(requestTo(url));
  assert.ok(sent.type === 'done');
  const digest = createHash('sha256');
  let error: unknown;
  try {
    for await (const chunk of sent.value.body) digest.update(chunk);
  } catch (thrown) {
    error = thrown;
  }
  return { status: sent.value.status, sha256: digest.digest('hex'), isFailed: error !== undefined };
}

async function recordOnce(t: TestContext, answer: Answer) {
  const { origin } = await startServer(t, answer);
  const collector = new ExchangeCollector();
  const transport = recordExchanges({
    transport: openTransport(t),
    write: (entry) => collector.add(entry),
  });
  const live = await fetchOnce(transport, `${origin}/invoke`);
  const [exchange] = collector.exchanges;
  assert.ok(exchange);
  return { live, exchange, url: `${origin}/invoke` };
}

const replay = (exchange: Exchange) => replayTransport({ exchange, speed: Infinity });

const bodies: readonly [name: string, body: Buffer][] = [
  ['lines', Buffer.from('{"a":1}\n\n{"b":2}\r\n')],
  ['no last line break', Buffer.from('{"a":1}\n{"b":')],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x0a, 0x80, 0x0a, 0xc3])],
  ['a byte order mark and U+FFFD', Buffer.from('\ufeff{"a":"\ufffd 👟"}\n')],
  ['nothing', Buffer.alloc(0)],
];
for (const [name, body] of bodies) {
  test(`a body goes byte for byte through a recording: ${name}`, async (t) => {
    const { live, exchange, url } = await recordOnce(t, (response) => void response.end(body));
    assert.equal(live.sha256, createHash('sha256').update(body).digest('hex'));
    assert.deepEqual(await fetchOnce(replay(exchange), url), live);
  });
}

test('an answer that breaks off breaks off again in the replay', async (t) => {
  const { live, exchange, url } = await recordOnce(t, (response, _request, socket) => {
    response.write('{"a":1}\n{"b"', () => socket.destroy());
  });
  assert.ok(live.isFailed);
  assert.equal(exchange.end?.outcome, 'failed');
  assert.deepEqual(await fetchOnce(replay(exchange), url), live);
});

test('a key that the server sends back is in no entry, whatever the bytes around it', async (t) => {
  const echoed = Buffer.concat([
    Buffer.from(`{"key":"${testKey}"}\n`),
    Buffer.from([0xff]),
    Buffer.from(`${testKey}\n`),
  ]);
  const { exchange } = await recordOnce(t, (response) => {
    response.writeHead(200, { 'x-echo': testKey, 'set-cookie': 'session=1' }).end(echoed);
  });
  assert.equal(exchange.response?.headers['set-cookie'], '[hidden]');
  const bytes = exchange.lines.map(({ text, base64 = '' }) => text ?? atob(base64)).join('');
  assert.match(bytes, /\[hidden\]/);
  assert.deepEqual(keyNamesIn(bytes + JSON.stringify(exchange)), []);
});
