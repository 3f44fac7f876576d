import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeElement } from '../../../../src/agentGraph/wire/decodeElement.ts';
import type { Product, TurnItem } from '../../../../src/shared/model.ts';
import { log, requestsOf } from '../../../support/pages/chatParts.ts';
import {
  badLine,
  chat,
  failed,
  item,
  neverSeen,
  recommends,
  shoes,
  turn,
} from '../../../support/pages/chatStates.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';

const bench = sharedBench();

const withItems = (...items: TurnItem[]) => chat({ turns: [turn(1, 'Hi', { items })] });

test('a product shows title, price in the reader’s way, facets and a link through the host', async () => {
  const opened = await bench.open();
  await opened.show(withItems(recommends(shoes)));
  const products = log(opened).getByRole('list', { name: '4 products' });
  assert.equal(await products.locator('.product').count(), 4);
  const first = products.locator('.product').first();
  const text = await first.innerText();
  for (const part of ['Ridge Runner', '$89.90', 'blue, grey', '42'])
    assert.ok(text.includes(part), part);
  await first.getByRole('link', { name: 'Ridge Runner' }).click();
  const link = { type: 'openLink', url: 'https://shop.example/p/1' };
  assert.deepEqual((await opened.posted()).at(-1), link);
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
  await log(opened).getByRole('button', { name: 'Show All 120 Products' }).click();
  assert.equal(await log(opened).locator('.product').count(), 120);
});

test('buttons and arrow keys go from product to product, each with its position', async () => {
  const opened = await bench.open({ width: 280, reducedMotion: true });
  await opened.show(withItems(recommends(shoes)));
  const list = log(opened).getByRole('list', { name: '4 products' });
  assert.match(await list.ariaSnapshot(), /Product 2 of 4:[^]*City Strider/);
  const isInView = (index: number) =>
    list.evaluate((node, child) => {
      const box = node.children[child]?.getBoundingClientRect();
      const frame = node.getBoundingClientRect();
      return box !== undefined && box.left >= frame.left - 1 && box.right <= frame.right + 1;
    }, index);
  const counter = log(opened).locator('.counter');
  const next = log(opened).getByRole('button', { name: 'Next Product' });
  const previous = log(opened).getByRole('button', { name: 'Previous Product' });
  assert.equal(await previous.getAttribute('aria-disabled'), 'true');
  await next.click();
  await counter.getByText('2 of 4').waitFor();
  assert.equal(await isInView(1), true);
  await list.press('ArrowRight');
  await counter.getByText('3 of 4').waitFor();
  await list.press('ArrowRight');
  await opened.page.waitForFunction(
    (button) => button?.ariaDisabled === 'true',
    await next.elementHandle(),
  );
  assert.equal(await isInView(3), true);
  await list.press('ArrowLeft');
  await list.press('ArrowLeft');
  await list.press('ArrowLeft');
  await counter.getByText('1 of 4').waitFor();
  assert.equal(await isInView(0), true);
});

test('products that all fit need no buttons', async () => {
  const opened = await bench.open({ width: 900 });
  await opened.show(withItems(recommends(shoes.slice(0, 3))));
  await log(opened).getByText('Path Finder').waitFor();
  assert.equal(await log(opened).getByRole('button', { name: 'Next Product' }).count(), 0);
});

test('what a product says besides is folded, and its id and link can be taken along', async () => {
  const opened = await bench.open();
  await opened.show(withItems(recommends(shoes)));
  const first = log(opened).locator('.product').first();
  assert.equal(await first.getByText('Light trail shoe').isVisible(), false);
  await first.getByText('Details').click();
  assert.equal(await first.getByText('Light trail shoe').isVisible(), true);
  await first.getByRole('button', { name: 'Copy ID' }).click();
  assert.deepEqual((await opened.posted()).at(-1), { type: 'copy', text: 'sku-1' });
  await first.getByRole('button', { name: 'Copy Link' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'copy',
    text: 'https://shop.example/p/1',
  });
});

