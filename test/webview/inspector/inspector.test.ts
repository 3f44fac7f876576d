import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastPosted } from '../../support/pages/chatParts.ts';
import {
  chosenRow,
  inspectedTalk,
  inspectorOf,
  linked,
  listOf,
  openInspector,
  productsLine,
  rowOf,
  treeOf,
} from '../../support/pages/inspectorPages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';
import { exchange, row, smallWire } from '../../support/pages/wireStates.ts';

const bench = sharedBench();

const button = (opened: ChatPage, name: string) =>
  inspectorOf(opened).getByRole('button', { name, exact: true });

/** The menu of the details that are open. */
const moreOf = (opened: ChatPage) =>
  opened.page.locator('.detail-pane').getByRole('button', { name: 'More actions' });

test('the inspector tells the host when it opens and closes, and says what will come', async () => {
  const opened = await bench.open();
  await opened.show(inspectedTalk);
  assert.equal(await inspectorOf(opened).count(), 0);
  await opened.send({ type: 'toggleInspector' });
  assert.deepEqual(await lastPosted(opened), { type: 'startInspecting' });
  await inspectorOf(opened).getByText('Every line the agent sends').waitFor();
  await opened.send({ type: 'toggleInspector' });
  assert.deepEqual(await lastPosted(opened), { type: 'stopInspecting' });
  assert.equal(await inspectorOf(opened).count(), 0);
});

test('a row has its time, gap, size, kind, words and tags', async () => {
  const opened = await openInspector(bench, { width: 1600 });
  const cells = await rowOf(opened, '3 products').getByRole('gridcell').allInnerTexts();
  assert.deepEqual(cells, [
    '+2,300 ms',
    'Δ 1.8 s',
    '140 B',
    'recommendationEvent',
    '3 products: Ridge Runner, City Strider, Path Finder',
    'unexpected field type: products[0].price',
  ]);
  await rowOf(opened, 'malformed line').waitFor();
  assert.equal(await rowOf(opened, 'blank line').count(), 0);
  await inspectorOf(opened)
    .getByRole('button', { name: /^blank line/ })
    .click();
  const kinds = ['blank line', 'malformed line', 'error', 'loyaltyEvent', 'response without event'];
  for (const kind of kinds) await rowOf(opened, kind).waitFor();
  await rowOf(opened, 'never seen before').waitFor();
  await rowOf(opened, 'no lines for 1.8 s').waitFor();
});

test('an exchange has its endpoint, status, outcome, retries, time and size', async () => {
  const opened = await openInspector(bench, { width: 1600 });
  const cells = await rowOf(opened, '503').first().getByRole('gridcell').allInnerTexts();
  assert.deepEqual(cells, ['POST invoke', '503', 'failed', '3.4 s', '2 KB', 'turn 2, 1 retry']);
});

test('what comes later is added, and exchanges are brought up to date', async () => {
  const opened = await openInspector(bench, { width: 1600 });
  await opened.send({
    type: 'wireGrew',
    exchanges: [exchange(3, { turnId: 2, status: 200, bytes: 9000 })],
    rows: [row(2, { exchange: 3, summary: 'Better late' })],
  });
  await rowOf(opened, 'Better late').waitFor();
  assert.equal(await rowOf(opened, '503').count(), 0);
  await rowOf(opened, '9 KB').waitFor();
});

test('a pressed row asks for its line, once, and shows it as a tree', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '3 products').click();
  const asked = (await opened.posted()).filter(({ type }) => type === 'inspectLine');
  assert.deepEqual(asked, [{ type: 'inspectLine', exchange: 2, line: 3 }]);
  await opened.send(productsLine);
  const node = treeOf(opened).getByRole('treeitem', { name: 'title: "Ridge"' });
  await node.click();
  const choose = async (name: string) => {
    await moreOf(opened).click();
    await button(opened, name).click();
  };
  await choose('Copy Path');
  const path = '$.result.responseEvents[0].recommendationEvent.products[0].title';
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: path });
  await button(opened, 'Copy Value').click();
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: 'Ridge' });
  await choose('Copy Line');
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: productsLine.text });
});

