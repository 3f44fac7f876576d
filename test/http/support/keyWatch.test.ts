import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { noteHead, watchKeys, type KeyWatch } from '../../support/servers/keyWatch.ts';
import { canaryKey } from '../../support/testKeys.ts';

// The servers of the suites tell which keys reach them: here keys go astray in each way. Nothing of
// it is kept for the scan, which would find it.

const own = canaryKey('own');
const other = canaryKey('other');

/** An HTTP server that is watched, and reads bodies as any other. */
async function startWatched(
  t: TestContext,
): Promise<{ url: string; watch: KeyWatch; server: Server }> {
  const watch = watchKeys('watched', [own]);
  const server = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (text: string) => (body += text));
    request.on('end', () => response.end(String(body.length)));
  });
  server.on('connect', (request, socket) => {
    noteHead(request, watch.note);
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  watch.watch(port);
  return { url: `http://127.0.0.1:${port}`, watch, server };
}

test('the key that was entered is no stranger in its header', async (t) => {
  const { url, watch } = await startWatched(t);
  await fetch(url, { method: 'POST', headers: { 'x-api-key': own }, body: 'hello' });
  assert.deepEqual(watch.record(), {
    server: 'watched',
    entered: ['own'],
    received: ['own'],
    strangers: [],
  });
});

const ways: readonly (readonly [what: string, path: string, init: RequestInit, said: string])[] = [
  ['another key', '/', { headers: { 'x-api-key': other } }, 'other in the header x-api-key'],
  ['the key elsewhere', '/', { headers: { 'x-a': own } }, 'own in the header x-a'],
  ['a key in the address', `/?k=${other}`, {}, 'other in the address'],
  ['a key in the body', '/', { method: 'POST', body: `{"k":"${own}"}` }, 'own in the body'],
  [
    'a key in another form',
    '/',
    { headers: { authorization: `Basic ${btoa(`me:${other}`)}` } },
    'a part or another form (base64) in the header authorization',
  ],
  ['a part of a key', `/${own.slice(0, 16)}`, {}, 'a part or another form (plain) in the address'],
];

for (const [what, path, init, said] of ways) {
  test(`${what} is a stranger`, async (t) => {
    const { url, watch } = await startWatched(t);
    const { body } = init;
    const answer = await (await fetch(url + path, init)).text();
    assert.equal(answer, String(typeof body === 'string' ? body.length : 0));
    const { strangers } = watch.record();
    assert.equal(strangers.length, 1);
    assert(strangers[0]?.startsWith(said), strangers[0]);
  });
}

test('a key in a body of several pieces is a stranger', async (t) => {
  const { url, watch, server } = await startWatched(t);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  const { length } = other;
  socket.write(
    `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n\r\n${other.slice(0, 9)}`,
  );
  await once(server, 'request');
  socket.write(other.slice(9));
  await once(socket, 'data');
  assert.deepEqual(watch.record().strangers, ['other in the body of a POST']);
});

test('a proxy may get its password, and no key', async (t) => {
  const { url, watch } = await startWatched(t);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const credentials = Buffer.from(`me:${own}`).toString('base64');
  const headers = `proxy-authorization: Basic ${credentials}\r\nx-api-key: ${other}`;
  socket.end(`CONNECT a.test:443 HTTP/1.1\r\nhost: a.test:443\r\n${headers}\r\n\r\n`);
  socket.resume();
  await once(socket, 'close');
  const { received, strangers } = watch.record();
  assert.deepEqual(
    [received, strangers],
    [['own'], ['other in the header x-api-key of a CONNECT']],
  );
});
