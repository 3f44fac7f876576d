import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { AgentEvent, Product, TurnItem } from '../../src/shared/model.ts';
import {
  buttons,
  chat,
  handover,
  item,
  neverSeen,
  recommends,
  shoes,
  turn,
} from '../support/chatStates.ts';
import { startWebviewBench, type ChatPage, type WebviewBench } from '../support/webviewPage.ts';

let bench: WebviewBench;
before(async () => (bench = await startWebviewBench()));
afterEach(async () => assert.deepEqual(await bench.closePages(), []));
after(() => bench.close());

const log = ({ page }: ChatPage) => page.getByRole('log', { name: 'Conversation' });
const withItems = (...items: TurnItem[]) => chat({ turns: [turn(1, 'Hi', { items })] });

test('a product shows title, price in the reader’s way, facets and a link through the host', async () => {
  const opened = await bench.open();
  await opened.show(withItems(recommends(shoes)));
  const products = log(opened).getByRole('list', { name: '4 products' });
  assert.equal(await products.locator('.product').count(), 4);
  const first = products.locator('.product').first();
  const text = await first.innerText();
  for (const part of ['Ridge Runner', '$89.90', 'blue', 'grey', '42']) {
    assert.ok(text.includes(part), part);
  }
  await first.getByRole('link', { name: 'Ridge Runner' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'openLink',
    url: 'https://shop.example/p/1',
  });
});

test('odd prices are shown as they came', async () => {
  const opened = await bench.open();
  const prices: Product[] = [
    { price: 0, currency: 'USD', facets: {} },
    { price: 12.5, facets: {} },
    { price: 12.5, currency: 'points', facets: {} },
    { facets: {} },
  ];
  await opened.show(withItems(recommends(prices)));
  const shown = await log(opened).locator('.price').allInnerTexts();
  assert.deepEqual(shown, ['$0.00', '12.5 (no currency)', '12.5 points', 'No price']);
});

test('more than fifty products are shown on request', async () => {
  const opened = await bench.open();
  const many = Array.from({ length: 120 }, (_, index) => ({ title: `Shoe ${index}`, facets: {} }));
  await opened.show(withItems(recommends(many)));
  assert.equal(await log(opened).locator('.product').count(), 50);
  await log(opened).getByRole('button', { name: 'Show all 120 products' }).click();
  assert.equal(await log(opened).locator('.product').count(), 120);
});

test('no image is fetched before the tester has allowed its host', async () => {
  const opened = await bench.open();
  const requests: string[] = [];
  opened.page.on('request', (request) => requests.push(request.url()));
  await opened.show(withItems(recommends(shoes)));
  assert.deepEqual(requests, []);
  await log(opened).getByText('Image from cdn.shop.example').first().waitFor();
  await log(opened).getByRole('button', { name: 'Show images from cdn.shop.example' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'allowMedia',
    origin: 'https://cdn.shop.example',
  });
});

test('an allowed origin that this page’s policy does not know yet is not tried', async () => {
  const opened = await bench.open();
  await opened.show({
    ...withItems(recommends(shoes)),
    mediaOrigins: ['https://cdn.shop.example'],
  });
  assert.equal(await log(opened).locator('img').count(), 0);
});

test('images of an allowed host are shown, and a broken one is replaced', async () => {
  const mediaOrigins = [bench.origin];
  const opened = await bench.open({ mediaOrigins });
  const products = ['/image.svg', '/missing.jpg'].map((path) => ({
    title: path,
    imageUrl: bench.origin + path,
    facets: {},
  }));
  await opened.show({ ...withItems(recommends(products)), mediaOrigins });
  const image = log(opened).locator('img');
  await log(opened).getByText('Image did not load').waitFor();
  assert.equal(await image.count(), 1);
  assert.equal(await image.evaluate((element: HTMLImageElement) => element.naturalWidth), 8);
});

test('images appear in cards that are already there once their host is allowed', async () => {
  const opened = await bench.open({ mediaOrigins: [bench.origin] });
  const state = withItems(
    recommends([{ title: 'Shoe', imageUrl: `${bench.origin}/image.svg`, facets: {} }]),
  );
  await opened.show(state);
  assert.equal(await log(opened).locator('img').count(), 0);
  await opened.show({ ...state, mediaOrigins: [bench.origin] });
  assert.equal(await log(opened).locator('img').count(), 1);
});

for (const url of [
  'data:image/svg+xml,<svg/>',
  'javascript:1',
  'file:///etc/passwd',
  'not a URL',
]) {
  test(`an image at ${url} is never shown and cannot be allowed`, async () => {
    const opened = await bench.open();
    await opened.show(withItems(recommends([{ title: 'Shoe', imageUrl: url, facets: {} }])));
    assert.equal(await log(opened).locator('img').count(), 0);
    assert.equal(
      await log(opened)
        .getByRole('button', { name: /Show images/ })
        .count(),
      0,
    );
  });
}

test('a kind without a card of its own shows its name, its gist and its JSON', async () => {
  const opened = await bench.open();
  await opened.show(withItems(item(handover), item(buttons), item(neverSeen)));
  const cards = await log(opened).locator('.card').allInnerTexts();
  assert.match(cards[0] ?? '', /agentHandoverEvent[^]*Handover[^]*Customer asked for a person/);
  assert.match(cards[1] ?? '', /connectlyInteractiveEvent[^]*Shall I order it\?[^]*\[Yes\] \[No\]/);
  assert.match(cards[2] ?? '', /loyaltyPointsEvent[^]*Not known to this version/);
  const last = log(opened).locator('.card').nth(2);
  await last.getByText('Raw JSON').click();
  await last.getByText('"points": 42').waitFor();
  await last.getByRole('button', { name: 'Copy' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'copy',
    text: JSON.stringify(neverSeen.raw, undefined, 2),
  });
});

test('an event of another session and fields of another type are pointed out', async () => {
  const opened = await bench.open();
  await opened.show(withItems(item(neverSeen)));
  await log(opened).getByText('From another session: other-session').waitFor();
  await log(opened).getByText('Not as documented: products[0].price').waitFor();
});

test('a handover that is not triggered is told apart from one that is', async () => {
  const opened = await bench.open();
  await opened.show(withItems(item({ ...handover, triggered: false } as AgentEvent)));
  await log(opened).getByText('Not triggered').waitFor();
});
