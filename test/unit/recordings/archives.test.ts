import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readConversation } from '../../../src/conversation/storage/readConversation.ts';
import { recordOf } from '../../../src/conversation/storage/recordOf.ts';
import { transcriptFormats } from '../../../src/transcript/transcriptFormats.ts';
import { requestCode } from '../../../src/recordings/code/requestCode.ts';
import { damageSentence } from '../../../src/recordings/damageSentence.ts';
import { toHar } from '../../../src/recordings/toHar.ts';
import { inspectExchange } from '../../../src/recordings/inspect/inspection.ts';
import { importFrom } from '../../../src/recordings/import/importRecording.ts';
import { isLoss } from '../../../src/recordings/loadRecording.ts';
import { isUnasked } from '../../../src/recordings/import/rawAnswer.ts';

// Archives as other tools write them: nothing is told of the agent that only the archive lacks.

const createdAt = Date.parse('2026-11-28T09:00:00.000Z');
const fixture = (name: string) =>
  readFile(join(import.meta.dirname, '../../fixtures/archives', name), 'utf8');

/** What a file of this text gives, and the transcript made of it. */
async function read(text: string) {
  const source = Readable.from([Buffer.from(text)]);
  const imported = await importFrom(source, createdAt, readConversation);
  assert.ok(imported.type === 'loaded', JSON.stringify(imported));
  const { record } = await recordOf(imported.header, imported.exchanges);
  return { ...imported, markdown: transcriptFormats.md(record, { branches: 'all' }) };
}

interface Entry {
  startedDateTime?: string;
  request: Record<string, unknown> & { headers?: Named[]; cookies?: Named[] };
  response: { content?: Record<string, unknown> };
}

interface Named {
  readonly name: string;
  readonly value: string;
}

/** The sound archive after a change to its first entry. */
async function changed(change: (first: Entry) => void): Promise<string> {
  const archive = JSON.parse(await fixture('control.har')) as { log: { entries: [Entry] } };
  change(archive.log.entries[0]);
  return JSON.stringify(archive);
}

test('cookies, hosts and the headers of a gateway change nothing of what was said', async () => {
  const control = await read(await fixture('control.har'));
  const kinds = inspectKinds(control);
  const pairs = (named: Readonly<Record<string, string>>): Named[] =>
    Object.entries(named).map(([name, value]) => ({ name, value }));
  const changes: readonly [string, (request: Entry['request']) => void][] = [
    ['cookies', (r) => (r.cookies = pairs({ currency: 'USD', store: '1', lang: 'en' }))],
    ['a host', (r) => r.headers?.push(...pairs({ 'x-forwarded-host': 'products.shop.example' }))],
    [
      'the type of the call behind a gateway',
      (r) => r.headers?.push(...pairs({ 'grpc-metadata-content-type': 'application/grpc' })),
    ],
  ];
  for (const [what, change] of changes) {
    const archive = JSON.parse(await fixture('control.har')) as { log: { entries: Entry[] } };
    for (const { request } of archive.log.entries) change(request);
    const one = await read(JSON.stringify(archive));
    assert.equal(one.markdown, control.markdown, what);
    assert.deepEqual(inspectKinds(one), kinds, what);
    const [first] = one.exchanges;
    assert.equal(first?.request.headers['content-type'], 'application/json', what);
    const made = requestCode('curl', first.request);
    assert.ok('code' in made && made.code.includes('application/json'), what);
  }
});

/** Of each line: what it is, and what is wrong with it. */
function inspectKinds({ exchanges }: Pick<Awaited<ReturnType<typeof read>>, 'exchanges'>) {
  return exchanges.map(inspectExchange).map(({ rows, findings }) => ({ rows, findings }));
}

test('an archive without the answers says so, and nothing of the agent', async () => {
  const { damage, markdown, header, exchanges } = await read(
    await fixture('bodies-not-included.har'),
  );
  assert.deepEqual(damage, [{ type: 'archive', gap: 'noAnswer', exchanges: [1, 2] }]);
  assert.match(
    markdown,
    /The HAR file doesn't contain the body of this response\..*Export it again, including the content/,
  );
  assert.doesNotMatch(markdown, /empty response|was cut off/);
  const again = await read(JSON.stringify(toHar(header, exchanges)));
  assert.deepEqual(again.damage, damage, 'nor does a copy of it');
  for (const content of [undefined, { size: 9, text: '' }, { text: '', _file: 'a.json' }]) {
    const text = await changed(({ response }) => {
      if (content) response.content = content;
      else delete response.content;
    });
    assert.deepEqual((await read(text)).damage, [
      { type: 'archive', gap: 'noAnswer', exchanges: [1] },
    ]);
  }
  const empty = await read(
    await changed(({ response }) => (response.content = { size: 0, text: '' })),
  );
  assert.deepEqual(empty.damage, []);
  assert.match(empty.markdown, /sent an empty response/, 'an answer that was empty is one');
});

