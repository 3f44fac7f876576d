import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { button, log } from '../../support/pages/chatParts.ts';
import {
  chat,
  recommends,
  says,
  shoes,
  stats,
  suggests,
  turn,
} from '../../support/pages/chatStates.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench();

const talk = chat({
  turns: [
    turn(1, 'Any boots?', { items: [says('Yes, three.', 1), recommends(shoes, 2)], stats }),
    turn(2, 'In blue?', { items: [says('Two of them.'), suggests(['And socks?'])], stats }),
  ],
});

interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

async function boxOf(locator: Locator): Promise<Box> {
  return locator.evaluate((node) => node.getBoundingClientRect().toJSON() as Box);
}

for (const width of [280, 420, 800]) {
  test(`at ${width} pixels the actions of a message stand below it, for the pointer and the keyboard`, async () => {
    const opened = await bench.open({ width, reducedMotion: true });
    await opened.show(talk);
    const toolbar = opened.page.getByRole('toolbar', { name: 'Message actions' });
    for (const bubble of [
      log(opened).locator('.sent .bubble').first(),
      log(opened).locator('.entry .bubble').first(),
      log(opened).locator('.product').first(),
    ]) {
      const isBelow = async () => {
        const [message, actions] = [await boxOf(bubble), await boxOf(toolbar)];
        assert.ok(actions.bottom > actions.top);
        assert.ok(actions.top >= message.bottom - 1, `${actions.top} is above ${message.bottom}`);
        assert.ok(actions.left >= 0 && actions.right <= width);
        const copy = toolbar.getByRole('button', { name: 'Copy Text' });
        const isSeen = await copy.evaluate((node) =>
          node.checkVisibility({ opacityProperty: true }),
        );
        assert.equal(isSeen, true);
      };
      await bubble.hover();
      await isBelow();
      await opened.page.mouse.move(0, 0);
      await bubble.evaluate((node) => node.closest<HTMLElement>('.rows > *')?.focus());
      await isBelow();
    }
  });
}

test('the parts of an answer are 8 pixels apart and the turns 16, with the pointer on them or not', async () => {
  const opened = await bench.open();
  await opened.show(talk);
  const gaps = async () => {
    const boxes = await log(opened)
      .locator('.rows > :not(.as-chips)')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().toJSON() as Box));
    return boxes.slice(1).map(({ top }, index) => Math.round(top - (boxes[index]?.bottom ?? 0)));
  };
  const calm = await gaps();
  assert.deepEqual(calm, [2, 8, 8, 16, 2, 8]);
  await log(opened).getByText('Yes, three.').hover();
  assert.deepEqual(await gaps(), calm);
});

test('suggested replies are either chips or a line of the log, which finding shows', async () => {
  const opened = await bench.open();
  await opened.show(talk);
  const chip = button(opened, 'And socks?');
  const trace = log(opened).getByText('1 suggested reply');
  assert.deepEqual([await chip.isVisible(), await trace.isVisible()], [true, false]);
  await opened.page.keyboard.press('Control+f');
  assert.equal(await trace.isVisible(), true);
  await opened.page.keyboard.press('Escape');
  assert.equal(await trace.isVisible(), false);
  await opened.show({ ...talk, turns: [...talk.turns, turn(3, 'Yes', { phase: 'waiting' })] });
  assert.deepEqual([await chip.count(), await trace.isVisible()], [0, true]);
});

for (const width of [280, 800]) {
  test(`at ${width} pixels composer and log have the same edges, whether the log scrolls or not`, async () => {
    const opened = await bench.open({ width });
    const many = Array.from({ length: 40 }, (_, index) => says(`Message ${index}`, index + 1));
    const few = chat({ turns: [turn(1, 'Hi', { items: [says('Hello')] })] });
    for (const state of [few, chat({ turns: [turn(1, 'Hi', { items: many })] })]) {
      await opened.show(state);
      const rows = await boxOf(opened.page.locator('.rows'));
      const box = await boxOf(opened.page.locator('.composer-box'));
      assert.deepEqual([box.left, box.right], [rows.left, rows.right]);
    }
    // The browser of the tests hides scrollbars, which take room elsewhere.
    const gutters = await opened.page
      .locator('.log, .composer, .chip-row')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).scrollbarGutter));
    assert.deepEqual(gutters, ['stable', 'stable', 'stable']);
    const send = await boxOf(button(opened, 'Send').first());
    assert.deepEqual([send.right - send.left, send.bottom - send.top], [26, 26]);
  });
}

test('a secondary button has the border that its theme gives it', async () => {
  const opened = await bench.open({ theme: 'light' });
  await opened.show(chat({ session: { status: 'noKey' } }));
  const borderOf = (name: string, variables: Readonly<Record<string, string>>) =>
    button(opened, name).evaluate((node, values) => {
      const { style } = document.documentElement;
      for (const [variable, value] of Object.entries(values)) style.setProperty(variable, value);
      const host =
        node.getRootNode() instanceof ShadowRoot
          ? node
          : node.shadowRoot?.querySelector('.control');
      return host ? getComputedStyle(host).borderTopColor : '';
    }, variables);
  // What Light 2026, the default of VS Code 1.139, says; its first colour is that of the focus.
  const light2026 = {
    '--vscode-button-border': '#0069CC',
    '--vscode-button-secondaryBorder': '#EAEAEA',
  };
  assert.equal(await borderOf('Check Connection', light2026), 'rgb(234, 234, 234)');
  // An older VS Code.
  const before = { '--vscode-button-secondaryBorder': '' };
  assert.equal(await borderOf('Check Connection', before), 'rgb(0, 105, 204)');
});
