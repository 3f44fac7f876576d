import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { TurnItem } from '../../src/shared/model.ts';
import { chat, demoAgent, recommends, says, turn } from '../support/chatStates.ts';
import { startWebviewBench, type ChatPage, type WebviewBench } from '../support/webviewPage.ts';

// What may be allowed to load, in the real page.

let bench: WebviewBench;
before(async () => (bench = await startWebviewBench()));
afterEach(async () => assert.deepEqual(await bench.closePages(), []));
after(() => bench.close());

const log = ({ page }: ChatPage) => page.getByRole('log', { name: 'Conversation' });
const withItems = (...items: TurnItem[]) => chat({ turns: [turn(1, 'Hi', { items })] });

test('a host that could be a part of the policy cannot be allowed', async () => {
  const opened = await bench.open();
  const urls = ['https://cdn.example;script-src-elem/a', 'https://*/a', "https://b'c.example/a"];
  await opened.show(
    withItems(recommends(urls.map((imageUrl) => ({ title: 'Shoe', imageUrl, facets: {} })))),
  );
  const reasons = log(opened).getByText('Not shown: it has no web address');
  assert.equal(await reasons.count(), urls.length);
  assert.equal(
    await log(opened)
      .getByRole('button', { name: /Show images/ })
      .count(),
    0,
  );
});

test('hosts that no policy can have leave a page whole, and the others allowed', async () => {
  const mediaOrigins = [
    'https://cdn.example;script-src-elem',
    'https://[2001:db8::1]',
    bench.origin,
  ];
  const opened = await bench.open({ mediaOrigins });
  const imageUrl = `${bench.origin}/image.svg`;
  const state = withItems(recommends([{ title: 'Shoe', imageUrl, facets: {} }]));
  await opened.show({ ...state, mediaOrigins });
  const width = await log(opened)
    .locator('img')
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return image.naturalWidth;
    });
  assert.equal(width, 8);
});

test('images of private networks can be allowed only for agents that are there', async () => {
  const opened = await bench.open();
  const hosts = ['192.168.1.1', '127.0.0.1:8443', '[fd00::1]', 'printer.local', '2130706433'];
  const products = hosts.map((host) => ({
    title: 'Shoe',
    imageUrl: `https://${host}/a.png`,
    facets: {},
  }));
  const state = withItems(recommends(products), says('![](https://10.0.0.1/a.png)', 3));
  const allow = log(opened).getByRole('button', { name: /Show images/ });
  const far = { ...demoAgent, baseUrl: 'https://api.shop.example' };
  await opened.show({ ...state, agent: far });
  await log(opened)
    .getByText('Not shown: 192.168.1.1 is in a private network, and the agent is not')
    .waitFor();
  assert.equal(await allow.count(), 0);
  await opened.show({ ...state, agent: demoAgent, mediaOrigins: [demoAgent.baseUrl] });
  await allow.first().waitFor();
  assert.equal(await allow.count(), hosts.length);
});
