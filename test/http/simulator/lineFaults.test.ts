import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startTalk, userText, type Talk } from '../../support/servers/sofiaTalk.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

const ids = { businessId: 'demo-business', clientKey: 'tester-1' };

/** The body of a turn, byte by byte. */
async function bytesOf({ post, sessionId }: Talk, text: string): Promise<Buffer> {
  const response = await post('invoke', { ...ids, sessionId, inputEvents: [userText(text)] });
  return Buffer.from(await response.arrayBuffer());
}

async function linesOf(talk: Talk, text: string): Promise<readonly string[]> {
  const body = (await bytesOf(talk, text)).toString();
  return body.split('\n').filter((line) => line.trim() !== '');
}

describe('faults of content leave the lines around them whole', () => {
  test('bad-json, and the next lines arrive', async (t) => {
    const [first, bad, ...rest] = await linesOf(await startTalk(t), '/fault bad-json');
    assert.throws(() => JSON.parse(bad ?? '') as unknown, SyntaxError);
    assert.equal(rest.length, 3);
    for (const line of [first, ...rest]) JSON.parse(line ?? '');
  });

  test('invalid-utf8 has bytes that do not decode', async (t) => {
    const bytes = await bytesOf(await startTalk(t), '/fault invalid-utf8');
    assert.ok(bytes.includes(Buffer.of(0xe9, 0xff)));
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), TypeError);
  });

  test('huge-line is 33 MiB, or as many as asked for', async (t) => {
    const talk = await startTalk(t);
    const longest = async (text: string) =>
      Math.max(...(await linesOf(talk, text)).map(({ length }) => length));
    const mebibyte = 1024 * 1024;
    assert.equal(Math.floor((await longest('/fault huge-line')) / mebibyte), 33);
    assert.equal(Math.floor((await longest('/fault huge-line 2')) / mebibyte), 2);
  });

  test('deep is nested ten thousand levels', async (t) => {
    const all = await linesOf(await startTalk(t), '/fault deep');
    assert.ok(all.some((line) => line.includes('['.repeat(10_000))));
  });

  test('error-line comes after the first lines and ends the body', async (t) => {
    const all = await linesOf(await startTalk(t), '/fault error-line');
    assert.equal(all.length, 3);
    assert.deepEqual(JSON.parse(all[2] ?? ''), {
      error: { code: 14, message: 'upstream unavailable', details: [] },
    });
  });

  test('error-first is the only line of a 200, no-events an empty list', async (t) => {
    const talk = await startTalk(t);
    const [error, ...others] = await linesOf(talk, '/fault error-first');
    assert.deepEqual([Object.keys(JSON.parse(error ?? '') as object), others], [['error'], []]);
    const none = await talk.say('/fault no-events');
    assert.deepEqual([none.status, none.events.length], [200, 0]);
  });

  test('unknown-event brings names nobody knows', async (t) => {
    const { kinds, body } = await (await startTalk(t)).say('/fault unknown-event');
    assert.ok(kinds.includes('someFutureEvent'));
    assert.match(body, /"SUPERVISOR"/);
    assert.match(body, /"hologramMessage"/);
  });

  test('many-keys, scalars, proto-keys and odd-types are there as named', async (t) => {
    const talk = await startTalk(t);
    assert.match(await joined(talk, '/fault many-keys'), /"connectlyInteractiveEvent":null/);
    assert.ok((await linesOf(talk, '/fault scalars')).includes('42'));
    assert.match(await joined(talk, '/fault proto-keys'), /"__proto__":/);
    assert.match(await joined(talk, '/fault odd-types'), /"price":"89\.90"/);
    assert.match(await joined(talk, '/fault hostile'), /javascript:alert/);
  });

  test("wrong-session carries another session's id", async (t) => {
    const talk = await startTalk(t);
    const body = await joined(talk, '/fault wrong-session');
    assert.ok(!body.includes(talk.sessionId));
    assert.match(body, /"sessionId":"00000000-/);
  });
});

async function joined(talk: Talk, text: string): Promise<string> {
  return (await linesOf(talk, text)).join('\n');
}

describe('faults by option and at init', () => {
  test('an option strikes every turn, and the session goes on', async (t) => {
    const talk = await startTalk(t, { fault: 'bad-json' });
    for (const text of ['hi', 'running shoes']) {
      assert.ok((await linesOf(talk, text)).some((line) => line.includes('oops')));
    }
  });

  test('an option for init strikes every init', async (t) => {
    const simulator = await startTestSimulator({ fault: 'init-429 1' });
    t.after(() => simulator.close());
    for (let attempt = 0; attempt < 2; attempt++) {
      const response = await fetch(`${simulator.baseUrl}/external/v1/ai/agent_graph/init`, {
        method: 'POST',
        headers: { 'x-api-key': simulator.apiKey },
        body: JSON.stringify(ids),
      });
      assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '1']);
      await response.body?.cancel();
    }
  });

  test('typed, it strikes the next init only', async (t) => {
    const { say, post, simulator } = await startTalk(t);
    assert.equal((await say('/fault init-503')).status, 200);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 2; attempt++) {
      const response = await post('init', ids);
      statuses.push(response.status);
      await response.body?.cancel();
    }
    assert.deepEqual(statuses, [503, 200]);
    assert.equal(simulator.openSessions, 2);
  });

  test('a fault that replaces the answer leaves the conversation where it was', async (t) => {
    const { say } = await startTalk(t);
    const first = await say('running shoes under $100');
    assert.equal((await say('/fault 500')).status, 500);
    const cheaper = await say('cheaper');
    const lowest = Math.min(...first.products.map(({ price }) => price));
    assert.ok(cheaper.products.every(({ price }) => price < lowest));
  });

  test('invoke_sync has faults too', async (t) => {
    const { post, sessionId } = await startTalk(t);
    const sync = (text: string) =>
      post('invoke_sync', { ...ids, sessionId, inputEvents: [userText(text)] });
    const refused = await sync('/fault 500');
    assert.deepEqual(await refused.json(), { code: 13, message: 'internal error', details: [] });
    const cut = await (await sync('/fault cut')).text();
    assert.throws(() => JSON.parse(cut) as unknown, SyntaxError);
  });

  test('an unknown fault is refused at the start', async () => {
    await assert.rejects(startTestSimulator({ fault: 'gremlins' }), /gremlins/);
  });
});

describe('answers of any length', () => {
  test('/burst streams as many events as asked for', async (t) => {
    const { events } = await (await startTalk(t)).say('/burst 5000');
    assert.equal(events.length, 5000);
  });

  test('/slow streams as many lines as asked for', async (t) => {
    const { texts } = await (await startTalk(t)).say('/slow 3 1');
    assert.deepEqual(texts, ['Line 1 of 3.', 'Line 2 of 3.', 'Line 3 of 3.']);
  });
});
