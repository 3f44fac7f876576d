import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { describe, test, type TestContext } from 'node:test';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { faultNames } from '../../../src/simulator/faults/faults.ts';
import type { SimulatorOptions } from '../../../src/simulator/simulatorOptions.ts';
import type { Simulator } from '../../../src/simulator/server/server.ts';
import { startTalk, userText } from '../../support/servers/sofiaTalk.ts';
import { canaryKey } from '../../support/testKeys.ts';

/** What a raw client sees of one answer. */
interface Seen {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  readonly pieces: number;
  /** How the body ended: `error` where the connection broke. */
  readonly end: 'end' | 'error' | 'left';
}

/** Sends a text as a client without any cleverness; leaves after `maxBytes`. */
async function ask(
  t: TestContext,
  text: string,
  options: SimulatorOptions = {},
  maxBytes = Infinity,
): Promise<Seen> {
  const { simulator, sessionId } = await startTalk(t, options);
  return send(simulator, sessionId, text, maxBytes);
}

function send(
  { baseUrl, apiKey }: Simulator,
  sessionId: string,
  text: string,
  maxBytes = Infinity,
) {
  const ids = { businessId: 'demo-business', clientKey: 'tester-1', sessionId };
  return new Promise<Seen>((resolve, reject) => {
    const sent = request(`${baseUrl}/external/v1/ai/agent_graph/invoke`, {
      method: 'POST',
      headers: { 'x-api-key': apiKey, connection: 'close' },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      const done = (end: Seen['end']): void => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, bytes: Buffer.concat(chunks), pieces: chunks.length, end });
      };
      // Node reports a reset on the request even when the response has begun.
      sent.off('error', reject).on('error', () => done('error'));
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (chunks.reduce((sum, { length }) => sum + length, 0) < maxBytes) return;
        done('left');
        sent.destroy();
      });
      response.on('end', () => done('end'));
      response.on('error', () => done('error'));
    });
    sent.end(JSON.stringify({ ...ids, inputEvents: [userText(text)] }));
  });
}