test('a product shows three facets with their names, and the others in its details', async () => {
  const opened = await bench.open();
  const names = ['color', 'size', 'sole', 'weight'];
  const facets = Object.fromEntries(names.map((name) => [name, [`${name} of it`]]));
  await opened.show(withItems(recommends([{ title: 'Shoe', facets }])));
  const card = log(opened).locator('.product');
  assert.deepEqual(await card.getByRole('term').allInnerTexts(), names.slice(0, 3));
  assert.equal(await card.getByText('weight of it').isVisible(), false);
  await card.getByText('Details').click();
  assert.equal(await card.getByText('weight of it').isVisible(), true);
});

for (const width of [280, 420, 800]) {
  test(`at ${width} pixels the way through the products is above them, and no scrollbar below`, async () => {
    const opened = await bench.open({ width });
    await opened.show(withItems(recommends(shoes)));
    const list = log(opened).getByRole('list', { name: '4 products' });
    const next = log(opened).getByRole('button', { name: 'Next Product' });
    const [frame, pager] = [await list.boundingBox(), await next.boundingBox()];
    assert.ok(frame && pager && pager.y + pager.height <= frame.y, 'above');
    assert.ok(Math.abs(frame.x + frame.width - pager.x - pager.width) < 2, 'on the right');
    assert.equal(await list.evaluate((node) => getComputedStyle(node).scrollbarWidth), 'none');
    const { width: card = 0 } = (await list.locator('.product').first().boundingBox()) ?? {};
    assert.ok(Math.abs(card - Math.min(220, Math.max(150, 0.42 * frame.width))) < 1, `${card} px`);
  });
}

test('a recommendation without products says so', async () => {
  const opened = await bench.open();
  await opened.show(withItems(recommends([])));
  await log(opened).getByText("The agent didn't recommend any products.").waitFor();
});

test('no image is fetched before the tester has allowed its host', async () => {
  const opened = await bench.open({ isFresh: true });
  const requests = requestsOf(opened);
  await opened.show(withItems(recommends(shoes)));
  assert.deepEqual(requests, []);
  await log(opened).getByText('Image from cdn.shop.example').first().waitFor();
  await log(opened).getByRole('button', { name: 'Show Images from cdn.shop.example' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'allowMedia',
    origin: 'https://cdn.shop.example',
  });
});

test('an allowed origin that this page’s policy does not know yet is not tried', async () => {
  const opened = await bench.open({ isFresh: true });
  await opened.show({
    ...withItems(recommends(shoes)),
    mediaOrigins: ['https://cdn.shop.example'],
  });
  assert.equal(await log(opened).locator('img').count(), 0);
});

test('images of an allowed host are shown, and a broken one is replaced', async () => {
  const origin = await bench.origin();
  const mediaOrigins = [origin];
  const opened = await bench.open({ mediaOrigins, isFresh: true });
  const products = ['/image.svg', '/missing.jpg'].map((path) => ({
    title: path,
    imageUrl: origin + path,
    facets: {},
  }));
  await opened.show({ ...withItems(recommends(products)), mediaOrigins });
  const image = log(opened).locator('img');
  await log(opened).getByText("Couldn't load the image").waitFor();
  assert.equal(await image.count(), 1);
  assert.equal(await image.evaluate((element: HTMLImageElement) => element.naturalWidth), 8);
});

test('images appear in cards that are already there once their host is allowed', async () => {
  const origin = await bench.origin();
  const opened = await bench.open({ mediaOrigins: [origin], isFresh: true });
  const state = withItems(
    recommends([{ title: 'Shoe', imageUrl: `${origin}/image.svg`, facets: {} }]),
  );
  await opened.show(state);
  assert.equal(await log(opened).locator('img').count(), 0);
  await opened.show({ ...state, mediaOrigins: [origin] });
  assert.equal(await log(opened).locator('img').count(), 1);
});

for (const url of [
  'data:image/svg+xml,<svg/>',
  'javascript:1',
  'file:///etc/passwd',
  'not a URL',
]) {
  test(`an image at ${url} is never shown and cannot be allowed`, async () => {
    const opened = await bench.open({ isFresh: true });
    await opened.show(withItems(recommends([{ title: 'Shoe', imageUrl: url, facets: {} }])));
    assert.equal(await log(opened).locator('img').count(), 0);
    assert.equal(
      await log(opened)
        .getByRole('button', { name: /Show Images/ })
        .count(),
      0,
    );
  });
}

