import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { TurnItem } from '../../../../src/shared/model.ts';
import { log } from '../../../support/pages/chatParts.ts';
import { chat, demoAgent, recommends, says, turn } from '../../../support/pages/chatStates.ts';
import { startWebviewBench, type WebviewBench } from '../../../support/pages/webviewPage.ts';

// What may be allowed to load, in the real page.

let bench: WebviewBench;
before(async () => (bench = await startWebviewBench()));
afterEach(async () => assert.deepEqual(await bench.closePages(), []));
after(() => bench.close());

const withItems = (...items: TurnItem[]) => chat({ turns: [turn(1, 'Hi', { items })] });

test('a host that could be a part of the policy cannot be allowed', async () => {
  const opened = await bench.open();
  const urls = ['https://cdn.example;script-src-elem/a', 'https://*/a', "https://b'c.example/a"];
  await opened.show(
    withItems(recommends(urls.map((imageUrl) => ({ title: 'Shoe', imageUrl, facets: {} })))),
  );
  const reasons = log(opened).getByText("Not shown because there's no valid web URL");
  assert.equal(await reasons.count(), urls.length);
  assert.equal(
    await log(opened)
      .getByRole('button', { name: /Show Images/ })
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

test('images can be allowed of the place where the agent is, and of no other but the internet', async () => {
  const opened = await bench.open();
  const here = ['127.0.0.1:8443', '2130706433', 'localhost'];
  const network = ['192.168.1.1', '[fd00::1]', 'printer.local', '10.0.0.1'];
  const nobody = ['169.254.169.254', '[fe80::1]', '0.0.0.0'];
  const products = [...here, ...network, ...nobody].map((host) => ({
    title: 'Shoe',
    imageUrl: `https://${host}/a.png`,
    facets: {},
  }));
  const state = withItems(recommends(products), says('![](https://10.0.0.1/a.png)', 3));
  const allow = log(opened).getByRole('button', { name: /Show Images/ });
  const refused = (host: string) =>
    log(opened).getByText(
      `Not shown because ${host} isn't on the public internet or the agent's network`,
    );
  const agentAt = (baseUrl: string) =>
    opened.show({ ...state, agent: { ...demoAgent, baseUrl }, mediaOrigins: [baseUrl] });

  await agentAt('https://api.shop.example');
  await refused('192.168.1.1').waitFor();
  assert.equal(await allow.count(), 0);

  await agentAt('http://127.0.0.1:8787');
  await allow.first().waitFor();
  // Two spellings of one address have different ports, so that each has a button.
  assert.equal(await allow.count(), here.length);
  for (const host of ['192.168.1.1', ...nobody]) await refused(host).waitFor();

  await agentAt('https://192.168.0.9');
  await refused('127.0.0.1:8443').waitFor();
  assert.equal(await allow.count(), network.length);
  for (const host of nobody) await refused(host).waitFor();
});
