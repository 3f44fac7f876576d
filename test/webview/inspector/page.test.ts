import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastPosted } from '../../support/pages/chatParts.ts';
import { axeFindings } from '../../support/pages/galleryChecks.ts';
import {
  chosenRow,
  inspectedTalk,
  inspectorEntry,
  listOf,
  openInspectorPage,
  productsLine,
  rowOf,
  treeOf,
} from '../../support/pages/inspectorPages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import { themeNames } from '../../support/pages/themes.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';
import { exchange, row, smallWire } from '../../support/pages/wireStates.ts';

const bench = sharedBench(inspectorEntry);

const keys = async (opened: ChatPage, ...names: readonly string[]) => {
  for (const name of names) await opened.page.keyboard.press(name);
  await opened.drawn();
};
const focused = ({ page }: ChatPage): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: active } = document;
    return active?.getAttribute('aria-label') ?? active?.tagName.toLowerCase() ?? '';
  });

test('the page asks for everything, and says what will come until it does', async () => {
  const opened = await bench.open();
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }, { type: 'startInspecting' }]);
  await opened.page.getByText('Every line the agent sends').waitFor();
  await opened.show(inspectedTalk);
  await opened.send({ type: 'wire', ...smallWire });
  await rowOf(opened, 'Yes, three.').waitFor();
  await opened.page.getByText('2 turns').waitFor();
});

