import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, test } from 'node:test';
import { startTalk } from '../../support/servers/sofiaTalk.ts';

describe('the shop serves what its answers point at', () => {
  test('every picture and page of the catalogue', async (t) => {
    const { say } = await startTalk(t);
    const { products } = await say('/products 72');
    for (const { imageUrl, url, title } of products) {
      const page = await fetch(url);
      assert.equal(page.status, 200, url);
      assert.ok((await page.text()).includes(title), url);
      if (imageUrl === '') continue;
      const image = await fetch(imageUrl);
      assert.equal(image.headers.get('content-type'), 'image/svg+xml', imageUrl);
      assert.match(
        await image.text(),
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/,
      );
    }
  });

  test('a picture shows the colour that is asked for', async (t) => {
    const { simulator } = await startTalk(t);
    const image = async (color: string) =>
      (await fetch(`${simulator.baseUrl}/images/velquo-stride-2.svg?color=${color}`)).text();
    assert.notEqual(await image('blue'), await image('red'));
    assert.equal(await image('mauve'), await image('blue'));
  });

  test('the size chart, the voice note, the list and the checkout', async (t) => {
    const { simulator } = await startTalk(t);
    const types: Record<string, string | null> = {};
    for (const path of ['/', '/checkout', '/images/size-chart.svg', '/media/voice-note.wav']) {
      const response = await fetch(simulator.baseUrl + path);
      types[path] = response.headers.get('content-type');
      assert.ok((await response.arrayBuffer()).byteLength > 100, path);
    }
    assert.deepEqual(types, {
      '/': 'text/html; charset=utf-8',
      '/checkout': 'text/html; charset=utf-8',
      '/images/size-chart.svg': 'image/svg+xml',
      '/media/voice-note.wav': 'audio/wav',
    });
  });

  test('HEAD has the length and no body; what does not exist is 404', async (t) => {
    const { simulator } = await startTalk(t);
    const head = await fetch(`${simulator.baseUrl}/p/velquo-stride-2`, { method: 'HEAD' });
    assert.ok(Number(head.headers.get('content-length')) > 100);
    assert.equal(await head.text(), '');
    for (const path of ['/p/nothing', '/images/nothing.svg', '/images/../p', '/p/constructor']) {
      const response = await fetch(simulator.baseUrl + path);
      assert.equal(response.status, 404, path);
      await response.body?.cancel();
    }
  });

  test('pictures come from the origin by which the client knows the simulator', async (t) => {
    const { simulator, post, sessionId } = await startTalk(t);
    const text = { messageEvent: { role: 'USER', content: { textContent: { text: 'socks' } } } };
    const ask = async (host: string, target = '') => {
      const body = { businessId: 'demo-business', clientKey: 'tester-1', sessionId };
      const path = `${target}/external/v1/ai/agent_graph/invoke_sync`;
      return new Promise<string>((resolve, reject) => {
        const sent = request(simulator.baseUrl, {
          path,
          method: 'POST',
          headers: { host, 'x-api-key': simulator.apiKey },
        });
        sent.on('error', reject).on('response', (response) => {
          let all = '';
          response.on('data', (chunk: Buffer) => (all += chunk.toString()));
          response.on('end', () => resolve(all));
        });
        sent.end(JSON.stringify({ ...body, inputEvents: [text] }));
      });
    };
    const local = `localhost:${simulator.port}`;
    assert.ok((await ask(local)).includes(`"imageUrl":"http://${local}/images/`));
    const { requests } = simulator;
    const before = requests.length;
    const strangers = ['evil.example', `evil.example:${simulator.port}`, '127.0.0.1.evil.example'];
    for (const host of [...strangers, 'localhost.evil', 'localhost@evil', '0.0.0.0', '[::2]'])
      assert.match(await ask(host), /answers to 127\.0\.0\.1, localhost and \[::1\] only/, host);
    for (const target of ['http://evil.example', '//evil.example'])
      assert.match(await ask(local, target), /to no other Host/, target);
    assert.equal(requests.length, before);
    for (const host of ['LOCALHOST', '127.0.0.1:1', '[::1]:80'])
      assert.match(await ask(host), /"imageUrl"/, host);
    assert.equal(
      (await post('health', { businessId: 'demo-business', clientKey: 'c' })).status,
      200,
    );
  });
});
