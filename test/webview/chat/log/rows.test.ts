import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { log } from '../../../support/pages/chatParts.ts';
import {
  buttons,
  chat,
  handover,
  item,
  neverSeen,
  recommends,
  refusedKey,
  says,
  shoes,
  suggests,
  turn,
} from '../../../support/pages/chatStates.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const narrow = 280;

/** A turn with every kind of event, and one that failed. */
const turns = [
  turn(1, 'Hi', {
    items: [
      says('Hello'),
      recommends(shoes),
      ...[item(handover), item(buttons), item(neverSeen)],
      suggests(['Is it waterproof?']),
    ],
  }),
  turn(2, 'And now?', { phase: 'failed', failure: refusedKey }),
];

async function openNarrow(): Promise<ChatPage> {
  const opened = await bench.open();
  await opened.page.setViewportSize({ width: narrow, height: 700 });
  await opened.show(chat({ turns }));
  return opened;
}

test('a row of the log takes no style of another part of the page, whatever its kind', async () => {
  const opened = await openNarrow();
  const styles = await log(opened)
    .locator('.entry')
    .evaluateAll((rows) =>
      rows.map((row) => {
        const { display, padding, maxHeight, overflow, flexDirection } = getComputedStyle(row);
        return { display, padding, maxHeight, overflow, flexDirection };
      }),
    );
  assert.equal(styles.length, 6);
  for (const style of styles) assert.deepEqual(style, styles[0]);
});

/** Of the row and of all rows together. */
const heights = (row: Locator) =>
  row.evaluate((node) => [node.clientHeight, node.parentElement?.scrollHeight]);

test('the buttons of a message lie below it, and nothing moves when they come', async () => {
  const opened = await openNarrow();
  const rows = log(opened).getByRole('article');
  const toolbar = opened.page.getByRole('toolbar', { name: 'Message actions' });
  for (const row of await rows.all()) {
    await row.scrollIntoViewIfNeeded();
    const content = row.locator('> :first-child');
    await opened.page.mouse.move(0, 0);
    const before = await heights(row);
    await content.hover({ position: { x: 20, y: 8 } });
    const told = await content.boundingBox();
    const bar = await toolbar.boundingBox();
    assert.ok(told && bar);
    const name = await row.innerText();
    assert.deepEqual(await heights(row), before, name);
    assert.ok(bar.y >= told.y + told.height - 1, `${name}: ${bar.y} ${told.y + told.height}`);
    assert.ok(bar.x >= 0 && bar.x + bar.width <= narrow, name);
  }
});