test('an archive that keeps the beginning of an answer is told from an answer that broke off', async () => {
  const cut = await changed(({ response: { content } }) => {
    assert.ok(content);
    content['text'] = String(content['text']).slice(0, 300);
  });
  const { damage, markdown } = await read(cut);
  assert.deepEqual(damage, [{ type: 'archive', gap: 'partOfAnswer', exchanges: [1] }]);
  assert.match(markdown, /Two pairs fit/);
});

test('the talk is in the order in which it was held', async () => {
  const control = await read(await fixture('control.har'));
  const turned = await read(await fixture('newest-first.har'));
  assert.equal(turned.markdown, control.markdown);
  assert.deepEqual(turned.exchanges, control.exchanges);
});

test('a missing date moves nothing, and is told', async () => {
  const { damage, header, exchanges } = await read(await fixture('one-date-missing.har'));
  assert.equal(header.createdAt, '2026-11-29T10:00:00.000Z');
  assert.deepEqual(
    exchanges.map(({ request }) => request.atMs),
    [0, 0],
  );
  assert.deepEqual(damage, [{ type: 'archive', gap: 'noTime', exchanges: [2] }]);
  const first = await read(await changed((entry) => delete entry.startedDateTime));
  assert.equal(first.header.createdAt, '2026-11-29T10:00:30.000Z');
  assert.match(first.exchanges[0]?.request.body ?? '', /boots/);
  const none = (await fixture('control.har')).replaceAll('startedDateTime', 'began');
  assert.equal((await read(none)).header.createdAt, '2026-11-28T09:00:00.000Z', "the file's");
});

test('what a browser asks besides the agent is counted in one sentence, and nothing is lost by it', async () => {
  const archive = JSON.parse(await fixture('control.har')) as { log: { entries: Entry[] } };
  const [first] = archive.log.entries;
  assert.ok(first);
  const other = (method: string, url = first.request['url']) => ({
    ...first,
    request: { method, url, headers: [] },
  });
  archive.log.entries.unshift(other('OPTIONS'), other('options'), other('GET'));
  archive.log.entries.push(other('GET', 'https://shop.example/logo.png'));
  const { damage, markdown } = await read(JSON.stringify(archive));
  assert.deepEqual(damage, [{ type: 'methods', methods: ['OPTIONS', 'GET'], count: 3 }]);
  assert.deepEqual(damage.map(damageSentence), [
    "Skipped 3 API requests that aren't POST requests (OPTIONS, GET).",
  ]);
  assert.equal(markdown, (await read(await fixture('control.har'))).markdown);
  const undated = await read(await fixture('one-date-missing.har'));
  assert.deepEqual([...damage, ...undated.damage].filter(isLoss), []);
  const unanswered = await read(await fixture('bodies-not-included.har'));
  assert.equal(unanswered.damage.filter(isLoss).length, 1);
});

test('answers without questions are shown, and the questions are not made up', async () => {
  const { damage, markdown, exchanges } = await read(await fixture('no-request-body.har'));
  assert.deepEqual(damage, [{ type: 'archive', gap: 'noQuestion', exchanges: [1, 2] }]);
  assert.match(markdown, /Two pairs fit/);
  assert.match(markdown, /What was asked is not in the file/);
  assert.ok(exchanges.every(isUnasked));
  assert.doesNotMatch(markdown, /another session/);
});

