import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TurnItem, ViewState } from '../../../../src/shared/model.ts';
import { log } from '../../../support/pages/chatParts.ts';
import { chat, says, turn } from '../../../support/pages/chatStates.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const pill = ({ page }: ChatPage) => page.getByRole('button', { name: /new messages?/ });

/** One turn that is under way, with this many messages. */
function streaming(count: number): ViewState {
  return chat({ turns: [turn(1, 'Go', { phase: 'streaming', items: messages(count) })] });
}

const messages = (count: number): TurnItem[] =>
  Array.from({ length: count }, (_, index) => says(`Message ${index + 1}`, index + 1));

const fromEnd = (opened: ChatPage) =>
  log(opened).evaluate((node) => node.scrollHeight - node.clientHeight - node.scrollTop);

/** Shows this many messages and waits until those above the last ones are drawn too. */
async function openWith(count: number): Promise<ChatPage> {
  const opened = await bench.open();
  await opened.show(streaming(count));
  // Above them is the bubble of what was sent.
  await log(opened).locator('.rows > *').nth(Math.min(count, 199)).waitFor({ state: 'attached' });
  return opened;
}

/** Scrolls as a reader does, and waits until the page has noticed. */
async function scrollTo(opened: ChatPage, top: number): Promise<void> {
  await log(opened).evaluate((node, target) => (node.scrollTop = target), top);
  await opened.drawn();
}

test('the log follows its end while the reader is there', async () => {
  const opened = await openWith(50);
  assert.ok((await fromEnd(opened)) < 2);
  await opened.show(streaming(80));
  assert.ok((await fromEnd(opened)) < 2);
  assert.equal(await pill(opened).count(), 0);
});

test('a reader who has scrolled up stays there and is told of new messages', async () => {
  const opened = await openWith(50);
  await scrollTo(opened, 100);
  assert.equal(await pill(opened).count(), 0);
  await opened.show(streaming(51));
  assert.equal(await pill(opened).innerText(), '1 new message ↓');
  await opened.show(streaming(60));
  assert.equal(await pill(opened).innerText(), '10 new messages ↓');
  assert.equal(await log(opened).evaluate((node) => node.scrollTop), 100);
  await pill(opened).click();
  assert.ok((await fromEnd(opened)) < 2);
  assert.equal(await pill(opened).count(), 0);
});

declare global {
  interface Window {
    heldTimers: (() => void)[];
  }
}

test('who scrolls up while a burst is still being drawn keeps that place', async () => {
  const opened = await bench.open();
  await opened.page.evaluate(() => {
    window.heldTimers = [];
    window.setTimeout = ((run: () => void) => window.heldTimers.push(run)) as typeof setTimeout;
  });
  await opened.show(streaming(90));
  const first = log(opened).getByText('Message 1', { exact: true });
  assert.equal(await first.count(), 0);
  const early = log(opened).getByText('Message 60', { exact: true });
  const top = await early.evaluate((node) => {
    node.scrollIntoView({ block: 'start' });
    const { top } = node.getBoundingClientRect();
    // In a busy page the rest of the burst comes before the event of the scrolling.
    for (const run of window.heldTimers) run();
    return top;
  });
  assert.equal(await first.count(), 1);
  await opened.drawn();
  await opened.show(streaming(91));
  const now = await early.evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(Math.abs(now - top) < 2, `${now - top} px away`);
  assert.equal(await pill(opened).innerText(), '1 new message ↓');
});

test('scrolling back to the end follows it again', async () => {
  const opened = await openWith(50);
  await scrollTo(opened, 100);
  await scrollTo(opened, 1e6);
  await opened.show(streaming(60));
  assert.ok((await fromEnd(opened)) < 2);
});

test('the tester’s own message brings the end into view', async () => {
  const opened = await bench.open();
  const first = turn(1, 'Go', { items: messages(50) });
  await opened.show(chat({ turns: [first] }));
  await scrollTo(opened, 0);
  await opened.show(chat({ turns: [first, turn(2, 'My question', { phase: 'waiting' })] }));
  assert.ok((await fromEnd(opened)) < 2);
});

test('a growing composer does not push the end out of view', async () => {
  const opened = await openWith(50);
  await opened.page.getByRole('textbox', { name: 'Message' }).fill('line\n'.repeat(8));
  await opened.drawn();
  assert.ok((await fromEnd(opened)) < 2);
});

test('ten thousand items leave at most 200 rows in the page, the newest ones', async () => {
  const opened = await bench.open();
  await opened.show(streaming(10_000));
  await log(opened).getByText('Message 10000', { exact: true }).waitFor();
  const rows = log(opened).locator('.rows > *');
  await rows.nth(199).waitFor({ state: 'attached' });
  await opened.show(streaming(10_050));
  await rows.nth(199).waitFor({ state: 'attached' });
  assert.equal(await rows.count(), 200);
  assert.ok((await fromEnd(opened)) < 2);
});

test('earlier messages are a press away and the reader’s place does not jump', async () => {
  const opened = await openWith(1000);
  await scrollTo(opened, 0);
  const first = log(opened).getByText('Message 802', { exact: true });
  const before = await first.boundingBox();
  await log(opened).getByRole('button', { name: 'Show Earlier (802)' }).click();
  const after = await first.boundingBox();
  assert.ok(Math.abs((after?.y ?? 0) - (before?.y ?? 1e6)) < 40);
  assert.equal(await log(opened).locator('.rows > *').count(), 200);
  assert.equal(await log(opened).getByRole('button', { name: 'Show Later (100)' }).count(), 1);
});

test('messages that arrive while the reader is far up do not grow the page', async () => {
  const opened = await openWith(300);
  await scrollTo(opened, 0);
  await opened.show(streaming(5000));
  assert.equal(await log(opened).locator('.rows > *').count(), 200);
  await pill(opened).click();
  await log(opened).getByText('Message 5000', { exact: true }).waitFor();
});

test('the end of the window is not taken for the end of the conversation', async () => {
  const opened = await openWith(1000);
  await scrollTo(opened, 0);
  await log(opened)
    .getByRole('button', { name: /Show Earlier/ })
    .click();
  await scrollTo(opened, 1e6);
  const seen = log(opened).getByText('Message 700', { exact: true });
  const count = await seen.count();
  await opened.show(streaming(1001));
  assert.equal(await seen.count(), count);
  await log(opened)
    .getByRole('button', { name: /Show Later/ })
    .click();
  assert.equal(await log(opened).locator('.rows > *').count(), 200);
});

test('a row that grows, as an image does when it has loaded, keeps the end in view', async () => {
  const opened = await openWith(50);
  await log(opened)
    .locator('.rows > *')
    .nth(3)
    .evaluate((row) => {
      row.append(Object.assign(document.createElement('div'), { style: 'height: 200px' }));
    });
  await opened.drawn();
  assert.ok((await fromEnd(opened)) < 2);
});