test('an image over http is never asked for and cannot be allowed', async () => {
  const opened = await bench.open({ isFresh: true });
  const imageUrl = 'http://plain.shop.example/p.jpg';
  await opened.show(withItems(recommends([{ title: 'Shoe', imageUrl, facets: {} }])));
  await log(opened)
    .getByText("Not shown because the URL doesn't use HTTPS (plain.shop.example)")
    .waitFor();
  assert.equal(
    await log(opened)
      .getByRole('button', { name: /Show Images/ })
      .count(),
    0,
  );
});

test('an event never seen shows its name and all that came, to be copied', async () => {
  const opened = await bench.open();
  await opened.show(withItems(item(neverSeen)));
  const card = log(opened).getByRole('region', { name: 'loyaltyPointsEvent' });
  await card.getByText('Not recognized by this version').waitFor();
  await card.getByText('Raw JSON').click();
  await card.getByText('"points": 42').waitFor();
  await card.getByRole('button', { name: 'Copy', exact: true }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'copy',
    text: neverSeen.rawText,
  });
});

test('the JSON of a card has the digits that came, is copied to the byte, and what no card can show is noted', async () => {
  const opened = await bench.open();
  const rawText = '{ "loyaltyPointsEvent":{"points":9007199254740993, "rate":1.50,"rate":1.5} }';
  const [event] = decodeElement(rawText, { line: 1 }) ?? [];
  assert.ok(event);
  const price = { title: 'Shoe', priceText: '1e400', currency: 'USD', facets: {} };
  await opened.show(withItems(item(event), recommends([price, { ...price, priceText: '19.90' }])));
  assert.deepEqual(await log(opened).locator('.price').allInnerTexts(), ['1e400 USD', '$19.90']);
  const card = log(opened).getByRole('region', { name: 'loyaltyPointsEvent' });
  await card.getByText('Sent twice (the JSON has both): rate').waitFor();
  await card.getByText(/Numbers that can't be represented exactly.*: points/).waitFor();
  await card.getByText('Raw JSON').click();
  await card.getByText(/"points": 9007199254740993,\s+"rate": 1\.50,\s+"rate": 1\.5\s/).waitFor();
  await card.getByRole('button', { name: 'Copy', exact: true }).click();
  assert.deepEqual((await opened.posted()).at(-1), { type: 'copy', text: rawText });
});

test('every card knows its line, its time and its place, the total once the turn has ended', async () => {
  const opened = await bench.open();
  const items = [recommends(shoes, 1), failed(badLine, 412), item(neverSeen)];
  const open = turn(1, 'Hi', { phase: 'streaming', items });
  await opened.show(chat({ turns: [open] }));
  const places = log(opened).locator('.position');
  assert.deepEqual(await places.locator('.unseen').allInnerTexts(), [
    'line 1, 10 ms after sending, part 1 of the response',
    'line 3, 412 ms after sending, part 2 of the response',
    'line 6, 60 ms after sending, part 3 of the response',
  ]);
  const list = await log(opened).locator('.products').elementHandle();
  await opened.show(chat({ turns: [{ ...open, phase: 'answered' }] }));
  assert.deepEqual(await places.locator('[aria-hidden]').allInnerTexts(), [
    'line 1 · +10 ms · 1/3',
    'line 3 · +412 ms · 2/3',
    'line 6 · +60 ms · 3/3',
  ]);
  assert.equal(await list?.evaluate((node) => node.isConnected), true);
});

test('the place of a card shows when the card is looked at, and is always there to be heard', async () => {
  const opened = await bench.open({ reducedMotion: true });
  await opened.show(withItems(recommends(shoes)));
  const place = log(opened).locator('.position');
  const isSeen = () => place.evaluate((node) => node.checkVisibility({ opacityProperty: true }));
  assert.equal(await isSeen(), false);
  await log(opened).getByRole('list', { name: '4 products' }).focus();
  assert.equal(await isSeen(), true);
  assert.match(await log(opened).ariaSnapshot(), /line 2, 20 ms after sending/);
});

test('an event of another session and fields of another type are pointed out', async () => {
  const opened = await bench.open();
  await opened.show(withItems(item(neverSeen)));
  await log(opened).getByText('From another session: other-session').waitFor();
  await log(opened).getByText('Differs from the documentation: products[0].price').waitFor();
});
