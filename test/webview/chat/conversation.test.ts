import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../../src/conversation/stateStore.ts';
import type { TurnItem } from '../../../src/shared/model.ts';
import { lastPosted, log } from '../../support/pages/chatParts.ts';
import {
  badLine,
  chat,
  failed,
  refusedKey,
  says,
  stats,
  turn,
} from '../../support/pages/chatStates.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench();

/** For cases that time decides: the page's clock stands still there. */
const now = 1_790_000_000_000;

test('the page says that it is ready, once', async () => {
  const opened = await bench.open();
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
});

test('items appear as their patches come, below the message that asked', async () => {
  const opened = await bench.open();
  const asked = turn(1, 'Any boots?', { phase: 'waiting' });
  await opened.show(chat({ turns: [asked] }));
  await opened.show(chat({ turns: [{ ...asked, phase: 'streaming', items: [says('Yes.')] }] }));
  const items = [says('Yes.'), says('Three kinds.', 2)];
  await opened.show(chat({ turns: [{ ...asked, phase: 'streaming', items }] }));
  const bubbles = await log(opened).locator('.bubble').allInnerTexts();
  assert.deepEqual(
    bubbles.map((text) => text.split('\n').at(-1)),
    ['Any boots?', 'Yes.', 'Three kinds.'],
  );
});

test('a bubble that is there is not drawn again when more arrives', async () => {
  const opened = await bench.open();
  const first = turn(1, 'Hi', { phase: 'streaming', items: [says('One')] });
  await opened.show(chat({ turns: [first] }));
  const bubble = await log(opened).getByText('One').elementHandle();
  await opened.show(
    chat({ turns: [{ ...first, phase: 'answered', stats, items: [...first.items, says('Two')] }] }),
  );
  assert.equal(await bubble?.evaluate((node) => node.isConnected), true);
});

test('a missing number asks for a resync once, and the snapshot repairs the picture', async () => {
  const opened = await bench.open();
  await opened.send({ type: 'snapshot', seq: 1, state: chat() });
  const lost = turn(1, 'Lost?', { phase: 'waiting' });
  await opened.send({ type: 'patch', seq: 3, patches: [{ type: 'turn', turn: lost }] });
  await opened.send({ type: 'patch', seq: 4, patches: [{ type: 'turn', turn: lost }] });
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }, { type: 'resync' }]);
  assert.equal(await log(opened).getByText('Lost?').count(), 0);
  await opened.send({ type: 'snapshot', seq: 5, state: chat({ turns: [lost] }) });
  await log(opened).getByText('Lost?').waitFor();
});

test('a new conversation empties the log', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, 'Old', { items: [says('Answer')] })] }));
  await opened.show(chat({ turns: [turn(2, 'New', { phase: 'waiting' })] }));
  assert.equal(await log(opened).getByText('Old').count(), 0);
  await log(opened).getByText('New').waitFor();
});

test('an answered turn shows the time to first byte and in all', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [says('Hello')], stats })] }));
  await log(opened).getByText('First byte 412 ms · total 3.4 s').waitFor();
});

test('a wait shows a clock, and after ten seconds says that it still waits', async () => {
  const opened = await bench.open({ now });
  const asked = turn(1, 'Hi', { phase: 'waiting', sentAt: now - 9_000 });
  await opened.show(chat({ session: { status: 'responding' }, turns: [asked] }));
  assert.equal(await log(opened).locator('.clock').innerText(), '9.0 s');
  assert.equal(await log(opened).getByText('Still waiting').count(), 0);
  await opened.advance(1_000);
  assert.equal(await log(opened).locator('.clock').innerText(), '10 s');
  await log(opened).getByText('Still waiting').waitFor();
});

test('the wait for a session is named', async () => {
  const opened = await bench.open({ now });
  const asked = turn(1, 'Hi', { phase: 'waiting', sentAt: now });
  await opened.show(chat({ session: { status: 'starting' }, turns: [asked] }));
  await log(opened).locator('.wait-line').getByText('Starting session…').waitFor();
});

test('a stopped turn keeps what came, says when, and can be asked again', async () => {
  const opened = await bench.open();
  const stopped = turn(4, 'Hi', { phase: 'stopped', items: [says('Well')], stats });
  await opened.show(chat({ turns: [stopped] }));
  await log(opened).getByText('Well').waitFor();
  await log(opened).getByText('Stopped by you after 3.4 s').waitFor();
  await log(opened).getByRole('button', { name: 'Try Again', exact: true }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'retryTurn', turnId: 4, in: 'session' });
});

test('an interrupted turn and one without any event say so', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, 'Hi', { phase: 'interrupted' }), turn(2, 'Hm')] }));
  await log(opened).getByText('Interrupted').waitFor();
  await log(opened).getByText('The agent sent an empty response.').waitFor();
});

