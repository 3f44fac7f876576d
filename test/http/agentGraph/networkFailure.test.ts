import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { networkFailure } from '../../../src/agentGraph/http/networkFailure.ts';
import { isRead } from '../../support/servers/clientSockets.ts';
import { happening } from '../../support/heldClock.ts';
import { closedPort, startRawServer, startWireServer } from '../../support/servers/testServer.ts';
import {
  causeOf,
  failureOf,
  eachTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

const head = 'HTTP/1.1 200 OK\r\n';

function end(socket: Socket): void {
  socket.end();
}

/** A reset overtakes the bytes before it, so they have to be read. */
async function reset(socket: Socket): Promise<void> {
  await isRead(socket);
  socket.resetAndDestroy();
}

function coded(code: string): Error {
  return Object.assign(new Error('x'), { code });
}

eachTransport((openTransport) => {
  test('a name that does not resolve is a dns failure that names the host', async (t) => {
    const failure = failureOf(await openTransport(t).post(requestTo('http://nowhere.invalid:81/')));
    assert.equal(failure.kind, 'network');
    assert.deepEqual(failure.cause, {
      type: 'connection',
      reason: 'dns',
      address: 'nowhere.invalid:81',
    });
  });

  test('a refused connection names its address, also where a host has several', async (t) => {
    const port = String(await closedPort());
    for (const host of ['127.0.0.1', 'localhost']) {
      const failure = failureOf(await openTransport(t).post(requestTo(`http://${host}:${port}/`)));
      const address = `${host}:${port}`;
      assert.equal(failure.kind, 'network');
      assert.ok(failure.retryable);
      assert.deepEqual(failure.cause, { type: 'connection', reason: 'refused', address });
    }
  });

  test('a connection that is reset or closed before the headers is a reset', async (t) => {
    for (const fault of [reset, end]) {
      const server = await startRawServer(t, (socket) => socket.once('data', () => fault(socket)));
      const cause = causeOf(await openTransport(t).post(requestTo(server.origin)));
      const address = `127.0.0.1:${String(server.port)}`;
      assert.deepEqual(cause, { type: 'connection', reason: 'reset', address });
    }
  });

  const cuts: readonly (readonly [string, string, (socket: Socket) => void])[] = [
    ['is reset', 'transfer-encoding: chunked\r\n\r\n6\r\nfirst\n\r\n', reset],
    ['is closed between chunks', 'transfer-encoding: chunked\r\n\r\n6\r\nfirst\n\r\n', end],
    ['is closed in a chunk', 'transfer-encoding: chunked\r\n\r\n60\r\nfirst\n', end],
    ['is shorter than its length', 'content-length: 60\r\n\r\nfirst\n', end],
    [
      'is shorter than its length on a connection that closes',
      'connection: close\r\ncontent-length: 60\r\n\r\nfirst\n',
      end,
    ],
    [
      'lacks its last chunk on a connection that closes',
      'connection: close\r\ntransfer-encoding: chunked\r\n\r\n6\r\nfirst\n\r\n',
      end,
    ],
  ];

  for (const [what, response, fault] of cuts) {
    test(`a body that ${what} fails as reset behind what had come`, async (t) => {
      const server = await startWireServer(t, head + response, fault);
      const outcome = await openTransport(t).post(requestTo(server.origin));
      const { text, failure } = await readBody(responseOf(outcome));
      assert.equal(text, 'first\n');
      const address = `127.0.0.1:${String(server.port)}`;
      assert.equal(failure?.kind, 'network');
      assert.deepEqual(failure.cause, { type: 'connection', reason: 'reset', address });
    });
  }

  test('all that came before a reset is delivered to a reader that begins after it', async (t) => {
    const lines = 'line\n'.repeat(2000);
    const body = `content-length: 999999\r\n\r\n${lines}`;
    const wasReset = happening();
    const server = await startWireServer(t, head + body, (socket) => {
      socket.once('close', () => wasReset.happens());
      void reset(socket);
    });
    const response = responseOf(await openTransport(t).post(requestTo(server.origin)));
    await wasReset.happened;
    const { text, failure } = await readBody(response);
    assert.equal(text, lines);
    assert.equal(failure?.kind, 'network');
  });

  test('a body without length or chunks ends with its connection, cleanly', async (t) => {
    const server = await startWireServer(t, `${head}connection: close\r\n\r\nall of it`, end);
    const outcome = await openTransport(t).post(requestTo(server.origin));
    assert.deepEqual(await readBody(responseOf(outcome)), { text: 'all of it' });
  });

  test('a server that does not speak HTTP is a protocol failure', async (t) => {
    const server = await startWireServer(t, '220 smtp.example.test ready\r\n', () => undefined);
    const failure = failureOf(await openTransport(t).post(requestTo(server.origin)));
    const address = `127.0.0.1:${String(server.port)}`;
    const cause = { type: 'tls', reason: 'notHttp1', address };
    assert.deepEqual(failure, { kind: 'protocol', cause, retryable: false });
  });
});

test('error codes decide about the failure, whatever the message says', () => {
  const reason = (error: unknown): unknown => {
    const { cause } = networkFailure(error, 'host:443');
    return cause && 'reason' in cause ? cause.reason : undefined;
  };
  assert.equal(reason(coded('EAI_AGAIN')), 'dns');
  assert.equal(reason(coded('ENETUNREACH')), 'unreachable');
  assert.equal(reason(coded('ETIMEDOUT')), 'unreachable');
  assert.equal(reason(coded('EPIPE')), 'reset');
  assert.equal(reason(coded('EACCES')), 'other');
  assert.equal(reason(new Error('connect ECONNREFUSED')), 'other');
  assert.equal(reason('thrown text'), 'other');
  const several = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
  assert.equal(reason(several), 'refused');
});
