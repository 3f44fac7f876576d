import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chosenRow,
  inspectedTalk,
  inspectorOf,
  listOf,
  openInspector,
  productsLine,
  treeOf,
} from '../../support/pages/inspectorPages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';
import { smallWire } from '../../support/pages/wireStates.ts';

const bench = sharedBench();

const keys = async (opened: ChatPage, ...names: readonly string[]) => {
  for (const name of names) await opened.page.keyboard.press(name);
  await opened.drawn();
};

const focused = ({ page }: ChatPage): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

const splitter = ({ page }: ChatPage, name = 'Inspector size') =>
  page.getByRole('separator', { name });

test('opening leads to the newest line, Escape back to where the focus was', async () => {
  const opened = await bench.open();
  await opened.show(inspectedTalk);
  await opened.page.getByRole('textbox', { name: 'Message', exact: true }).focus();
  await opened.send({ type: 'toggleInspector' });
  await opened.send({ type: 'wire', ...smallWire });
  assert.equal(await focused(opened), 'Requests and lines');
  assert.match(await chosenRow(opened), /unavailable/);
  await keys(opened, 'Escape');
  assert.equal(await inspectorOf(opened).count(), 0);
  await opened.page.keyboard.type('back');
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  assert.equal(await box.inputValue(), 'back');
});

test('arrows, Home, End and the page keys move between rows and leave out breaks', async () => {
  const opened = await openInspector(bench);
  await keys(opened, 'Home');
  assert.match(await chosenRow(opened), /POST init/);
  await keys(opened, ...Array<string>(3).fill('ArrowDown'));
  assert.match(await chosenRow(opened), /Yes, three/);
  await keys(opened, 'ArrowDown');
  assert.match(await chosenRow(opened), /3 products/);
  await keys(opened, 'ArrowUp');
  assert.match(await chosenRow(opened), /Yes, three/);
  await keys(opened, 'End');
  assert.match(await chosenRow(opened), /unavailable/);
  await keys(opened, 'PageUp', 'PageUp');
  assert.match(await chosenRow(opened), /POST init/);
});

test('← leads to the exchange and folds it, → unfolds it', async () => {
  const opened = await openInspector(bench);
  await keys(opened, 'Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft');
  const chosen = listOf(opened).getByRole('row', { selected: true });
  assert.match(await chosen.innerText(), /POST invoke[^]*turn 1/);
  assert.equal(await chosen.getAttribute('aria-expanded'), 'true');
  await keys(opened, 'ArrowLeft');
  assert.equal(await chosen.getAttribute('aria-expanded'), 'false');
  assert.equal(await listOf(opened).getAttribute('aria-rowcount'), '5');
  await keys(opened, 'ArrowRight');
  assert.equal(await listOf(opened).getAttribute('aria-rowcount'), '10');
});

test('Enter opens the tree, in which arrows move, fold and unfold; Escape leads back', async () => {
  const opened = await openInspector(bench);
  await keys(opened, 'Home', ...Array<string>(4).fill('ArrowDown'), 'Enter');
  await opened.send(productsLine);
  assert.equal(await focused(opened), 'Line as JSON');
  const chosen = treeOf(opened).getByRole('treeitem', { selected: true });
  assert.match(await chosen.innerText(), /0:\s+\{1\}/);
  assert.equal(await chosen.getAttribute('aria-level'), '1');
  await keys(opened, 'ArrowRight');
  assert.match(await chosen.innerText(), /recommendationEvent:/);
  assert.equal(await chosen.getAttribute('aria-level'), '2');
  await keys(opened, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  assert.equal(await chosen.getAttribute('aria-expanded'), 'false');
  // Up to what the event is in.
  await keys(opened, 'ArrowLeft');
  assert.match(await chosen.innerText(), /responseEvents:\s+\[1\]/);
  await keys(opened, 'Enter');
  assert.equal(await chosen.getAttribute('aria-expanded'), 'false');
  await keys(opened, 'Escape');
  assert.equal(await treeOf(opened).count(), 0);
  assert.equal(await focused(opened), 'Requests and lines');
});

test('what has the focus in the list is told to screen readers by its place', async () => {
  const opened = await openInspector(bench);
  await keys(opened, 'Home', 'ArrowDown');
  const active = await listOf(opened).getAttribute('aria-activedescendant');
  const chosen = listOf(opened).getByRole('row', { selected: true });
  assert.equal(await chosen.getAttribute('id'), active);
  assert.equal(await chosen.getAttribute('aria-rowindex'), '2');
  assert.equal(await listOf(opened).getAttribute('aria-rowcount'), '10');
});

test('F6 reaches the open inspector, and leaves out the closed one', async () => {
  const opened = await openInspector(bench);
  const visited: boolean[] = [];
  for (let press = 0; press < 8; press++) {
    await keys(opened, 'F6');
    visited.push((await focused(opened)) === 'Requests and lines');
  }
  assert.equal(visited.filter(Boolean).length, 2);
  await opened.send({ type: 'toggleInspector' });
  for (let press = 0; press < 4; press++) {
    await keys(opened, 'F6');
    assert.notEqual(await focused(opened), 'Requests and lines');
  }
});

test('Ctrl+F finds in the inspector while the focus is there', async () => {
  const opened = await openInspector(bench);
  await keys(opened, 'Control+f');
  assert.equal(await focused(opened), 'Search lines');
  await opened.page.getByRole('textbox', { name: 'Message', exact: true }).focus();
  await keys(opened, 'Control+f');
  assert.equal(await focused(opened), 'Find in conversation');
});

test('the line between chat and inspector moves with the arrow keys and the pointer', async () => {
  const opened = await openInspector(bench);
  const width = async () => (await inspectorOf(opened).boundingBox())?.width ?? 0;
  assert.equal(await splitter(opened).getAttribute('aria-orientation'), 'vertical');
  const first = await width();
  await splitter(opened).focus();
  await keys(opened, 'ArrowLeft');
  assert.equal(await splitter(opened).getAttribute('aria-valuenow'), '60');
  assert.ok((await width()) > first);
  const box = await splitter(opened).boundingBox();
  assert.ok(box);
  await opened.page.mouse.move(box.x + box.width / 2, box.y + 100);
  await opened.page.mouse.down();
  await opened.page.mouse.move(700, box.y + 100);
  await opened.page.mouse.up();
  assert.equal(await splitter(opened).getAttribute('aria-valuenow'), '30');
});

test('in a narrow view the inspector is a drawer below the chat', async () => {
  const opened = await openInspector(bench, { width: 280 });
  assert.equal(await splitter(opened).getAttribute('aria-orientation'), 'horizontal');
  const chat = await opened.page.getByRole('main').boundingBox();
  const drawer = await inspectorOf(opened).boundingBox();
  assert.ok(chat && drawer && drawer.y >= chat.y + chat.height - 5, 'below');
  await splitter(opened).focus();
  await keys(opened, 'Home');
  assert.equal(await splitter(opened).getAttribute('aria-valuenow'), '15');
});

test('the page comes back with the inspector as it was, and the draft too', async () => {
  const opened = await openInspector(bench);
  await opened.page.getByRole('textbox', { name: 'Message', exact: true }).fill('Unsent');
  await splitter(opened).focus();
  await keys(opened, 'ArrowRight');
  await opened.page.reload();
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }, { type: 'startInspecting' }]);
  assert.equal(await splitter(opened).getAttribute('aria-valuenow'), '50');
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  assert.equal(await box.inputValue(), 'Unsent');
});
