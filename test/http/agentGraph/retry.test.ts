import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { planRetry } from '../../../src/agentGraph/http/attemptTransport.ts';
import { networkFailure } from '../../../src/agentGraph/http/networkFailure.ts';
import type { RetryNotice } from '../../../src/agentGraph/http/transport.ts';
import { isRead } from '../../support/servers/clientSockets.ts';
import { happening, holdClock } from '../../support/heldClock.ts';
import { closedPort, startServer } from '../../support/servers/testServer.ts';
import {
  eachTransport,
  failureOf,
  readBody,
  type RequestChanges,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

const fast = { retryBaseMs: 2 };

/** A request that may be repeated, and the notices that it gives. */
function repeatable(): RequestChanges & { readonly notices: RetryNotice[] } {
  const notices: RetryNotice[] = [];
  return { retry: true, notices, onRetry: (notice) => notices.push(notice) };
}

function busy(response: ServerResponse, status: number, retryAfter?: string): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"busy"}');
}

eachTransport((openTransport) => {
  for (const status of [429, 503]) {
    test(`a ${String(status)} is repeated until the server answers`, async (t) => {
      const server = await startServer(t, (response) => {
        if (server.requests.length < 3) busy(response, status);
        else response.end('ok');
      });
      const { notices, ...changes } = repeatable();
      const outcome = await openTransport(t, fast).post(requestTo(server.origin, changes));
      assert.deepEqual(await readBody(responseOf(outcome)), { text: 'ok' });
      assert.equal(server.requests.length, 3);
      assert.ok(server.requests.every(({ body }) => body === '{"n":1}'));
      assert.deepEqual(
        notices.map(({ attempt, reason }) => [attempt, reason]),
        [
          [1, String(status)],
          [2, String(status)],
        ],
      );
    });
  }

  test('after three repetitions the answer itself is handed on, body and all', async (t) => {
    const server = await startServer(t, (response) => {
      busy(response, 429, '0');
    });
    const { notices, ...changes } = repeatable();
    const outcome = await openTransport(t, fast).post(requestTo(server.origin, changes));
    const response = responseOf(outcome);
    assert.equal(response.status, 429);
    assert.equal(response.headers['retry-after'], '0');
    assert.deepEqual(await readBody(response), { text: '{"message":"busy"}' });
    assert.equal(server.requests.length, 4);
    assert.equal(notices.length, 3);
  });

  test('without leave to retry nothing is ever repeated', async (t) => {
    const server = await startServer(t, (response, _request, socket) => {
      if (server.requests.length === 1) busy(response, 503, '0');
      else socket.destroy();
    });
    const transport = openTransport(t, fast);
    assert.equal(responseOf(await transport.post(requestTo(server.origin))).status, 503);
    assert.equal(failureOf(await transport.post(requestTo(server.origin))).kind, 'network');
    assert.equal(server.requests.length, 2);
  });

  for (const status of [400, 401, 404, 500, 502]) {
    test(`a ${String(status)} is not repeated`, async (t) => {
      const server = await startServer(t, (response) => {
        busy(response, status);
      });
      const { notices, ...changes } = repeatable();
      const outcome = await openTransport(t, fast).post(requestTo(server.origin, changes));
      const response = responseOf(outcome);
      assert.equal(response.status, status);
      assert.deepEqual(await readBody(response), { text: '{"message":"busy"}' });
      assert.equal(server.requests.length, 1);
      assert.deepEqual(notices, []);
    });
  }

  test('a refused connection is tried four times and then reported', async (t) => {
    const { notices, ...changes } = repeatable();
    const url = `http://127.0.0.1:${String(await closedPort())}/`;
    const { cause } = failureOf(await openTransport(t, fast).post(requestTo(url, changes)));
    assert.equal(cause?.type === 'connection' && cause.reason, 'refused');
    assert.deepEqual(
      notices.map(({ reason }) => reason),
      ['refused', 'refused', 'refused'],
    );
  });

  test('a connection that breaks before the headers is tried again', async (t) => {
    const server = await startServer(t, (response, _request, socket) => {
      if (server.requests.length < 3) socket.destroy();
      else response.end('ok');
    });
    const { notices, ...changes } = repeatable();
    const outcome = await openTransport(t, fast).post(requestTo(server.origin, changes));
    assert.deepEqual(await readBody(responseOf(outcome)), { text: 'ok' });
    assert.equal(notices.length, 2);
  });

  test('a body that has begun is never asked for again', async (t) => {
    const server = await startServer(t, (response, _request, socket) => {
      response.writeHead(200, { 'content-length': '100' }).write('begun', () => {
        void isRead(socket).then(() => socket.destroy());
      });
    });
    const { notices, ...changes } = repeatable();
    const outcome = await openTransport(t, fast).post(requestTo(server.origin, changes));
    const { text, failure } = await readBody(responseOf(outcome));
    assert.equal(text, 'begun');
    assert.equal(failure?.kind, 'network');
    assert.equal(server.requests.length, 1);
    assert.deepEqual(notices, []);
  });

  test('each attempt has its own limit for the first byte, and running into one ends it', async (t) => {
    const asked = [1, 2, 3].map(() => happening<ServerResponse>());
    const server = await startServer(t, (response) => {
      asked[server.requests.length - 1]?.happens(response);
    });
    const { notices, ...changes } = repeatable();
    const noticed = [happening(), happening()];
    const onRetry = (notice: RetryNotice) => {
      notices.push(notice);
      noticed[notice.attempt - 1]?.happens();
    };
    const transport = openTransport(t, fast);
    const clock = holdClock(t);
    const request = requestTo(server.origin, {
      ...changes,
      onRetry,
      timeouts: { firstByteMs: 600 },
    });
    const outcome = transport.post(request);
    for (const [attempt, { happened }] of asked.entries()) {
      const response = await happened;
      clock.pass(attempt < 2 ? 599 : 600);
      if (attempt === 2) break;
      busy(response, 503);
      await noticed[attempt]?.happened;
      // Whoever is told is told before the wait.
      await nextTurn();
      clock.pass(fast.retryBaseMs * 4);
    }
    const { cause } = failureOf(await outcome);
    assert.deepEqual(cause, { type: 'limit', limit: 'firstByte', limitMs: 600 });
    assert.equal(notices.length, 2);
    assert.equal(server.requests.length, 3);
  });

  test('the body of an answer to come later is not waited for', async (t) => {
    const server = await startServer(t, (response) => {
      if (server.requests.length < 3) response.writeHead(503).write('please');
      else response.end('ok');
    });
    const { notices, ...changes } = repeatable();
    const request = requestTo(server.origin, { ...changes, timeouts: { firstByteMs: 60_000 } });
    const response = responseOf(await openTransport(t, fast).post(request));
    assert.deepEqual(await readBody(response), { text: 'ok' });
    assert.equal(notices.length, 2);
  });

  test('an abort while waiting ends the request at once; the total limit counts the wait', async (t) => {
    const server = await startServer(t, (response) => {
      busy(response, 429, '3600');
    });
    const transport = openTransport(t, fast);
    const abort = new AbortController();
    const waits: number[] = [];
    const request = requestTo(server.origin, {
      retry: true,
      signal: abort.signal,
      onRetry: ({ waitMs }) => {
        waits.push(waitMs);
        abort.abort();
      },
    });
    assert.deepEqual(await transport.post(request), { type: 'aborted' });
    assert.deepEqual(waits, [60_000]);
    const clock = holdClock(t);
    const waiting = happening();
    const limited = requestTo(server.origin, {
      retry: true,
      timeouts: { totalMs: 1_000 },
      onRetry: () => waiting.happens(),
    });
    const outcome = transport.post(limited);
    await waiting.happened;
    clock.pass(1_000);
    const { cause } = failureOf(await outcome);
    assert.deepEqual(cause, { type: 'limit', limit: 'total', limitMs: 1_000 });
    assert.equal(server.requests.length, 2);
  });
});

