import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, test, type TestContext } from 'node:test';
import { playReply } from '../../../src/simulator/server/playReply.ts';
import type { ServerReply, WireAction } from '../../../src/simulator/server/reply.ts';

/** A server that plays one reply to everybody; `ended` counts the replies that are over. */
async function play(t: TestContext, actions: Iterable<WireAction>, keepAliveMs: number) {
  let onEnd = (): void => undefined;
  const ended = new Promise<void>((resolve) => (onEnd = resolve));
  const reply: ServerReply = { status: 200, headers: {}, actions, onEnd };
  const server = createServer((_, response) => void playReply(reply, response, keepAliveMs));
  t.after(() => server.close().closeAllConnections());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, ended };
}

describe('a reply is played', () => {
  test('with blank lines in a long pause, but not before the first line', async (t) => {
    const { url } = await play(
      t,
      [
        { type: 'wait', ms: 30 },
        { type: 'write', data: 'one\n' },
        { type: 'wait', ms: 35 },
        { type: 'write', data: 'two\n' },
      ],
      10,
    );
    assert.equal(await (await fetch(url)).text(), 'one\n\n\n\ntwo\n');
  });

  test('without blank lines in a silent pause', async (t) => {
    const { url } = await play(
      t,
      [
        { type: 'write', data: 'on' },
        { type: 'wait', ms: 35, silent: true },
        { type: 'write', data: 'e\n' },
      ],
      10,
    );
    assert.equal(await (await fetch(url)).text(), 'one\n');
  });

  test('to its end only while somebody listens: leaving ends the longest pause', async (t) => {
    const { url, ended } = await play(
      t,
      [
        { type: 'write', data: 'one\n' },
        { type: 'wait', ms: 3_600_000 },
      ],
      3_600_000,
    );
    const response = await fetch(url);
    await response.body?.cancel();
    await ended;
  });
});
