import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Markup } from '../../../../src/shared/agent.ts';
import type { AgentEvent } from '../../../../src/shared/model.ts';
import { mapAddress } from '../../../../webview/chat/cards/placeCard.ts';
import { log, requestsOf } from '../../../support/pages/chatParts.ts';
import { chat, demoAgent, item, says, turn } from '../../../support/pages/chatStates.ts';
import { message } from '../../../support/pages/chatStatesCards.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const bubble = (opened: ChatPage) => log(opened).locator('.theirs');
const withEvents = (...events: AgentEvent[]) =>
  chat({ turns: [turn(1, 'Hi', { items: events.map(item) })] });

const mixed = '*a* **b** _c_ ~d~ `e`';

for (const [markup, tags] of [
  ['plain', ''],
  ['whatsapp', 'strong a, em c, s d, code e'],
  ['markdown', 'em a, strong b, em c, del d, code e'],
  ['auto', 'em a, strong b, em c, del d, code e'],
] as const) {
  test(`the agent's markup ${markup} decides how a text is drawn`, async () => {
    const opened = await bench.open();
    const agent = { ...demoAgent, markup };
    await opened.show({ ...withEvents(message({ text: mixed })), agent });
    const found = await bubble(opened)
      .locator('strong, em, s, del, code')
      .evaluateAll((nodes) =>
        nodes.map((node) => `${node.tagName.toLowerCase()} ${node.textContent}`).join(', '),
      );
    assert.equal(found, tags);
  });
}

test('another markup draws what is there already anew', async () => {
  const opened = await bench.open();
  const state = (markup: Markup) => ({
    ...withEvents(message({ text: '*a*' })),
    agent: { ...demoAgent, markup },
  });
  await opened.show(state('plain'));
  assert.match(await bubble(opened).innerText(), /\*a\*/);
  await opened.show(state('whatsapp'));
  assert.equal(await bubble(opened).locator('strong').innerText(), 'a');
});

test('a text without markup keeps its lines, and its web addresses can be pressed', async () => {
  const opened = await bench.open();
  await opened.show(withEvents(message({ text: 'one\n  two\n\n\nhttps://shop.example/x.' })));
  assert.match(await bubble(opened).innerText(), /one\n {2}two\n\n\nhttps:\/\/shop\.example\/x\./);
  await log(opened).getByRole('link', { name: 'https://shop.example/x' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'openLink',
    url: 'https://shop.example/x',
  });
});

test('all contents of one message stand in one bubble', async () => {
  const opened = await bench.open();
  await opened.show(
    withEvents(
      message({
        text: 'Come by',
        image: { url: 'https://img.shop.example/a.png', caption: 'Our shop' },
        audio: { url: 'https://voice.shop.example/a.mp3' },
        location: { latitude: -12.1, longitude: -77, name: 'Store 310', address: 'Av. Larco 1' },
      }),
    ),
  );
  assert.equal(await bubble(opened).count(), 1);
  const text = await bubble(opened).innerText();
  for (const part of ['Come by', 'Our shop', 'Store 310', 'Av. Larco 1', '-12.1, -77']) {
    assert.ok(text.includes(part), part);
  }
  await bubble(opened).getByRole('link', { name: 'View on Map' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'openLink',
    url: 'https://www.openstreetmap.org/?mlat=-12.1&mlon=-77#map=16/-12.1/-77',
  });
});

test('a place without coordinates is looked for by its words, one without words is not', () => {
  assert.equal(
    mapAddress({ name: 'Café & Co', address: 'Lima' }),
    'https://www.openstreetmap.org/search?query=Caf%C3%A9%20%26%20Co%2C%20Lima',
  );
  assert.equal(mapAddress({ latitude: 0, longitude: 0 })?.includes('mlat=0&mlon=0'), true);
  assert.equal(mapAddress({ latitude: 1 }), undefined);
});

test('image and voice of a message name their host and can be allowed each', async () => {
  const opened = await bench.open({ isFresh: true });
  const requests = requestsOf(opened);
  await opened.show(
    withEvents(
      message({ image: { url: 'https://img.shop.example/a.png' } }),
      message({ audio: { url: 'https://voice.shop.example/a.mp3' } }, 2),
    ),
  );
  await log(opened).getByText('Voice message from voice.shop.example').waitFor();
  await log(opened).getByRole('button', { name: 'Show Images from img.shop.example' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'allowMedia',
    origin: 'https://img.shop.example',
  });
  await log(opened).getByRole('button', { name: 'Allow Media from voice.shop.example' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'allowMedia',
    origin: 'https://voice.shop.example',
  });
  assert.deepEqual(requests, []);
});

test('an allowed image has its caption as name and a place that does not jump', async () => {
  const mediaOrigins = [await bench.origin()];
  const opened = await bench.open({ mediaOrigins, isFresh: true });
  const image = { url: `${await bench.origin()}/image.svg`, caption: 'Size chart' };
  await opened.show({ ...withEvents(message({ image })), mediaOrigins });
  const shown = log(opened).getByRole('img', { name: 'Size chart' });
  const box = await shown.boundingBox();
  assert.ok(box && Math.abs(box.width / box.height - 4 / 3) < 0.02);
});

test('an allowed voice message is a player that fetches nothing by itself', async () => {
  const mediaOrigins = [await bench.origin()];
  const opened = await bench.open({ mediaOrigins, isFresh: true });
  const requests = requestsOf(opened);
  const audio = { url: `${await bench.origin()}/reply.mp3` };
  await opened.show({ ...withEvents(message({ audio })), mediaOrigins });
  const player = log(opened).locator('audio[controls]');
  assert.equal(await player.getAttribute('aria-label'), 'Voice message');
  assert.deepEqual(requests, []);
  await player.evaluate((node: HTMLAudioElement) => void node.play().catch(() => undefined));
  await log(opened).getByText("Couldn't load the voice message").waitFor();
});

test('a message shows when it was written, or else when it came', async () => {
  const opened = await bench.open();
  const createdAt = '2026-11-22T10:00:01.250Z';
  await opened.show(
    withEvents(
      message({ text: 'one', createdAt }),
      message({ text: 'two', createdAt: 'yesterday' }, 2),
    ),
  );
  const times = await log(opened)
    .locator('.entry time')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('datetime')));
  const { sentAt } = turn(1, 'Hi');
  assert.deepEqual(times, [createdAt, new Date(sentAt + 20).toISOString()]);
});

test('an empty message, an echo and a role nobody knows are told apart', async () => {
  const opened = await bench.open();
  await opened.show(
    withEvents(
      message({}),
      message({ role: 'user', text: 'mine' }, 2),
      message({ role: 'unknown', roleName: 'MODERATOR', text: 'theirs' }, 3),
    ),
  );
  await log(opened).getByText('This message has no text.').waitFor();
  await log(opened).getByText('Role MODERATOR').waitFor();
  await log(opened).locator('.entry .mine').getByText('Echo').waitFor();
});

test('each theme can read its own bubbles', async () => {
  for (const theme of ['hcDark', 'hcLight'] as const) {
    const opened = await bench.open({ theme });
    await opened.show(chat({ turns: [turn(1, 'Hi', { items: [says('Hello')] })] }));
    const [mine, theirs] = await log(opened)
      .locator('.bubble')
      .evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).backgroundColor));
    assert.equal(mine, theirs);
    await opened.close();
  }
});