test('a failed turn explains itself and its buttons do what they say', async () => {
  const opened = await bench.open();
  const broken = turn(7, 'Hi', { phase: 'failed', failure: refusedKey });
  await opened.show(chat({ turns: [broken] }));
  const card = log(opened).locator('.failure');
  assert.equal(await card.getByRole('button').count(), 3);
  for (const name of ['Set API Key', 'Check Connection', 'More actions']) {
    assert.equal(await card.getByRole('button', { name }).count(), 1, name);
  }
  await card.getByRole('button', { name: 'Set API Key' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'setApiKey' });
  await card.getByRole('button', { name: 'More actions' }).click();
  await card.getByRole('button', { name: 'Try Again', exact: true }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'retryTurn', turnId: 7, in: 'session' });
  await card.getByText('Details').click();
  await card.getByText('"kind": "unauthorized"').waitFor();
  await card.getByRole('button', { name: 'More actions' }).click();
  await card.getByRole('button', { name: 'Copy' }).first().click();
  const copied = await lastPosted(opened);
  assert.ok(copied?.type === 'copy' && copied.text.includes('unauthorized'));
});

test('a failure’s menu opens with Enter, and Escape closes it and nothing else', async () => {
  const opened = await bench.open();
  const failure = { kind: 'network', endpoint: 'invoke', retryable: true } as const;
  const turns = [turn(1, 'Hi', { phase: 'failed', failure }), turn(2, 'Go', { phase: 'waiting' })];
  await opened.show(chat({ session: { status: 'responding' }, turns }));
  const menu = log(opened).getByRole('button', { name: 'More actions' });
  const settings = log(opened).getByRole('button', { name: 'Open Settings' });
  await menu.press('Enter');
  assert.equal(await settings.isVisible(), true);
  await opened.page.keyboard.press('Tab');
  assert.equal(await settings.evaluate((node) => node === document.activeElement), true);
  await opened.page.keyboard.press('Escape');
  assert.equal(await settings.isVisible(), false);
  assert.equal(await menu.evaluate((node) => node === document.activeElement), true);
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
});

test('a line that was cut is told in a few words, its beginning in the details', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, 'Hi', { phase: 'failed', failure: badLine })] }));
  const card = log(opened).locator('.failure');
  await card.getByText('The response stopped in line 3').waitFor();
  assert.doesNotMatch(await card.innerText(), /respon\b/);
  await card.getByText('Details').click();
  await card.getByText(/"head": .*respon/).waitFor();
});

test('a retry waits as long as the server asked for', async () => {
  const opened = await bench.open({ now });
  const failure = { kind: 'rateLimited', retryable: true, retryAfterMs: 60_000 } as const;
  const limited = turn(1, 'Hi', { phase: 'failed', failure, sentAt: now });
  await opened.show(chat({ turns: [limited] }));
  const retry = log(opened).getByRole('button', { name: /Try Again in \d+ s/ });
  assert.equal(await retry.isDisabled(), true);
});

test('a line that could not be read is noticed at its place', async () => {
  const opened = await bench.open();
  const items = [says('Before'), failed(badLine), says('After', 4)];
  await opened.show(chat({ turns: [turn(1, 'Hi', { items })] }));
  const rows = await log(opened).locator('.rows > *').allInnerTexts();
  assert.match(rows[1] ?? '', /Before/);
  assert.match(rows[2] ?? '', /120 bytes/);
  assert.match(rows[3] ?? '', /After/);
});

test('a row that cannot be drawn says so and the others stand', async () => {
  const opened = await bench.open();
  const broken = { type: 'event', atMs: 1, event: { type: 'recommendation' } } as TurnItem;
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [broken, says('Still here', 2)] })] }));
  await log(opened).getByText("Couldn't show this part").waitFor();
  await log(opened).getByText('Still here').waitFor();
});

test('a problem of no turn stands above the log', async () => {
  const opened = await bench.open();
  await opened.show(chat({ problem: { kind: 'missingKey', retryable: false } }));
  const banner = opened.page.getByRole('alert');
  await banner.getByRole('button', { name: 'Set API Key' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'setApiKey' });
  await opened.show(chat());
  assert.equal(await banner.count(), 0);
});

test('an ended session says what the next message does and offers a new one', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: { status: 'expired' }, turns: [turn(1, 'Hi')] }));
  await opened.page.getByRole('alert').getByRole('button', { name: 'New Session' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'newSession' });
});

test('a chat without agent or key offers the one step that is missing', async () => {
  const opened = await bench.open();
  await opened.show(initialState);
  await opened.page.getByRole('button', { name: 'Add Agent' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'addAgent' });
  await opened.show(chat({ session: { status: 'noKey' } }));
  await opened.page.getByRole('button', { name: 'Set API Key' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'setApiKey' });
});
