import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FailureError, type Failure, type LimitName } from '../../../src/shared/failure/failure.ts';
import { happening, holdClock } from '../../support/heldClock.ts';
import { allSocketsClosed, startRawServer, startServer } from '../../support/servers/testServer.ts';
import {
  failureOf,
  eachTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

// No time goes by in these tests but what they let pass.

function expired(limit: LimitName, limitMs: number): Failure {
  return { kind: 'timeout', cause: { type: 'limit', limit, limitMs }, retryable: true };
}

/** Reads the next piece, which must be a failure. */
async function failsWith(pieces: AsyncIterator<Uint8Array>, failure: Failure): Promise<void> {
  await assert.rejects(pieces.next(), (error) => {
    assert.ok(error instanceof FailureError);
    assert.deepEqual(error.failure, failure);
    return true;
  });
}

async function nextText(pieces: AsyncIterator<Uint8Array>): Promise<string> {
  const next = await pieces.next();
  return next.done ? '' : Buffer.from(next.value).toString();
}

eachTransport((openTransport, way) => {
  test('a connection whose TLS handshake never ends fails after its limit', async (t) => {
    const connected = happening();
    const server = await startRawServer(t, () => connected.happens());
    const url = server.origin.replace('http:', 'https:');
    const request = requestTo(url, { timeouts: { connectMs: 60, firstByteMs: 1, idleMs: 1 } });
    const transport = openTransport(t);
    const clock = holdClock(t);
    const outcome = transport.post(request);
    await connected.happened;
    // fetch does not tell when it is connected, so the two limits are one there.
    const [limit, limitMs] =
      way === 'host' ? (['firstByte', 61] as const) : (['connect', 60] as const);
    clock.pass(limitMs);
    assert.deepEqual(failureOf(await outcome), expired(limit, limitMs));
    // A connection that fetch is making stays until a limit of the platform's own.
    if (way === 'undici') await allSocketsClosed(server);
  });

  test('a server that never answers fails after the first-byte limit', async (t) => {
    const asked = happening();
    const server = await startServer(t, () => asked.happens());
    const request = requestTo(server.origin, { timeouts: { firstByteMs: 500, idleMs: 1 } });
    const transport = openTransport(t);
    const clock = holdClock(t);
    const outcome = transport.post(request);
    await asked.happened;
    clock.pass(500);
    assert.deepEqual(failureOf(await outcome), expired('firstByte', 500));
    assert.equal(server.requests.length, 1);
    await allSocketsClosed(server);
  });

  test('a stall in the body fails after the idle limit, behind what had come', async (t) => {
    const server = await startServer(t, (response) => void response.write('first\n'));
    const request = requestTo(server.origin, { timeouts: { idleMs: 60 } });
    const transport = openTransport(t);
    const clock = holdClock(t);
    const { body } = responseOf(await transport.post(request));
    const pieces = body[Symbol.asyncIterator]();
    assert.equal(await nextText(pieces), 'first\n');
    clock.pass(60);
    await failsWith(pieces, expired('idle', 60));
    await allSocketsClosed(server);
  });

  test('blank lines keep a slow answer alive beyond the idle limit', async (t) => {
    const asked = happening<ServerResponse>();
    const server = await startServer(t, (response) => asked.happens(response));
    const request = requestTo(server.origin, { timeouts: { idleMs: 1000 } });
    const transport = openTransport(t);
    const clock = holdClock(t);
    const outcome = transport.post(request);
    const response = await asked.happened;
    response.write('\n');
    const pieces = responseOf(await outcome).body[Symbol.asyncIterator]();
    assert.equal(await nextText(pieces), '\n');
    for (let beat = 0; beat < 10; beat++) {
      clock.pass(999);
      response.write('\n');
      assert.equal(await nextText(pieces), '\n');
    }
    response.end('late\n');
    assert.equal(await nextText(pieces), 'late\n');
    assert.equal((await pieces.next()).done, true);
  });

  test('a reader that is slower than the idle limit is not taken for a silent server', async (t) => {
    const piece = Buffer.alloc(256 * 1024, 'x');
    const server = await startServer(t, (response) => {
      for (let count = 0; count < 8; count++) response.write(piece);
      response.end();
    });
    const request = requestTo(server.origin, { timeouts: { idleMs: 300 } });
    const transport = openTransport(t);
    const clock = holdClock(t);
    const { body } = responseOf(await transport.post(request));
    let bytes = 0;
    for await (const chunk of body) {
      if (bytes === 0) {
        // Until what comes behind the first piece waits for the reader.
        for (let turn = 0; turn < 100; turn++) await nextTurn();
        clock.pass(700);
      }
      bytes += chunk.length;
    }
    assert.equal(bytes, 8 * piece.length);
  });

  test('an endless answer that never pauses fails after the total limit', async (t) => {
    const server = await startServer(t, async (response) => {
      while (!response.destroyed) {
        if (!response.write('again\n'))
          await Promise.race([once(response, 'drain'), once(response, 'close')]);
        await nextTurn();
      }
    });
    const request = requestTo(server.origin, { timeouts: { idleMs: 5000, totalMs: 120 } });
    const transport = openTransport(t);
    const clock = holdClock(t);
    const { body } = responseOf(await transport.post(request));
    const pieces = body[Symbol.asyncIterator]();
    assert.match(await nextText(pieces), /^again\n/);
    clock.pass(120);
    // What had come is read before the failure.
    await assert.rejects(
      async () => {
        while (!(await pieces.next()).done);
      },
      (error) => {
        assert.ok(error instanceof FailureError);
        assert.deepEqual(error.failure, expired('total', 120));
        return true;
      },
    );
    await allSocketsClosed(server);
  });

  test('the total limit also ends a wait for the headers', async (t) => {
    const asked = happening();
    const server = await startServer(t, () => asked.happens());
    const transport = openTransport(t);
    const clock = holdClock(t);
    const outcome = transport.post(requestTo(server.origin, { timeouts: { totalMs: 60 } }));
    await asked.happened;
    clock.pass(60);
    assert.deepEqual(failureOf(await outcome), expired('total', 60));
  });

  test('limits longer than a timer can be do not fire', async (t) => {
    const asked = happening<ServerResponse>();
    const server = await startServer(t, (response) => asked.happens(response));
    const weeks = 2 ** 40;
    const timeouts = { connectMs: weeks, firstByteMs: weeks, idleMs: weeks, totalMs: weeks };
    const transport = openTransport(t);
    const clock = holdClock(t);
    const outcome = transport.post(requestTo(server.origin, { timeouts }));
    const response = await asked.happened;
    // A timer that is set for longer than it can be fires after a millisecond.
    clock.pass(1000);
    response.end('ok');
    assert.deepEqual(await readBody(responseOf(await outcome)), { text: 'ok' });
  });
});