test('a value can be used as an expectation, by its path', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '3 products').click();
  await opened.send(productsLine);
  await treeOf(opened).getByRole('treeitem', { name: 'title: "Ridge"' }).click();
  await button(opened, 'Use as Expectation').click();
  assert.deepEqual(await lastPosted(opened), {
    type: 'addExpectation',
    turnId: 1,
    line: 3,
    path: '$.result.responseEvents[0].recommendationEvent.products[0].title',
  });
});

test('the path of a value leads back to what it is in', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '3 products').click();
  await opened.send(productsLine);
  await treeOf(opened).getByRole('treeitem', { name: 'title: "Ridge"' }).click();
  await opened.page.getByRole('navigation', { name: 'Path' }).getByText('.products').click();
  await opened.drawn();
  const chosen = treeOf(opened).getByRole('treeitem', { selected: true });
  assert.match(await chosen.innerText(), /products:/);
});

test('a line can be compared with the same event of the turn before', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '3 products').click();
  await opened.send(productsLine);
  await moreOf(opened).click();
  await button(opened, 'Compare with Previous Turn').click();
  await opened.drawn();
  const changes = opened.page.locator('.json-change');
  const texts = (await changes.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  const at = '$.result.responseEvents[0].recommendationEvent.products[0]';
  assert.deepEqual(texts, [
    `≠ changed ${at}.title "Path" "Ridge"`,
    `− removed ${at}.url "x"`,
    `+ added ${at}.price "89"`,
  ]);
  await moreOf(opened).click();
  await button(opened, 'Compare with Previous Turn').click();
  await opened.drawn();
  await treeOf(opened).waitFor();
});

test('a line that is not JSON is shown as text, a blank one explained', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, 'malformed line').click();
  const text = '{"result":{"respon';
  await opened.send({ type: 'lineText', place: { exchange: 2, line: 5 }, text });
  await inspectorOf(opened).getByText("This line isn't JSON.").waitFor();
  assert.equal(await opened.page.locator('.line-text').innerText(), text);
  await inspectorOf(opened)
    .getByRole('button', { name: /^blank line/ })
    .click();
  await rowOf(opened, 'blank line').click();
  await opened.send({ type: 'lineText', place: { exchange: 2, line: 2 }, text: '' });
  await inspectorOf(opened).getByText('This line is empty').waitFor();
});

test('a chosen row marks its message and brings it into view', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '3 products').click();
  assert.match((await linked(opened)).join(), /recommendation/);
  await rowOf(opened, 'Yes, three.').click();
  const message = opened.page.locator('.rows > [aria-current]');
  assert.equal(await message.count(), 1);
  assert.match(await message.innerText(), /Yes, three\./);
  await button(opened, 'Close Inspector').click();
  assert.deepEqual(await linked(opened), []);
});

test('a message that is pressed chooses its row; while the inspector is closed it does not', async () => {
  const opened = await openInspector(bench);
  const message = opened.page.getByRole('log').getByText('Yes, three.');
  await message.click();
  assert.match(await chosenRow(opened), /Yes, three\./);
  await opened.page.getByRole('log').getByText('In blue?', { exact: true }).click();
  assert.match(await chosenRow(opened), /POST invoke[^]*turn 2/);
  await opened.send({ type: 'toggleInspector' });
  await message.click();
  assert.deepEqual(await linked(opened), []);
});

test('a message’s menu opens the inspector at its line, whatever is filtered or yet to come', async () => {
  const opened = await bench.open({ width: 1000 });
  await opened.show(inspectedTalk);
  await opened.page.getByRole('log').getByText('Yes, three.').hover();
  await opened.page.getByRole('button', { name: 'Show in Inspector' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'startInspecting' });
  await opened.send({ type: 'wire', ...smallWire });
  assert.match(await chosenRow(opened), /Yes, three\./);
  await inspectorOf(opened)
    .getByRole('button', { name: /^error/ })
    .click();
  await opened.send({ type: 'showLine', turnId: 1, line: 3 });
  assert.match(await chosenRow(opened), /3 products/);
});

