import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastPosted } from '../../support/pages/chatParts.ts';
import { chat, turn } from '../../support/pages/chatStates.ts';
import {
  chosenRow,
  inspectedTalk,
  inspectorOf,
  linked,
  openInspector,
} from '../../support/pages/inspectorPages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench();

test('while the inspector is in the panel it is told of each message that is pressed', async () => {
  const opened = await bench.open();
  await opened.show(inspectedTalk);
  const message = opened.page.getByRole('log').getByText('Yes, three.');
  await message.click();
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
  assert.deepEqual(await linked(opened), []);
  await opened.send({ type: 'panelInspector', isVisible: true });
  await message.click();
  assert.deepEqual(await lastPosted(opened), { type: 'messageChosen', turnId: 1, line: 1 });
  assert.equal((await linked(opened)).length, 1);
  await opened.page.getByRole('log').getByText('In blue?', { exact: true }).click();
  assert.deepEqual(await lastPosted(opened), {
    type: 'messageChosen',
    turnId: 2,
    line: undefined,
  });
  await opened.send({ type: 'panelInspector', isVisible: false });
  assert.deepEqual(await linked(opened), []);
});

test('while the inspector is in the panel, a message’s menu leads there', async () => {
  const opened = await bench.open();
  await opened.show(inspectedTalk);
  await opened.send({ type: 'panelInspector', isVisible: true });
  await opened.page.getByRole('log').getByText('Yes, three.').hover();
  await opened.page.getByRole('button', { name: 'Show in Inspector' }).click();
  const wanted = (await opened.posted()).find(({ type }) => type === 'showInInspector');
  assert.deepEqual(wanted, { type: 'showInInspector', turnId: 1, line: 1 });
  assert.equal(await inspectorOf(opened).count(), 0);
});

test('a line chosen in another page marks its message and brings it into view, without the focus', async () => {
  const opened = await bench.open({ height: 300 });
  const long = Array.from({ length: 12 }, (_, index) => turn(index + 1, `Question ${index + 1}`));
  await opened.show(chat({ turns: long }));
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  await box.focus();
  const first = opened.page.getByRole('log').getByText('Question 1', { exact: true });
  const isInView = () =>
    first.evaluate((node) => {
      const log = node.closest('[role=log]')?.getBoundingClientRect();
      const { top, bottom } = node.getBoundingClientRect();
      return log !== undefined && top >= log.top && bottom <= log.bottom;
    });
  assert.equal(await isInView(), false);
  await opened.send({ type: 'revealMessage', turnId: 1 });
  assert.equal(await isInView(), true);
  const marked = opened.page.locator('.rows > [aria-current]');
  assert.match(await marked.innerText(), /Question 1\n/);
  assert.equal(await box.evaluate((node) => node.matches(':focus')), true);
  await opened.send({ type: 'revealMessage' });
  assert.equal(await marked.count(), 0);
});

test('another conversation has no message marked', async () => {
  const opened = await bench.open();
  await opened.show(inspectedTalk);
  await opened.send({ type: 'revealMessage', turnId: 1, line: 1 });
  assert.equal((await linked(opened)).length, 1);
  await opened.show({
    ...inspectedTalk,
    conversation: { ...inspectedTalk.conversation, id: 'another' },
  });
  assert.deepEqual(await linked(opened), []);
});

test('an open inspector follows what another page’s has chosen', async () => {
  const opened = await openInspector(bench);
  await opened.send({ type: 'revealMessage', turnId: 1, line: 3 });
  assert.match(await chosenRow(opened), /3 products/);
  assert.match((await linked(opened)).join(), /recommendation/);
});