test('the wait is doubled with jitter, and Retry-After counts in both its forms', () => {
  const refused = {
    type: 'failed',
    failure: networkFailure({ code: 'ECONNREFUSED' }, ''),
  } as const;
  for (const [attempt, fullMs] of [
    [1, 500],
    [2, 1000],
    [3, 2000],
  ] as const) {
    const waitMs = planRetry(refused, attempt, 500)?.waitMs ?? 0;
    assert.ok(waitMs > fullMs * 0.75 - 1 && waitMs <= fullMs);
  }
  assert.equal(planRetry(refused, 4, 500), undefined);
  assert.ok((planRetry(refused, 3, 50_000)?.waitMs ?? Infinity) <= 8000);

  const waitAfter = (header: string): number => {
    const value = { status: 429, headers: { 'retry-after': header } };
    return planRetry({ type: 'done', value }, 1, 500)?.waitMs ?? -1;
  };
  assert.equal(waitAfter('7'), 7000);
  assert.equal(waitAfter('0'), 0);
  assert.equal(waitAfter('-5'), 0);
  assert.equal(waitAfter('86400'), 60_000);
  const inTenSeconds = waitAfter(new Date(Date.now() + 10_000).toUTCString());
  assert.ok(inTenSeconds > 8000 && inTenSeconds <= 10_000);
  assert.equal(waitAfter(new Date(0).toUTCString()), 0);
  assert.ok(waitAfter('soon') > 300, 'a word is no time');
});
