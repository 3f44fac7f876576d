import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { holdClock } from '../../support/heldClock.ts';
import { startProxy } from '../../support/servers/testProxy.ts';
import { testKey } from '../../support/testKeys.ts';
import type { TestServer } from '../../support/servers/testServer.ts';
import { allSocketsClosed, startRawServer } from '../../support/servers/testServer.ts';
import {
  eachTransport,
  openTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

interface Fault {
  readonly what: string;
  /** What the server does to a connection once it has answered on it. */
  readonly apply: (socket: Socket) => void;
  /** This side does not learn of it; only time tells. */
  readonly isUnseen?: boolean;
}

/** Longer than a connection may be idle before a request that is sent once. */
const longMs = 700;

const faults: readonly Fault[] = [
  { what: 'closes it with the answer', apply: (socket) => socket.end() },
  {
    what: 'resets it soon after',
    apply: later((socket) => socket.resetAndDestroy()),
  },
  { what: 'closes it soon after', apply: later((socket) => socket.end()) },
  {
    what: 'says 408 on it and closes it',
    apply: later((socket) => socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n')),
  },
  {
    what: 'has forgotten it, like a gateway that was restarted, and resets it at the next byte',
    apply: (socket) => {
      socket.removeAllListeners('data').once('data', () => socket.resetAndDestroy());
    },
    isUnseen: true,
  },
];

function later(action: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => setImmediate(action, socket);
}

interface UnkindServer extends TestServer {
  /** What was asked, over all connections. */
  readonly bodies: readonly string[];
}

/** Says with each answer that the connection stays, and then does something else to it. */
async function startUnkind(t: TestContext, apply: Fault['apply']): Promise<UnkindServer> {
  const bodies: string[] = [];
  const server = await startRawServer(t, (socket) => {
    let received = '';
    socket.on('data', (bytes) => {
      received += bytes.toString();
      const [, body] = /\r\n\r\n(\{.*\})$/s.exec(received) ?? [];
      if (body === undefined) return;
      received = '';
      bodies.push(body);
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}', () => apply(socket));
    });
  });
  return { ...server, bodies };
}

/** Until the server's connections are gone, and this side, or the proxy before it, has noticed. */
async function connectionsGone(server: UnkindServer): Promise<void> {
  await allSocketsClosed(server);
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}

/** Sends turns that may not be repeated and sees each of them answered, and arrive once. */
async function sendTurns(
  transport: HttpTransport,
  url: string,
  { bodies }: UnkindServer,
  pause: () => void | Promise<void>,
): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    const body = JSON.stringify({ turn });
    const response = responseOf(await transport.post(requestTo(url, { body })));
    assert.deepEqual(await readBody(response), { text: '{}' });
    assert.equal(bodies.at(-1), body);
    assert.equal(bodies.length, turn + 1);
    await pause();
  }
}

eachTransport((open) => {
  for (const { what, apply, isUnseen } of faults) {
    test(`a turn is sent once and answered though the server ${what}`, async (t) => {
      const server = await startUnkind(t, apply);
      const transport = open(t);
      const clock = holdClock(t);
      const pause = () => (isUnseen ? clock.pass(longMs) : connectionsGone(server));
      await sendTurns(transport, server.origin, server, pause);
    });
  }

  test('a session is closed once on a connection that the server has forgotten', async (t) => {
    const server = await startUnkind(t, (socket) => {
      socket.removeAllListeners('data').once('data', () => socket.resetAndDestroy());
    });
    const ids = { businessId: 'b', agentId: 'a', clientKey: 'c' };
    const agent = { name: 'Shop', baseUrl: server.origin, ...ids };
    const client = new AgentGraphClient({ agent, apiKey: testKey, transport: open(t) });
    const { signal } = new AbortController();
    const clock = holdClock(t);
    await client.close('first', signal);
    clock.pass(longMs);
    assert.deepEqual(await client.close('second', signal), { type: 'done', value: undefined });
    assert.deepEqual(
      server.bodies.map((body) => (JSON.parse(body) as { sessionId: string }).sessionId),
      ['first', 'second'],
    );
  });

  test('a request that may be repeated outlives a connection that the server has forgotten', async (t) => {
    const server = await startUnkind(t, (socket) => {
      socket.removeAllListeners('data').once('data', () => socket.resetAndDestroy());
    });
    const transport = open(t, { retryBaseMs: 2 });
    for (let count = 1; count <= 2; count++) {
      const outcome = await transport.post(requestTo(server.origin, { retry: true }));
      assert.deepEqual(await readBody(responseOf(outcome)), { text: '{}' });
      assert.equal(server.bodies.length, count);
    }
  });
});

// Only undici's transport chooses its tunnels itself; the other one has a connection a request.
for (const { what, apply, isUnseen } of faults) {
  test(`a turn through a tunnel is sent once and answered though the server ${what}`, async (t) => {
    const server = await startUnkind(t, apply);
    const { address: url } = await startProxy(t, server.port);
    const transport = openTransport(t, { proxy: () => ({ url, source: 'test' }) });
    const clock = holdClock(t);
    const pause = () => (isUnseen ? clock.pass(longMs) : connectionsGone(server));
    await sendTurns(transport, 'http://agent.example.test/', server, pause);
  });
}

test('a fresh connection is used again, so turns that follow each other cost no handshake', async (t) => {
  const server = await startUnkind(t, () => undefined);
  const transport = openTransport(t);
  const clock = holdClock(t);
  await sendTurns(transport, server.origin, server, () => undefined);
  assert.equal(server.connectionCount(), 1);
  clock.pass(longMs);
  await readBody(responseOf(await transport.post(requestTo(server.origin))));
  assert.equal(server.connectionCount(), 2);
});