test('it has the headings and the landmark of a page, and nothing that closes it', async () => {
  const opened = await openInspectorPage(bench);
  const { page } = opened;
  const main = page.getByRole('main');
  assert.equal(await main.getByRole('heading', { level: 1, name: 'Ask Sofia' }).count(), 1);
  assert.equal(await main.getByRole('heading', { level: 2, name: 'Inspector' }).count(), 1);
  assert.equal(await page.getByRole('complementary').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Close Inspector' }).count(), 0);
  await listOf(opened).focus();
  await keys(opened, 'Escape');
  await rowOf(opened, 'Yes, three.').waitFor();
});

test('it takes the focus only when it is told to, and the newest line as soon as there is one', async () => {
  const opened = await bench.open();
  await opened.show(inspectedTalk);
  assert.equal(await focused(opened), 'body');
  await opened.send({ type: 'nextRegion' });
  assert.equal(await focused(opened), 'p');
  await opened.send({ type: 'wire', ...smallWire });
  assert.equal(await focused(opened), 'Requests and lines');
  assert.match(await chosenRow(opened), /unavailable/);
  await opened.send({ type: 'wire', exchanges: [], rows: [] });
  assert.equal(await focused(opened), 'p');
});

test('a row that is chosen has its message shown; one without a message takes the mark away', async () => {
  const opened = await openInspectorPage(bench);
  await rowOf(opened, '3 products').click();
  const shown = async () =>
    (await opened.posted()).filter(({ type }) => type === 'showMessage').at(-1);
  assert.deepEqual(await shown(), { type: 'showMessage', turnId: 1, line: 3 });
  await rowOf(opened, '503').first().click();
  assert.deepEqual(await shown(), { type: 'showMessage', turnId: 2, line: undefined });
  await listOf(opened).focus();
  await keys(opened, 'Home');
  assert.deepEqual(await shown(), { type: 'showMessage' });
});

test('another conversation takes the mark away', async () => {
  const opened = await openInspectorPage(bench);
  await rowOf(opened, '3 products').click();
  await opened.send({ type: 'wire', exchanges: [exchange(1, { turnId: 1 })], rows: [row(1)] });
  assert.deepEqual(await lastPosted(opened), { type: 'showMessage' });
});

test('a message that was chosen elsewhere marks its row without the focus and without an echo', async () => {
  const opened = await openInspectorPage(bench);
  const before = (await opened.posted()).length;
  await opened.send({ type: 'markMessage', turnId: 1, line: 1 });
  assert.match(await chosenRow(opened), /Yes, three\./);
  await opened.send({ type: 'markMessage', turnId: 2 });
  assert.match(await chosenRow(opened), /POST invoke[^]*turn 2/);
  assert.equal(await focused(opened), 'body');
  assert.equal((await opened.posted()).length, before);
});

test('details that are open follow a message that was chosen elsewhere', async () => {
  const opened = await openInspectorPage(bench);
  await rowOf(opened, '3 products').click();
  await opened.send({ type: 'markMessage', turnId: 1, line: 1 });
  assert.deepEqual(await lastPosted(opened), { type: 'inspectLine', exchange: 2, line: 1 });
});

test('a line that somebody wants to see has the focus', async () => {
  const opened = await openInspectorPage(bench);
  await opened.send({ type: 'showLine', turnId: 1, line: 3 });
  assert.match(await chosenRow(opened), /3 products/);
  assert.equal(await focused(opened), 'Requests and lines');
});

test('in a wide page the details stand beside the list, in a narrow one below it', async () => {
  const opened = await openInspectorPage(bench);
  await rowOf(opened, '3 products').click();
  await opened.send(productsLine);
  const pane = opened.page.getByRole('region', { name: 'Details' });
  const splitter = opened.page.getByRole('separator', { name: 'Details size' });
  const boxes = async () => {
    await opened.drawn();
    const [list, details] = [await listOf(opened).boundingBox(), await pane.boundingBox()];
    assert.ok(list && details);
    return { list, details };
  };
  const wide = await boxes();
  assert.ok(wide.details.x >= wide.list.x + wide.list.width, 'beside');
  assert.equal(await splitter.getAttribute('aria-orientation'), 'vertical');
  await splitter.focus();
  await keys(opened, 'ArrowLeft');
  assert.ok((await boxes()).details.width > wide.details.width, 'wider');
  await opened.page.setViewportSize({ width: 280, height: 300 });
  const narrow = await boxes();
  assert.ok(narrow.details.y >= narrow.list.y + narrow.list.height, 'below');
  assert.equal(await splitter.getAttribute('aria-orientation'), 'horizontal');
});

test('the row whose details open below it stays in view, also where the list is at its end', async () => {
  for (const width of [280, 1000]) {
    const opened = await openInspectorPage(bench, { width });
    await rowOf(opened, '3 products').click();
    await opened.send(productsLine);
    const chosen = listOf(opened).getByRole('row', { selected: true });
    await opened.drawn();
    const [list, item] = [await listOf(opened).boundingBox(), await chosen.boundingBox()];
    assert.ok(list && item);
    assert.ok(item.y >= list.y - 1 && item.y + item.height <= list.y + list.height + 1, `${width}`);
  }
});

test('Ctrl+F leads to the search, Escape from the details back to the list', async () => {
  for (const width of [280, 1000]) {
    const opened = await openInspectorPage(bench, { width });
    await keys(opened, 'Control+f');
    assert.equal(await focused(opened), 'Search lines');
    await rowOf(opened, 'unavailable').click();
    await opened.send({ type: 'lineText', place: { exchange: 3, line: 1 }, text: '{"error":{}}' });
    await keys(opened, 'Enter');
    assert.equal(await focused(opened), 'Line as JSON');
    await keys(opened, 'Control+f');
    assert.equal(await focused(opened), 'Search lines');
    await listOf(opened).focus();
    await keys(opened, 'Enter', 'Escape');
    assert.equal(await treeOf(opened).count(), 0);
    assert.equal(await focused(opened), 'Requests and lines');
  }
});

test('the page comes back with its sizes', async () => {
  const opened = await openInspectorPage(bench);
  await rowOf(opened, '3 products').click();
  await opened.page.getByRole('separator', { name: 'Details size' }).focus();
  await keys(opened, 'ArrowLeft');
  await opened.page.reload();
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }, { type: 'startInspecting' }]);
  await opened.send({ type: 'wire', ...smallWire });
  await rowOf(opened, '3 products').click();
  const splitter = opened.page.getByRole('separator', { name: 'Details size' });
  assert.equal(await splitter.getAttribute('aria-valuenow'), '60');
});

for (const theme of themeNames) {
  test(`axe-core finds nothing in the theme ${theme}`, async () => {
    for (const width of [280, 1000]) {
      const opened = await openInspectorPage(bench, { theme, width });
      const { page } = opened;
      assert.deepEqual(await axeFindings(page.mainFrame()), []);
      await rowOf(opened, '3 products').click();
      await opened.send(productsLine);
      assert.deepEqual(await axeFindings(page.mainFrame()), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(overflow, false);
      await opened.close();
    }
  });
}
