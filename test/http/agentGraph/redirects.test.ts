import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testKey } from '../../support/testKeys.ts';
import type { TestServer } from '../../support/servers/testServer.ts';
import { allSocketsClosed, startServer } from '../../support/servers/testServer.ts';
import {
  failureOf,
  eachTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

eachTransport((openTransport) => {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`a ${String(status)} to another origin is refused and the key not sent there`, async (t) => {
      const other = await startServer(t, (response) => void response.end('stolen'));
      const server = await startServer(t, (response) => {
        response.writeHead(status, { location: `${other.origin}/x?token=1` }).end('moved');
      });
      const failure = failureOf(await openTransport(t).post(requestTo(server.origin)));
      assert.deepEqual(failure, {
        kind: 'protocol',
        status,
        cause: { type: 'redirect', to: other.origin },
        retryable: false,
      });
      assert.equal(other.connectionCount(), 0);
      await allSocketsClosed(server);
    });
  }

  for (const status of [301, 302, 303]) {
    test(`a ${String(status)} within the origin is not followed: it would drop the turn`, async (t) => {
      const server = await startServer(t, (response) => {
        response.writeHead(status, { location: '/login?next=1' }).end();
      });
      const failure = failureOf(await openTransport(t).post(requestTo(server.origin)));
      assert.equal(failure.status, status);
      assert.deepEqual(failure.cause, { type: 'redirect', to: `${server.origin}/login` });
      assert.equal(server.requests.length, 1);
    });
  }

  for (const status of [307, 308]) {
    test(`a ${String(status)} within the origin is followed with the same POST`, async (t) => {
      const server = await startServer(t, (response, { path }) => {
        if (path === '/new?a=1') response.end('here');
        else response.writeHead(status, { location: '/new?a=1' }).end('moved');
      });
      const response = responseOf(await openTransport(t).post(requestTo(`${server.origin}/old`)));
      assert.deepEqual(await readBody(response), { text: 'here' });
      const [first, second] = server.requests;
      assert.equal(server.requests.length, 2);
      assert.deepEqual([second?.method, second?.path], ['POST', '/new?a=1']);
      assert.equal(second?.body, first?.body);
      assert.equal(second?.headers['x-api-key'], testKey);
    });
  }

  test('a circle of redirects ends after three with a failure', async (t) => {
    const server: TestServer = await startServer(t, (response) => {
      response.writeHead(307, { location: `${server.origin}/again` }).end();
    });
    const failure = failureOf(await openTransport(t).post(requestTo(server.origin)));
    assert.deepEqual(failure.cause, { type: 'redirect', to: `${server.origin}/again` });
    assert.equal(server.requests.length, 4);
  });

  test('a redirect to a place that is no address is an ordinary response', async (t) => {
    const server = await startServer(t, (response) => {
      response.writeHead(307).end('where?');
    });
    const response = responseOf(await openTransport(t).post(requestTo(server.origin)));
    assert.equal(response.status, 307);
    assert.deepEqual(await readBody(response), { text: 'where?' });
  });

  test('the total limit and an abort hold across redirects', async (t) => {
    const { signal, abort } = abortable();
    const server = await startServer(t, (response, { path }) => {
      if (path === '/') response.writeHead(307, { location: '/slow' }).end();
      else if (path === '/stop') response.writeHead(307, { location: '/stopped' }).end();
      else if (path === '/stopped') abort();
    });
    const transport = openTransport(t);
    const request = requestTo(server.origin, { timeouts: { totalMs: 80 } });
    const { cause } = failureOf(await transport.post(request));
    assert.deepEqual(cause, { type: 'limit', limit: 'total', limitMs: 80 });
    assert.deepEqual(await transport.post(requestTo(`${server.origin}/stop`, { signal })), {
      type: 'aborted',
    });
  });
});

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}