test('chips show the rows of their kinds, with counts', async () => {
  const opened = await openInspector(bench, { width: 1600 });
  const chip = inspectorOf(opened).getByRole('button', { name: /^messageEvent/ });
  assert.equal(await chip.innerText(), 'messageEvent\n1');
  await chip.click();
  assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  await opened.drawn();
  assert.equal(await listOf(opened).getByRole('row').count(), 2);
  await button(opened, 'More actions').click();
  await button(opened, 'Save Visible Lines as JSONL').click();
  assert.deepEqual(await lastPosted(opened), { type: 'saveRows', rows: [1] });
  await button(opened, 'Show All Kinds').click();
  await opened.drawn();
  assert.equal(await listOf(opened).getByRole('row').count(), 10);
});

test('a search asks the host, says how many there are, and goes from one to the next', async () => {
  const opened = await openInspector(bench);
  await inspectorOf(opened).getByRole('searchbox').fill('runner');
  await opened.page.waitForFunction(() =>
    window.fakeHost.posted.some((message) => JSON.stringify(message).includes('searchWire')),
  );
  assert.deepEqual(await lastPosted(opened), { type: 'searchWire', text: 'runner' });
  await opened.send({ type: 'found', text: 'runner', rows: [1, 3] });
  const count = inspectorOf(opened).getByRole('search').getByRole('status');
  assert.equal(await count.innerText(), '1 of 2');
  assert.match(await chosenRow(opened), /Yes, three\./);
  await opened.page.keyboard.press('Enter');
  assert.equal(await count.innerText(), '2 of 2');
  assert.match(await chosenRow(opened), /3 products/);
  await opened.send({ type: 'found', text: 'an older search', rows: [] });
  assert.equal(await count.innerText(), '2 of 2');
});

test('an exchange shows its headers, body, times and failure, and can be copied and saved', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '503').first().click();
  const pane = opened.page.getByRole('region', { name: 'Turn 2' });
  const text = await pane.innerText();
  for (const part of [
    'https://api.example/v1/agent-graph/invoke',
    'x-api-key',
    'demo-business',
    'Sofia is temporarily unavailable',
    'Retry 2 at 300 ms, after waiting 500 ms: status 503',
    'Request to response headers',
  ]) {
    assert.ok(text.includes(part), part);
  }
  for (const [name, format] of [
    ['Copy as curl (bash, zsh, dash, fish)', 'curl'],
    ['Copy as PowerShell', 'powershell'],
    ['Copy as Python', 'python'],
    ['Copy as JavaScript', 'javascript'],
  ] as const) {
    await moreOf(opened).click();
    await button(opened, name).click();
    assert.deepEqual(await lastPosted(opened), { type: 'copyRequest', exchange: 3, format });
  }
  await moreOf(opened).click();
  await button(opened, 'Save as HAR').click();
  assert.deepEqual(await lastPosted(opened), { type: 'saveHar', exchange: 3 });
  await button(opened, 'More actions').first().click();
  await button(opened, 'Save All Requests as HAR').click();
  assert.deepEqual(await lastPosted(opened), { type: 'saveHar' });
});

test('totals count the turns and how many were over the budget', async () => {
  const opened = await openInspector(bench);
  const { agent } = inspectedTalk;
  assert.ok(agent);
  await opened.show({ ...inspectedTalk, agent: { ...agent, latencyBudgetMs: 400 } });
  const totals = opened.page.locator('.totals');
  assert.match(await totals.innerText(), /2 turns · p50 3\.4 s · 2 over budget/);
  await totals.locator('summary').click();
  assert.match(await totals.innerText(), /2 of 2, budget 400 ms/);
  const graph = totals.getByRole('img', { name: 'Total time of the last 2 turns' });
  assert.equal(await graph.count(), 1);
});