function lines({ bytes }: Seen): readonly string[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

describe('faults of status', () => {
  const errors = {
    '400': [400, 3],
    '403': [403, 7],
    '404': [404, 5],
    'session-expired': [404, 5],
    '409': [409, 10],
    '429': [429, 8],
    '500': [500, 13],
  } as const;

  for (const [name, [status, code]] of Object.entries(errors)) {
    test(`${name} answers ${status} with code ${code} as a line of form B`, async (t) => {
      const seen = await ask(t, `/fault ${name}`);
      const { error } = JSON.parse(seen.bytes.toString()) as { error: { code: number } };
      assert.deepEqual([seen.status, error.code], [status, code]);
    });
  }

  test('429 names two seconds, or as many as were asked for, or none', async (t) => {
    assert.equal((await ask(t, '/fault 429')).headers['retry-after'], '2');
    assert.equal((await ask(t, '/fault 429 7')).headers['retry-after'], '7');
    assert.equal((await ask(t, '/fault 429-bare')).headers['retry-after'], undefined);
  });

  test('401 comes bare, as HTML, and with the key in it', async (t) => {
    const bare = await ask(t, '/fault 401');
    assert.equal(bare.headers['www-authenticate'], 'invalid key');
    assert.equal((JSON.parse(bare.bytes.toString()) as { code: number }).code, 16);
    assert.match((await ask(t, '/fault 401-html')).bytes.toString(), /^<html>/);
    const apiKey = canaryKey('echo');
    const echo = await ask(t, '/fault 401-echo', { apiKey });
    assert(echo.bytes.toString().includes(apiKey));
  });

  test('502 is a page, 503 a text, 504 nothing', async (t) => {
    const page = await ask(t, '/fault 502');
    assert.deepEqual([page.status, page.headers['content-type']], [502, 'text/html']);
    assert.match(page.bytes.toString(), /^<!DOCTYPE html>/);
    const text = await ask(t, '/fault 503');
    assert.deepEqual([text.status, text.bytes.toString()], [503, 'upstream connect error']);
    const empty = await ask(t, '/fault 504');
    assert.deepEqual([empty.status, empty.bytes.length], [504, 0]);
  });

  test('a redirect leads to an answer on this origin, or away from it', async (t) => {
    const { simulator, post, sessionId } = await startTalk(t, { fault: 'redirect' });
    const body = {
      businessId: simulator.businessId,
      clientKey: 'tester-1',
      sessionId,
      inputEvents: [userText('hi')],
    };
    // Node's fetch follows a 307 with the same method and body.
    assert.equal((await post('invoke', body)).status, 200);
    const away = await ask(t, '/fault redirect-away');
    assert.match(away.headers.location ?? '', /^https:\/\/elsewhere\.invalid\/external\//);
  });

  test('session-expired ends the session, 404 does not', async (t) => {
    const { say } = await startTalk(t);
    assert.equal((await say('/fault 404')).status, 404);
    assert.equal((await say('hi')).status, 200);
    assert.equal((await say('/fault session-expired')).status, 404);
    assert.equal((await say('hi')).status, 404);
  });
});

describe('faults of time and connection', () => {
  test('slow-first-byte, keep-alive and drip end in a whole answer', async (t) => {
    assert.equal(lines(await ask(t, '/fault slow-first-byte 20')).length, 4);
    const kept = await ask(t, '/fault keep-alive 16');
    assert.match(kept.bytes.toString(), /^\n \r\n\n \r\n/);
    assert.equal(lines(kept).length, 4);
    const dripped = await ask(t, '/fault drip 0');
    assert.equal(lines(dripped).length, 4);
    assert.ok(dripped.pieces > 100);
  });

  test('stall sends as many lines as asked for and keeps the connection open', async (t) => {
    const { bytes } = await ask(t, '/fault stall 2', {}, 1000);
    assert.equal(lines({ bytes } as Seen).length, 2);
  });

  test('silent sends nothing until the client leaves', async (t) => {
    const { simulator, post, sessionId } = await startTalk(t);
    const { businessId } = simulator;
    const inputEvents = [userText('/fault silent')];
    const leaving = AbortSignal.timeout(50);
    const body = JSON.stringify({ businessId, clientKey: 'tester-1', sessionId, inputEvents });
    const url = `${simulator.baseUrl}/external/v1/ai/agent_graph/invoke`;
    const headers = { 'x-api-key': simulator.apiKey };
    await assert.rejects(fetch(url, { method: 'POST', headers, body, signal: leaving }));
    assert.equal((await post('health', { businessId, clientKey: 'c' })).status, 200);
  });

  test('cut ends cleanly in the middle of a line, close and reset break the connection', async (t) => {
    const cut = await ask(t, '/fault cut');
    assert.equal(cut.end, 'end');
    assert.equal(lines(cut).length, 2);
    assert.throws(() => JSON.parse(lines(cut)[1] ?? '') as unknown, SyntaxError);
    const closed = await ask(t, '/fault close');
    assert.deepEqual([closed.end, closed.bytes.equals(cut.bytes)], ['error', false]);
    const reset = await ask(t, '/fault reset 300');
    assert.deepEqual([reset.end, lines(reset).length], ['error', 1]);
  });

  test('close-after gives a whole answer on a connection that then goes away', async (t) => {
    const { say } = await startTalk(t);
    assert.equal((await say('/fault close-after')).events.length, 4);
    assert.equal((await say('hi')).status, 200);
  });

  test('endless goes on until the client leaves', async (t) => {
    const seen = await ask(t, '/fault endless 0', {}, 100_000);
    assert.ok(lines(seen).length > 100);
  });

  test('codings and framings hold the same lines', async (t) => {
    const decode = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };
    for (const [coding, decoded] of Object.entries(decode)) {
      const seen = await ask(t, `/fault ${coding}`);
      assert.equal(seen.headers['content-encoding'], coding);
      assert.equal(decoded(seen.bytes).toString().trimEnd().split('\n').length, 4);
    }
    const crlf = (await ask(t, '/fault crlf')).bytes.toString();
    assert.equal(crlf.split('\r\n').length, 5);
    const bom = (await ask(t, '/fault bom')).bytes;
    assert.deepEqual([...bom.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.ok(!(await ask(t, '/fault no-newline')).bytes.toString().endsWith('\n'));
    const typed = await ask(t, '/fault wrong-type');
    assert.deepEqual([typed.headers['content-type'], lines(typed).length], ['text/html', 4]);
  });

  test('duplicate sends every line twice, empty sends none', async (t) => {
    const all = lines(await ask(t, '/fault duplicate', { now: () => 0 }));
    assert.equal(all.length, 8);
    for (let index = 0; index < 8; index += 2) assert.equal(all[index], all[index + 1]);
    const empty = await ask(t, '/fault empty');
    assert.deepEqual([empty.status, empty.bytes.length], [200, 0]);
  });
});

test('every fault that has a name can be asked for, and is explained', async (t) => {
  const { say } = await startTalk(t);
  const { texts } = await say('/fault');
  for (const [name, description] of Object.entries(faultNames)) {
    assert.ok(texts.at(-1)?.includes(`\`/fault ${name}\`: ${description}`), name);
  }
});
