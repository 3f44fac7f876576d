import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TurnItem } from '../../../../src/shared/model.ts';
import { createFinder } from '../../../../webview/chat/findMatches.ts';
import {
  chat,
  recommends,
  says,
  shoes,
  suggests,
  turn,
} from '../../../support/pages/chatStates.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';
import { log } from '../../../support/pages/chatParts.ts';

const bench = sharedBench();

const bar = ({ page }: ChatPage) => page.getByRole('search');
const field = (opened: ChatPage) => bar(opened).getByRole('searchbox');
const count = (opened: ChatPage) => bar(opened).getByRole('status');

const items: TurnItem[] = Array.from({ length: 1000 }, (_, index) =>
  says(index % 250 === 0 ? `Needle ${index}` : `Hay ${index}`, index + 1),
);
const longTalk = chat({ turns: [turn(1, 'A needle, please', { items })] });

async function openFind(words: string): Promise<ChatPage> {
  const opened = await bench.open();
  await opened.show(longTalk);
  await opened.page.keyboard.press('Control+f');
  await opened.page.keyboard.type(words);
  return opened;
}

/** The words that are marked most strongly, and where they stand. */
const marked = ({ page }: ChatPage) =>
  page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('find-current') ?? [])] as Range[];
    return ranges.map((range) => range.startContainer.textContent);
  });

test('the whole conversation is searched, what is not in the page too', async () => {
  const opened = await openFind('needle');
  assert.equal(await count(opened).innerText(), '5 of 5');
  assert.deepEqual(await marked(opened), ['Needle 750']);
  await opened.page.keyboard.press('Shift+Enter');
  assert.equal(await count(opened).innerText(), '4 of 5');
  await log(opened).getByText('Needle 500', { exact: true }).waitFor();
  assert.deepEqual(await marked(opened), ['Needle 500']);
  assert.ok((await log(opened).locator('.rows > *').count()) <= 200);
});

test('after the last match comes the first', async () => {
  const opened = await openFind('needle');
  await opened.page.keyboard.press('Enter');
  assert.equal(await count(opened).innerText(), '1 of 5');
  assert.deepEqual(await marked(opened), ['A needle, please']);
});

test('a match is scrolled into view', async () => {
  const opened = await openFind('needle 250');
  const isInView = await log(opened).evaluate((node) => {
    const [range] = [...(CSS.highlights.get('find-current') ?? [])] as Range[];
    const place = range?.getBoundingClientRect();
    const frame = node.getBoundingClientRect();
    return place !== undefined && place.top >= frame.top && place.bottom <= frame.bottom;
  });
  assert.equal(isInView, true);
});

test('what was unfolded for a match is folded again behind it', async () => {
  const opened = await bench.open();
  const asked = suggests(['Is the zeppelin waterproof?']);
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [says('No airship here'), asked] })] }));
  await opened.page.keyboard.press('Control+f');
  await opened.page.keyboard.type('zeppelin');
  const fold = log(opened).locator('details.trace');
  assert.equal(await fold.evaluate((node) => (node as HTMLDetailsElement).open), true);
  await field(opened).fill('airship');
  assert.equal(await fold.evaluate((node) => (node as HTMLDetailsElement).open), false);
  await field(opened).fill('zeppelin');
  await opened.page.keyboard.press('Escape');
  assert.equal(await fold.evaluate((node) => (node as HTMLDetailsElement).open), false);
});

test('words that are nowhere are said to be nowhere', async () => {
  const opened = await openFind('thimble');
  assert.equal(await count(opened).innerText(), 'No results');
});

test('new messages are searched as they come, and the place stays', async () => {
  const opened = await openFind('needle');
  await opened.page.keyboard.press('Enter');
  const more = [...items, says('One more needle', 2000)];
  await opened.show(chat({ turns: [turn(1, 'A needle, please', { items: more })] }));
  assert.equal(await count(opened).innerText(), '1 of 6');
});

test('Escape closes the bar, takes the marks away and leads to the log', async () => {
  const opened = await openFind('needle');
  await opened.page.keyboard.press('Escape');
  assert.equal(await bar(opened).count(), 0);
  assert.equal(await opened.page.evaluate(() => CSS.highlights.size), 0);
  const isInLog = await log(opened).evaluate((node) => node === document.activeElement);
  assert.equal(isInLog, true);
});

test('the host’s command opens the bar, and goes on in it', async () => {
  const opened = await bench.open();
  await opened.show(longTalk);
  await opened.send({ type: 'find' });
  await field(opened).fill('needle');
  await opened.send({ type: 'find' });
  assert.equal(await count(opened).innerText(), '1 of 5');
});

test('words in a fold are unfolded', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [recommends(shoes)] })] }));
  await opened.page.keyboard.press('Control+f');
  await opened.page.keyboard.type('grippy sole');
  assert.equal(await count(opened).innerText(), '1 of 1');
  assert.equal(await log(opened).getByText('grippy sole').first().isVisible(), true);
});

test('case and accents do not matter', () => {
  const finder = createFinder();
  const turns = [turn(1, '¿Dónde está mi PEDIDO?', { items: [says('Aquí'), says('Allá', 2)] })];
  assert.deepEqual(finder.find(turns, 'donde esta mi pedido'), [0]);
  assert.deepEqual(finder.find(turns, 'AQUI'), [1]);
  assert.deepEqual(finder.find(turns, ''), []);
});
