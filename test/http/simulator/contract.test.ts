import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../../support/eventually.ts';
import { startTalk, userText, type Talk } from '../../support/servers/sofiaTalk.ts';

const ids = { businessId: 'demo-business', clientKey: 'tester-1' };

async function refusal(response: Response): Promise<[number, unknown]> {
  return [response.status, await response.json()];
}

function bare(code: number, message: string): object {
  return { code, message, details: [] };
}

describe('the simulator keeps the contract', () => {
  test('a missing or wrong key is 401 with the message in WWW-Authenticate', async (t) => {
    const { post } = await startTalk(t);
    for (const endpoint of ['init', 'invoke', 'invoke_sync', 'close', 'health']) {
      const missing = await post(endpoint, ids, { 'x-api-key': '' });
      assert.equal(missing.headers.get('www-authenticate'), 'missing key');
      assert.deepEqual(await refusal(missing), [401, bare(16, 'missing key')]);
      const wrong = await post(endpoint, ids, { 'x-api-key': 'guess' });
      assert.deepEqual(await refusal(wrong), [401, bare(16, 'invalid key')]);
    }
  });

  test('another business is 403, a missing clientKey 400', async (t) => {
    const { post } = await startTalk(t);
    const other = await post('init', { ...ids, businessId: 'other' });
    assert.deepEqual(await refusal(other), [
      403,
      bare(7, 'the key does not belong to this business'),
    ]);
    const nobody = await post('health', { businessId: 'demo-business' });
    assert.deepEqual(await refusal(nobody), [400, bare(3, 'clientKey is required')]);
  });

  test('a body that is not a JSON object is 400', async (t) => {
    const { post } = await startTalk(t);
    for (const body of ['', 'shoes', '[]', '42']) {
      assert.deepEqual(await refusal(await post('init', body)), [
        400,
        bare(3, 'the body is not a JSON object'),
      ]);
    }
  });

  test('a body above 4 MiB is 413', async (t) => {
    const { post } = await startTalk(t);
    const response = await post('init', { ...ids, extra: 'x'.repeat(5 * 1024 * 1024) });
    assert.equal(response.status, 413);
    await response.body?.cancel();
  });

  test('other methods are 501 and other paths 404, as the gateway answers', async (t) => {
    const { simulator, post } = await startTalk(t);
    const get = await fetch(`${simulator.baseUrl}/external/v1/ai/agent_graph/init`);
    assert.deepEqual(await refusal(get), [501, bare(12, 'Method Not Allowed')]);
    assert.deepEqual(await refusal(await post('initialize', ids)), [404, bare(5, 'Not Found')]);
    const elsewhere = await fetch(`${simulator.baseUrl}/v2/chat`);
    assert.deepEqual(await refusal(elsewhere), [404, bare(5, 'Not Found')]);
  });

  test('health answers without a session', async (t) => {
    const { post } = await startTalk(t);
    assert.deepEqual(await (await post('health', ids)).json(), { response: { healthy: true } });
  });

  test('every init opens a session of its own', async (t) => {
    const { post, simulator, sessionId } = await startTalk(t);
    const second = (await (await post('init', ids)).json()) as { response: { sessionId: string } };
    assert.notEqual(second.response.sessionId, sessionId);
    assert.equal(simulator.openSessions, 2);
  });

  test('close has its documented form, and ends the session for good', async (t) => {
    const { post, sessionId, say } = await startTalk(t);
    const close = await post('close', { ...ids, sessionId });
    assert.equal(await close.text(), '{"result":{"response":{}},"error":null}\n');
    const again = await post('close', { ...ids, sessionId });
    const lost = { error: bare(5, 'session not found') };
    assert.deepEqual(await refusal(again), [404, lost]);
    const answer = await say('hello');
    assert.deepEqual([answer.status, JSON.parse(answer.body)], [404, lost]);
  });

  test('an unknown session is form B on invoke and the bare form on invoke_sync', async (t) => {
    const { post } = await startTalk(t);
    const body = { ...ids, sessionId: 'nobody', inputEvents: [userText('hi')] };
    const error = bare(5, 'session not found');
    assert.deepEqual(await refusal(await post('invoke', body)), [404, { error }]);
    assert.deepEqual(await refusal(await post('invoke_sync', body)), [404, error]);
  });

  test("another customer's session is as unknown as any", async (t) => {
    const { post, sessionId } = await startTalk(t);
    const response = await post('close', { ...ids, clientKey: 'somebody-else', sessionId });
    assert.equal(response.status, 404);
    await response.body?.cancel();
  });

  test('an unknown agent is 404, no agent is the default one', async (t) => {
    const { post, sessionId } = await startTalk(t);
    const body = { ...ids, sessionId, inputEvents: [userText('hi')] };
    const other = await post('invoke', { ...body, agentId: 'nobody' });
    assert.deepEqual(await refusal(other), [404, { error: bare(5, 'agent not found') }]);
    for (const agentId of ['demo-agent', '', undefined]) {
      const response = await post('invoke', { ...body, agentId });
      assert.equal(response.status, 200);
      await response.text();
    }
  });

  test('missing and empty inputEvents are 400', async (t) => {
    const { post, sessionId } = await startTalk(t);
    const error = bare(3, 'inputEvents is empty');
    for (const inputEvents of [undefined, [], 'hi', null]) {
      const body = { ...ids, sessionId, inputEvents };
      assert.deepEqual(await refusal(await post('invoke', body)), [400, { error }]);
      assert.deepEqual(await refusal(await post('invoke_sync', body)), [400, error]);
    }
  });

  test('snake_case is accepted and unknown fields are ignored', async (t) => {
    const { post, sessionId } = await startTalk(t);
    const response = await post('invoke_sync', {
      business_id: 'demo-business',
      client_key: 'tester-1',
      session_id: sessionId,
      agent_id: 'demo-agent',
      favourite_colour: 'blue',
      input_events: [
        { message_event: { role: 'USER', content: { text_content: { text: 'blue bottles' } } } },
      ],
    });
    const { response: reply } = (await response.json()) as {
      response: { sessionId: string; responseEvents: object[] };
    };
    assert.equal(reply.sessionId, sessionId);
    assert.ok(reply.responseEvents.some((event) => 'recommendationEvent' in event));
  });

  test('a stream is chunked JSON lines with a blank keep-alive, served as application/json', async (t) => {
    const { post, sessionId } = await startTalk(t);
    const response = await post('invoke', { ...ids, sessionId, inputEvents: [userText('socks')] });
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(response.headers.get('transfer-encoding'), 'chunked');
    const text = await response.text();
    assert.ok(text.endsWith('\n'));
    const lines = text.slice(0, -1).split('\n');
    assert.equal(lines[1], '');
    const objects = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as object);
    assert.ok(objects.length > 2);
    assert.ok(objects.every((line) => Object.keys(line).join() === 'result'));
  });

  test('a second invoke during a turn is 409, and the session works again afterwards', async (t) => {
    const talk = await startTalk(t);
    const [slow, refused] = await Promise.all([talk.say('/slow 3 400'), secondTurn(talk)]);
    assert.equal(slow.texts.length, 3);
    assert.equal(refused.status, 409);
    assert.equal((await talk.say('hi')).status, 200);
  });

  test('a client that leaves frees the session at once', async (t) => {
    const { post, sessionId, say } = await startTalk(t);
    const inputEvents = [userText('/slow 100 60000')];
    const response = await post('invoke', { ...ids, sessionId, inputEvents });
    await response.body?.cancel();
    assert.equal((await say('hi')).status, 200);
  });

  test('a session that nobody used for a while is gone', async (t) => {
    let nowMs = 1_000_000;
    const { say, simulator } = await startTalk(t, { sessionIdleMs: 1000, now: () => nowMs });
    nowMs += 1000;
    assert.equal((await say('hi')).status, 200);
    nowMs += 1001;
    assert.equal((await say('hi')).status, 404);
    assert.equal(simulator.openSessions, 0);
  });

  test('an idle connection is not closed by the simulator, however busy its client is', async (t) => {
    const { post } = await startTalk(t);
    const response = await post('health', ids);
    assert.equal(response.headers.get('connection'), 'keep-alive');
    // Where the server means to close it, it says when.
    assert.equal(response.headers.get('keep-alive'), null);
    await response.body?.cancel();
  });

  test('requests are kept as they came', async (t) => {
    const { simulator, sessionId } = await startTalk(t);
    const [init] = simulator.requests;
    assert.equal(init?.path, '/external/v1/ai/agent_graph/init');
    assert.equal(init.headers['x-api-key'], simulator.apiKey);
    assert.deepEqual(JSON.parse(init.body), ids);
    assert.match(sessionId, /^[0-9a-f-]{36}$/);
  });
});

/** Waits until the first turn is under way. */
async function secondTurn({ simulator, say }: Talk) {
  await eventually(
    () => simulator.requests.some(({ path }) => path.endsWith('/invoke')),
    'the first turn',
  );
  return say('hi');
}
