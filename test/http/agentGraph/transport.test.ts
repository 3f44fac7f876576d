import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testKey } from '../../support/testKeys.ts';
import {
  allSocketsClosed,
  socketClosed,
  startRawServer,
  startServer,
} from '../../support/servers/testServer.ts';
import {
  failureOf,
  eachTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

const big = Buffer.alloc(4 * 1024 * 1024, 'x');

eachTransport((openTransport, way) => {
  test('a POST arrives with its path, headers and body, and the response with its own', async (t) => {
    const server = await startServer(t, (response) => {
      response.writeHead(201, { 'x-odd': ['a', 'b'] }).end('{"ok":true}');
    });
    const outcome = await openTransport(t).post(requestTo(`${server.origin}/some/path?q=1`));
    const response = responseOf(outcome);
    assert.equal(response.status, 201);
    assert.equal(response.headers['x-odd'], 'a, b');
    assert.deepEqual(await readBody(response), { text: '{"ok":true}' });
    const [request] = server.requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request.path, '/some/path?q=1');
    assert.equal(request.body, '{"n":1}');
    assert.equal(request.headers['x-api-key'], testKey);
    assert.equal(request.headers['accept-encoding'], 'identity');
  });

  test('the body arrives piece by piece while the server is still writing', async (t) => {
    const server = await startServer(t, async (response, _request, socket) => {
      response.write('first\n');
      await once(socket, 'goOn');
      response.end('second\n');
    });
    const { body } = responseOf(await openTransport(t).post(requestTo(server.origin)));
    const pieces: string[] = [];
    for await (const piece of body) {
      pieces.push(Buffer.from(piece).toString());
      for (const socket of server.sockets) socket.emit('goOn');
    }
    assert.deepEqual(pieces, ['first\n', 'second\n']);
  });

  test('a large body arrives whole at a slow reader, without being held in memory', async (t) => {
    const server = await startServer(t, (response) => {
      response.end(Buffer.concat([big, big, big, big]));
    });
    const { body } = responseOf(await openTransport(t).post(requestTo(server.origin)));
    let bytes = 0;
    for await (const piece of body) {
      if (bytes === 0) await sleep(50);
      bytes += piece.length;
      if (bytes === piece.length) {
        const [socket] = server.sockets;
        assert.ok((socket?.writableLength ?? 0) > big.length, 'the server has to wait');
      }
    }
    assert.equal(bytes, 4 * big.length);
  });

  test('the next turn uses the same connection, where it can be known to be alive', async (t) => {
    const server = await startServer(t, (response) => void response.end('ok'));
    const transport = openTransport(t);
    for (let turn = 0; turn < 3; turn++) {
      await readBody(responseOf(await transport.post(requestTo(server.origin))));
    }
    assert.equal(server.requests.length, 3);
    // fetch does not tell how old a kept connection is, so there each request has its own.
    assert.equal(server.connectionCount(), way === 'host' ? 3 : 1);
  });

  test('requests at the same time do not wait for each other', async (t) => {
    let arrived = 0;
    const server = await startServer(t, async (response, _request, socket) => {
      if (++arrived === 5) for (const other of server.sockets) other.emit('all');
      else await once(socket, 'all');
      response.end('ok');
    });
    const transport = openTransport(t);
    const five = Array.from({ length: 5 }, () => transport.post(requestTo(server.origin)));
    const texts = (await Promise.all(five)).map(async (outcome) => readBody(responseOf(outcome)));
    assert.equal((await Promise.all(texts)).filter(({ text }) => text === 'ok').length, 5);
  });

  test('after the server closed the idle connection the next turn works, sent once', async (t) => {
    const server = await startServer(t, (response) => void response.end('ok'));
    const transport = openTransport(t);
    for (let turn = 1; turn <= 20; turn++) {
      assert.equal(
        (await readBody(responseOf(await transport.post(requestTo(server.origin))))).text,
        'ok',
      );
      assert.equal(server.requests.length, turn);
      for (const socket of server.sockets) socket.destroy();
      // On even turns at once, before this side could have noticed.
      if (turn % 2) await sleep(5);
    }
  });

  test('a turn whose connection the server closes unanswered is reported, not repeated', async (t) => {
    const server = await startServer(t, (response, _request, socket) => {
      if (server.requests.length === 1) response.end('ok');
      else socket.destroy();
    });
    const transport = openTransport(t);
    await readBody(responseOf(await transport.post(requestTo(server.origin))));
    const failure = failureOf(await transport.post(requestTo(server.origin)));
    const address = `127.0.0.1:${String(server.port)}`;
    assert.equal(failure.kind, 'network');
    assert.deepEqual(failure.cause, { type: 'connection', reason: 'reset', address });
    assert.equal(server.requests.length, 2);
  });

  test('leaving the body early closes its connection, and the next turn works', async (t) => {
    const server = await startServer(t, (response) => void response.end(big));
    const transport = openTransport(t);
    const { body } = responseOf(await transport.post(requestTo(server.origin)));
    for await (const piece of body) if (piece.length > 0) break;
    await allSocketsClosed(server);
    assert.equal(
      (await readBody(responseOf(await transport.post(requestTo(server.origin))))).text.length,
      big.length,
    );
  });

  test('a body that nobody reads blocks no other request and is dropped after the idle limit', async (t) => {
    const server = await startServer(t, (response) => void response.end(big));
    const transport = openTransport(t);
    const unread = requestTo(server.origin, { timeouts: { idleMs: 50 } });
    responseOf(await transport.post(unread));
    const [socket] = server.sockets;
    await readBody(responseOf(await transport.post(requestTo(server.origin))));
    assert.ok(socket);
    await socketClosed(socket);
  });

  test('an abort before the headers ends the request at once and closes its connection', async (t) => {
    const abort = new AbortController();
    const server = await startServer(t, () => {
      abort.abort();
    });
    const outcome = await openTransport(t).post(requestTo(server.origin, { signal: abort.signal }));
    assert.deepEqual(outcome, { type: 'aborted' });
    await allSocketsClosed(server);
  });

  test('an abort while connecting ends the request at once and closes its socket', async (t) => {
    const abort = new AbortController();
    const server = await startRawServer(t, () => {
      abort.abort();
    });
    const url = server.origin.replace('http:', 'https:');
    const outcome = await openTransport(t).post(requestTo(url, { signal: abort.signal }));
    assert.deepEqual(outcome, { type: 'aborted' });
    await allSocketsClosed(server);
  });

  test('an abort in the body ends it quietly, even while the reader waits', async (t) => {
    const server = await startServer(t, (response) => void response.write('first\n'));
    const abort = new AbortController();
    const request = requestTo(server.origin, { signal: abort.signal });
    const { body } = responseOf(await openTransport(t).post(request));
    const pieces = body[Symbol.asyncIterator]();
    const first = await pieces.next();
    assert.equal(Buffer.from(first.value ?? []).toString(), 'first\n');
    const next = pieces.next();
    abort.abort();
    assert.equal((await next).done, true);
    await allSocketsClosed(server);
  });

  test('a signal that is aborted already sends nothing', async (t) => {
    const server = await startServer(t, (response) => void response.end());
    const request = requestTo(server.origin, { signal: AbortSignal.abort() });
    assert.deepEqual(await openTransport(t).post(request), { type: 'aborted' });
    assert.equal(server.connectionCount(), 0);
  });

  test('dispose aborts what is under way, closes idle sockets and refuses further requests', async (t) => {
    const server = await startServer(t, (response) => {
      if (server.requests.length === 1) response.end('ok');
      else void transport.dispose();
    });
    const transport = openTransport(t);
    await readBody(responseOf(await transport.post(requestTo(server.origin))));
    assert.deepEqual(await transport.post(requestTo(server.origin)), { type: 'aborted' });
    await allSocketsClosed(server);
    assert.deepEqual(await transport.post(requestTo(server.origin)), { type: 'aborted' });
  });

  test('a URL that is not http(s) and a key that no header can carry are refused unsent', async (t) => {
    const transport = openTransport(t);
    for (const url of ['ftp://127.0.0.1/', 'nonsense']) {
      const failure = failureOf(await transport.post(requestTo(url)));
      assert.equal(failure.kind, 'invalidRequest');
      assert.equal(failure.cause?.type === 'input' && failure.cause.field, 'url');
    }
    const headers = { 'x-api-key': `${testKey}\n“quoted”` };
    const failure = failureOf(await transport.post(requestTo('http://127.0.0.1:1/', { headers })));
    assert.equal(failure.kind, 'invalidRequest');
    assert.equal(failure.cause?.type === 'input' && failure.cause.field, 'x-api-key');
  });
});
