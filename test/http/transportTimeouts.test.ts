import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure, LimitName } from '../../src/shared/failure.ts';
import { allSocketsClosed, startRawServer, startServer } from '../support/testServer.ts';
import {
  failureOf,
  eachTransport,
  readBody,
  requestTo,
  responseOf,
} from '../support/transportClient.ts';

function expired(limit: LimitName, limitMs: number): Failure {
  return { kind: 'timeout', cause: { type: 'limit', limit, limitMs }, retryable: true };
}

eachTransport((openTransport, way) => {
  test('a connection whose TLS handshake never ends fails after its limit', async (t) => {
    const server = await startRawServer(t, () => undefined);
    const url = server.origin.replace('http:', 'https:');
    const request = requestTo(url, { timeouts: { connectMs: 60, firstByteMs: 1, idleMs: 1 } });
    const failure = failureOf(await openTransport(t).post(request));
    // fetch does not tell when it is connected, so the two limits are one there.
    assert.deepEqual(failure, way === 'host' ? expired('firstByte', 61) : expired('connect', 60));
    await allSocketsClosed(server);
  });

  test('a server that never answers fails after the first-byte limit', async (t) => {
    const server = await startServer(t, () => undefined);
    const request = requestTo(server.origin, { timeouts: { firstByteMs: 500, idleMs: 1 } });
    const failure = failureOf(await openTransport(t).post(request));
    assert.deepEqual(failure, expired('firstByte', 500));
    assert.equal(server.requests.length, 1);
    await allSocketsClosed(server);
  });

  test('a stall in the body fails after the idle limit, behind what had come', async (t) => {
    const server = await startServer(t, (response) => void response.write('first\n'));
    const request = requestTo(server.origin, { timeouts: { idleMs: 60 } });
    const response = responseOf(await openTransport(t).post(request));
    assert.deepEqual(await readBody(response), { text: 'first\n', failure: expired('idle', 60) });
    await allSocketsClosed(server);
  });

  test('blank lines keep a slow answer alive beyond the idle limit', async (t) => {
    const server = await startServer(t, async (response) => {
      for (let beat = 0; beat < 10; beat++) {
        response.write('\n');
        await sleep(120);
      }
      response.end('late\n');
    });
    const request = requestTo(server.origin, { timeouts: { idleMs: 1000 } });
    const response = responseOf(await openTransport(t).post(request));
    assert.deepEqual(await readBody(response), { text: `${'\n'.repeat(10)}late\n` });
  });

  test('a reader that is slower than the idle limit is not taken for a silent server', async (t) => {
    const piece = Buffer.alloc(256 * 1024, 'x');
    const server = await startServer(t, (response) => {
      for (let count = 0; count < 8; count++) response.write(piece);
      response.end();
    });
    const request = requestTo(server.origin, { timeouts: { idleMs: 300 } });
    const { body } = responseOf(await openTransport(t).post(request));
    let bytes = 0;
    for await (const chunk of body) {
      if (bytes === 0) await sleep(700);
      bytes += chunk.length;
    }
    assert.equal(bytes, 8 * piece.length);
  });

  test('an endless answer that never pauses fails after the total limit', async (t) => {
    const server = await startServer(t, async (response) => {
      while (!response.destroyed) {
        response.write('again\n');
        await sleep(5);
      }
    });
    const request = requestTo(server.origin, { timeouts: { idleMs: 5000, totalMs: 120 } });
    const { text, failure } = await readBody(responseOf(await openTransport(t).post(request)));
    assert.ok(text.startsWith('again\n'));
    assert.deepEqual(failure, expired('total', 120));
    await allSocketsClosed(server);
  });

  test('the total limit also ends a wait for the headers', async (t) => {
    const server = await startServer(t, () => undefined);
    const request = requestTo(server.origin, { timeouts: { totalMs: 60 } });
    assert.deepEqual(failureOf(await openTransport(t).post(request)), expired('total', 60));
  });

  test('limits longer than a timer can be do not fire', async (t) => {
    const server = await startServer(t, async (response) => {
      await sleep(20);
      response.end('ok');
    });
    const weeks = 2 ** 40;
    const timeouts = { connectMs: weeks, firstByteMs: weeks, idleMs: weeks, totalMs: weeks };
    const response = responseOf(
      await openTransport(t).post(requestTo(server.origin, { timeouts })),
    );
    assert.deepEqual(await readBody(response), { text: 'ok' });
  });
});
