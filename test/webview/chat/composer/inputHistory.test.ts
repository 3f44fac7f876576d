import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikeApiKey } from '../../../../webview/chat/composer/looksLikeApiKey.ts';
import { createRecall } from '../../../../webview/chat/composer/inputHistory.ts';
import { chat, says, turn } from '../../../support/pages/chatStates.ts';
import { queued } from '../../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const box = ({ page }: ChatPage) => page.getByRole('textbox', { name: 'Message', exact: true });
const talked = chat({
  turns: [
    turn(1, 'First', { items: [says('One')] }),
    turn(2, 'Second\nwith a line', { items: [says('Two')] }),
  ],
});

/** Presses a key and waits until the box shows what it should. */
async function press(opened: ChatPage, key: string, shows: string): Promise<void> {
  await box(opened).press(key);
  await opened.page.waitForFunction((text) => {
    const host = document.querySelector('.composer .text-area');
    return host !== null && 'value' in host && host.value === text;
  }, shows);
}

test('the arrow up recalls earlier texts and the arrow down brings the draft back', async () => {
  const opened = await bench.open();
  await opened.show(talked);
  await box(opened).fill('my draft');
  await press(opened, 'ArrowUp', 'Second\nwith a line');
  await press(opened, 'ArrowUp', 'First');
  await press(opened, 'ArrowUp', 'First');
  await press(opened, 'ArrowDown', 'Second\nwith a line');
  await box(opened).press('ArrowDown');
  await press(opened, 'ArrowDown', 'my draft');
});

test('within several lines the arrows move the caret and recall nothing', async () => {
  const opened = await bench.open();
  await opened.show(talked);
  await box(opened).fill('one\ntwo');
  await box(opened).press('ArrowUp');
  await box(opened).pressSequentially('!');
  assert.equal(await box(opened).inputValue(), 'one!\ntwo');
});

test('a reload while an earlier text is looked at restores the draft', async () => {
  const opened = await bench.open();
  await opened.show(talked);
  await box(opened).fill('my draft');
  await press(opened, 'ArrowUp', 'Second\nwith a line');
  await opened.page.reload();
  assert.equal(await box(opened).inputValue(), 'my draft');
});

test('what is queued can be recalled too', async () => {
  const opened = await bench.open();
  await opened.show({ ...talked, queue: [queued(1, 'Waiting')] });
  await press(opened, 'ArrowUp', 'Waiting');
});

test('a change of a recalled text is kept as long as nothing is sent', () => {
  const recall = createRecall();
  assert.equal(recall.earlier(['a', 'b'], 'draft'), 'b');
  assert.equal(recall.earlier(['a', 'b'], 'b, changed'), 'a');
  assert.equal(recall.earlier(['a', 'b'], 'a'), undefined);
  assert.equal(recall.later('a'), 'b, changed');
  assert.equal(recall.later('b, changed'), 'draft');
  assert.equal(recall.later('draft'), undefined);
  recall.reset();
  assert.equal(recall.earlier(['a', 'b'], ''), 'b');
});

test('a key that was pasted is not sent, and not kept for a reload', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  const key = `sk-${'a1b2'.repeat(8)}`;
  await box(opened).fill(key);
  await box(opened).press('Enter');
  await opened.page.getByText("This looks like an API key, so it wasn't sent.").waitFor();
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
  assert.doesNotMatch(await opened.page.evaluate(() => JSON.stringify(sessionStorage)), /a1b2/);
  await opened.page.getByRole('button', { name: 'Set API Key' }).click();
  assert.deepEqual((await opened.posted()).at(-1), { type: 'intent', intent: 'setApiKey' });
  assert.equal(await box(opened).inputValue(), '');
});

test('what only looks like a key can be sent all the same', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  const text = 'order-0190aa107c557e2b9a6e5f2f0a3b';
  await box(opened).fill(text);
  await box(opened).press('Enter');
  await opened.page.getByRole('button', { name: 'Send Anyway' }).click();
  assert.deepEqual((await opened.posted()).at(-1), { type: 'sendText', text, request: 1 });
});

test('keys are told from words', () => {
  const keys = [
    'x-api-key: abc',
    `sk-${'a1'.repeat(10)}`,
    'A1b2'.repeat(8),
    ` ${'x9_'.repeat(12)}\n`,
  ];
  for (const key of keys) assert.equal(looksLikeApiKey(key), true, key);
  const words = [
    'Do you have trail shoes in size 42?',
    'https://shop.example/products/0190aa107c557e2b9a6e5f2f0a3b9c1d',
    'Donaudampfschifffahrtsgesellschaftskapitän',
    'sku-12',
    'a'.repeat(40),
    '1'.repeat(40),
  ];
  for (const text of words) assert.equal(looksLikeApiKey(text), false, text);
});