test('a body is read as what it is, whatever the archive calls it', async () => {
  const control = await read(await fixture('control.har'));
  const same = async (text: string, what: string) => {
    const { markdown, damage } = await read(text);
    assert.deepEqual(damage, [], what);
    assert.equal(markdown, control.markdown, what);
  };
  await same(await fixture('base64-claimed.har'), 'text that is called Base64');
  const encode = (to: (bytes: Buffer) => Buffer) =>
    changed(({ response: { content } }) => {
      assert.ok(content);
      content['encoding'] = 'base64';
      content['text'] = to(Buffer.from(String(content['text']))).toString('base64');
    });
  await same(await encode((bytes) => bytes), 'Base64');
  await same(await encode(gzipSync), 'Base64 of gzip');
  const ask = (change: (request: Entry['request'], text: string) => void) =>
    changed(({ request }) => {
      const { text } = request['postData'] as { text: string };
      change(request, text);
    });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const fields = (text: string) =>
    Object.entries(JSON.parse(text) as object).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }));
  const requests: readonly [string, (request: Entry['request'], text: string) => void][] = [
    ['Base64', (r, text) => (r['postData'] = { encoding: 'base64', text: base64(text) })],
    ['one parameter', (r, text) => (r['postData'] = { params: [{ name: text, value: '' }] })],
    ['parameters', (r, text) => (r['postData'] = { text: '', params: fields(text) })],
    ['lower case', (r) => (r['method'] = 'post')],
    ['trailing slash', (r) => (r['url'] = `${String(r['url'])}/`)],
    [
      'relative address',
      (r) => {
        r['url'] = new URL(String(r['url'])).pathname;
        r['headers'] = [{ name: 'Host', value: 'api.connectly.ai' }];
      },
    ],
  ];
  for (const [what, change] of requests) await same(await ask(change), what);
});

test('a chat export that begins with a date in brackets is no damaged file', async () => {
  const source = Readable.from([Buffer.from(await fixture('chat-export.txt'))]);
  assert.deepEqual(await importFrom(source, createdAt, readConversation), {
    type: 'unreadable',
    reason: 'notARecording',
  });
});

test('a second recording in a file is left out and told; no answer comes to another question', async () => {
  const text = await fixture('two-recordings.ndjson');
  const { damage, markdown } = await read(text);
  assert.deepEqual(damage, [{ type: 'line', line: 10, reason: 'secondRecording' }]);
  assert.match(markdown, /Two pairs fit/);
  assert.match(markdown, /one for 61/);
  assert.doesNotMatch(markdown, /tent|four|another session/);
  const lines = text.trimEnd().split('\n');
  const file = (...parts: (readonly string[])[]) => parts.flat().join('\n');
  const [first, second] = [lines.slice(0, 9), lines.slice(10)];
  const unheaded = await read(file(first, second));
  assert.deepEqual(unheaded.damage, [{ type: 'repeated', count: 8 }]);
  assert.equal(unheaded.markdown, markdown);
  const cut = await read(file(first.slice(0, 3), second));
  assert.doesNotMatch(cut.markdown, /tents/, 'the first question has no end in the file');
  const twice = await read(file(first, first.slice(1)));
  assert.deepEqual(twice.damage, [{ type: 'repeated', count: 8 }]);
  assert.equal(twice.markdown, markdown);
  const again = await read(file(first.slice(0, 2), first.slice(1)));
  assert.deepEqual(again.damage, [{ type: 'repeated', count: 1 }]);
  assert.equal(again.markdown, markdown, 'a request that is there twice keeps its answer');
});

test('an answer whose lines are not as they should be is read as one, and told', async () => {
  const [a, c] = ['first', 'last'].map((text) => {
    const event = { messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } } };
    return { result: { response: { sessionId: 's-1', responseEvents: [event] } } };
  });
  const [first, last] = [JSON.stringify(a), JSON.stringify(c)];
  for (const [framing, text] of [
    ['concatenated', `${first}${last}`],
    ['carriageReturns', `${first}\r${last}\r`],
    ['sse', `data: ${first}\n\ndata: ${last}\n\n`],
  ] as const) {
    const { source, exchanges, markdown } = await read(text);
    assert.equal(source, 'answer');
    assert.match(markdown, /The response has an unexpected format/);
    assert.ok(markdown.indexOf('first') < markdown.indexOf('last'), framing);
    assert.doesNotMatch(markdown, /was cut off|another session/);
    const findings = exchanges.flatMap((exchange) => inspectExchange(exchange).findings);
    assert.ok(findings.length > 0 && findings.every(({ subject }) => subject === framing));
    const kinds = exchanges.flatMap((exchange) => inspectExchange(exchange).rows[0]?.kinds);
    assert.equal(kinds[0], 'messageEvent');
  }
  const spread = await read([a, c].map((value) => JSON.stringify(value, null, 2)).join('\n'));
  assert.match(spread.markdown, /one JSON value spread over several lines/);
});
