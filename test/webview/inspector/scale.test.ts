import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeFindings, nameless } from '../../support/pages/galleryChecks.ts';
import {
  chosenRow,
  inspectorOf,
  listOf,
  openInspector,
  productsLine,
  rowOf,
  treeOf,
} from '../../support/pages/inspectorPages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';
import { exchange, row } from '../../support/pages/wireStates.ts';

const bench = sharedBench();

const count = 100_000;
const long = {
  exchanges: [exchange(1, { turnId: 1 })],
  rows: Array.from({ length: count }, (_, index) => row(index + 1)),
};

test('of 100,000 rows only those in view are in the page, wherever it is scrolled to', async () => {
  const opened = await openInspector(bench, { width: 1600 }, long);
  const inPage = () => listOf(opened).getByRole('row').count();
  assert.ok((await inPage()) < 80, String(await inPage()));
  assert.equal(await listOf(opened).getAttribute('aria-rowcount'), String(count + 1));
  for (const share of [0.5, 0.25, 0]) {
    await listOf(opened).evaluate((list, at) => (list.scrollTop = list.scrollHeight * at), share);
    await opened.drawn();
    assert.ok((await inPage()) < 80, String(await inPage()));
    const line = Math.max(1, Math.round(share * count));
    await rowOf(opened, 'messageEvent').getByText(`Line ${line}`, { exact: true }).waitFor();
  }
});

test('from the first of 100,000 rows to the last and back is one key', async () => {
  const opened = await openInspector(bench, { width: 1600 }, long);
  await opened.page.keyboard.press('Home');
  assert.match(await chosenRow(opened), /POST invoke/);
  await opened.page.keyboard.press('End');
  assert.match(await chosenRow(opened), new RegExp(`Line ${count}`));
  await opened.page.keyboard.press('ArrowUp');
  assert.match(await chosenRow(opened), new RegExp(`Line ${count - 1}`));
});

test('the list follows its end while that is in view, and stays while it is not', async () => {
  const opened = await openInspector(bench, { width: 1600 }, long);
  const grow = (line: number) =>
    opened.send({ type: 'wireGrew', exchanges: [], rows: [row(line, { summary: `New ${line}` })] });
  await grow(count + 1);
  assert.equal(await rowOf(opened, `New ${count + 1}`).count(), 1);
  await listOf(opened).evaluate((list) => (list.scrollTop = 0));
  await opened.drawn();
  await grow(count + 2);
  assert.equal(await rowOf(opened, `New ${count + 2}`).count(), 0);
  assert.equal(await listOf(opened).evaluate((list) => list.scrollTop), 0);
});

test('a list of 20,000 values in one line is drawn a screen at a time', async () => {
  const opened = await openInspector(bench);
  await rowOf(opened, '3 products').click();
  const text = JSON.stringify({ list: Array.from({ length: 20_000 }, (_, index) => index) });
  await opened.send({ ...productsLine, text });
  await treeOf(opened).focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'End']) await opened.page.keyboard.press(key);
  const chosen = treeOf(opened).getByRole('treeitem', { selected: true });
  assert.match(await chosen.innerText(), /19999:/);
  assert.equal(await chosen.getAttribute('aria-setsize'), '20000');
  assert.ok((await treeOf(opened).getByRole('treeitem').count()) < 80);
});

const evil = '<img src=x onerror=alert(1)>\u202egnp.exe\u0000';

test('whatever the agent sends stays text, and what acts unseen is shown', async () => {
  const wire = {
    exchanges: [exchange(1, { responseHeaders: { 'x-evil': evil }, requestBody: evil, turnId: 1 })],
    rows: [
      row(1, {
        kinds: [evil, '__proto__', 'constructor'],
        summary: evil,
        tags: [{ type: 'oddField', subject: evil }],
      }),
    ],
  };
  const opened = await openInspector(bench, { width: 1600, isFresh: true }, wire);
  await rowOf(opened, 'gnp.exe').click();
  const text = JSON.stringify({ [evil]: evil, list: [evil] });
  const previous = { place: { exchange: 1, line: 1 }, text: JSON.stringify({ [evil]: 1 }) };
  await opened.send({ type: 'lineText', place: { exchange: 1, line: 1 }, text, previous });
  await treeOf(opened).getByRole('treeitem').nth(1).click();
  const seen = [await inspectorOf(opened).innerText()];
  await inspectorOf(opened)
    .locator('.detail-pane')
    .getByRole('button', { name: 'More actions' })
    .click();
  await inspectorOf(opened).getByRole('button', { name: 'Compare with Previous Turn' }).click();
  seen.push(await inspectorOf(opened).innerText());
  await rowOf(opened, 'POST invoke').click();
  seen.push(await inspectorOf(opened).innerText());
  await opened.send({ type: 'lineText', place: { exchange: 1, line: 1 }, text: evil });
  assert.equal(await inspectorOf(opened).locator('img').count(), 0);
  for (const shown of seen) {
    assert.ok(shown.includes('<img src=x onerror=alert(1)>⟨U+202E⟩gnp.exe'));
    assert.ok(!/[\u0000\u202e]/.test(shown));
  }
});

/** What is wider than the inspector; boxes that scroll or cut may be. */
const tooWide = ({ page }: ChatPage) =>
  page.evaluate(() => {
    const frame = document.querySelector('.inspector')?.getBoundingClientRect();
    const cuts = (element: Element) => getComputedStyle(element).overflowX !== 'visible';
    return [...document.querySelectorAll('.inspector *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        if (width === 0 || right <= (frame?.right ?? 0) + 0.5) return false;
        let above = element.parentElement;
        while (above && !above.matches('.inspector') && !cuts(above)) above = above.parentElement;
        return !above || above.matches('.inspector');
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });

for (const width of [280, 1000]) {
  test(`everybody can use the inspector, in dark and in light, at ${width} pixels`, async () => {
    const found: string[] = [];
    const opened = await openInspector(bench, { width, height: 900, reducedMotion: true });
    const look = async (what: string) => {
      for (const theme of ['dark', 'light'] as const) {
        await opened.setTheme(theme);
        const findings = [
          ...(await axeFindings(opened.page.mainFrame())),
          ...(await nameless(opened)),
          ...(await tooWide(opened)),
        ];
        found.push(...findings.map((finding) => `${theme}, ${what}: ${finding}`));
      }
    };
    await look('list');
    await opened.page.locator('.totals > summary').click();
    await rowOf(opened, '3 products').click();
    await opened.send(productsLine);
    await look('tree');
    await inspectorOf(opened)
      .locator('.detail-pane')
      .getByRole('button', { name: 'More actions' })
      .click();
    await inspectorOf(opened).getByRole('button', { name: 'Compare with Previous Turn' }).click();
    await look('differences');
    await rowOf(opened, '503').first().click();
    await look('exchange');
    assert.deepEqual(found, []);
  });
}
