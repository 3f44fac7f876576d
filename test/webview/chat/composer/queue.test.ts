import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ViewState } from '../../../../src/shared/model.ts';
import { button, lastPosted } from '../../../support/pages/chatParts.ts';
import { chat } from '../../../support/pages/chatStates.ts';
import { controlStates } from '../../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatOptions, ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

async function open(
  name: string,
  options: ChatOptions = {},
): Promise<ChatPage & { readonly state: ViewState }> {
  const state = controlStates[name];
  assert.ok(state);
  const opened = await bench.open(options);
  await opened.show(state);
  return { ...opened, state };
}

test('what waits is listed, and each can go back to the composer', async () => {
  const opened = await open('queued');
  const list = opened.page.getByRole('region', { name: '2 queued messages' });
  await list.getByText('Sent when this response is complete.').waitFor();
  assert.deepEqual(await list.getByRole('listitem').allInnerTexts(), [
    'And in blue?',
    'What about a rain jacket to go with it, size M?',
  ]);
  await button(opened, 'Move back to message box: And in blue?').click();
  assert.deepEqual(await lastPosted(opened), { type: 'unqueue', id: 1 });
  await button(opened, 'Clear Queue').click();
  assert.deepEqual(await lastPosted(opened), { type: 'emptyQueue' });
  assert.equal(await button(opened, 'Send Now').count(), 0);
});

test('a queue that is held says why and can be sent', async () => {
  const opened = await open('queueHeld');
  await opened.page.getByText("On hold because the last response didn't finish.").waitFor();
  await button(opened, 'Send Now').click();
  assert.deepEqual(await lastPosted(opened), { type: 'sendQueue' });
});

test('an empty queue takes no room', async () => {
  const opened = await open('queued');
  await opened.show({ ...opened.state, queue: [] });
  assert.equal(await opened.page.locator('.queue').isVisible(), false);
});

test('after a handover the composer says so, goes on, and offers to restart', async () => {
  const opened = await open('handedOver');
  await opened.page.getByRole('banner').getByText('Handed over').waitFor();
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  assert.equal(await box.getAttribute('placeholder'), 'Continue with Sofia…');
  await button(opened, 'Restart').click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'restartSession' });
  await box.fill('Still here?');
  await box.press('Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'sendText', text: 'Still here?', request: 1 });
});

test('a handover of an earlier session is history', async () => {
  const opened = await open('handedOver');
  await opened.show({ ...opened.state, session: { status: 'ready', id: 'another' } });
  assert.equal(await opened.page.getByRole('banner').getByText('Handed over').count(), 0);
  assert.equal(await button(opened, 'Restart').count(), 0);
});

test('a start without a message shows its time and can be given up', async () => {
  const opened = await open('restarting');
  const notice = opened.page.locator('.composer').getByText('Starting session…');
  await notice.waitFor();
  await button(opened, 'Cancel').click();
  assert.deepEqual(await lastPosted(opened), { type: 'stop' });
  await opened.show(chat());
  assert.equal(await notice.count(), 0);
});

test('a start that takes long offers the log', async () => {
  const opened = await open('restarting', { now: 1_790_000_000_000 });
  await opened.advance(2_000);
  assert.equal(await button(opened, 'Show Log').count(), 0);
  await opened.advance(10_000);
  await button(opened, 'Show Log').click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'showLog' });
});

test('an end under way is shown and holds the text back', async () => {
  const opened = await open('closing');
  await opened.page.locator('.composer').getByText('Ending session…').waitFor();
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  await box.fill('One more');
  await box.press('Enter');
  await opened.page
    .getByText('The session is ending. Send your message again in a moment.')
    .waitFor();
  assert.equal(await box.inputValue(), 'One more');
});
