import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReplayState } from '../../../src/shared/conversationInfo.ts';
import { chat, turn } from '../../support/pages/chatStates.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';

// The strip in the composer's place while a kept conversation is replayed.

const bench = sharedBench();

const playing: ReplayState = {
  isPlaying: true,
  speed: 1,
  step: 3,
  isOver: false,
  turn: 1,
  turns: 3,
};

const showing = (replay: ReplayState) =>
  chat({ session: { status: 'idle' }, turns: [turn(1, 'Hello')], replay });

const strip = ({ page }: ChatPage) => page.getByRole('group', { name: 'Replay, not live' });
const button = (opened: ChatPage, name: string) =>
  strip(opened).getByRole('button', { name, exact: true });

async function lastPosted(opened: ChatPage) {
  return (await opened.posted()).at(-1);
}

test('a replay says that it is none of the present, and has no composer', async () => {
  const opened = await bench.open({ width: 280 });
  await opened.show(showing(playing));
  await strip(opened).getByText('Replay, not live').waitFor();
  await strip(opened).getByText('Turn 1 of 3').waitFor();
  assert.equal(await opened.page.locator('.composer').isVisible(), false);
  const { width, overflow } = await opened.page
    .locator('body')
    .evaluate((body) => ({ width: body.clientWidth, overflow: body.scrollWidth }));
  assert(overflow <= width, 'nothing sticks out');
  await opened.show(chat({ session: { status: 'ready', id: 's' }, turns: [turn(1, 'Hello')] }));
  assert.equal(await strip(opened).isVisible(), false);
  assert.equal(await opened.page.locator('.composer').isVisible(), true);
});

test('its buttons pause, go on, step, jump, change the speed and close', async () => {
  const opened = await bench.open();
  await opened.show(showing(playing));
  await button(opened, 'Pause').click();
  assert.deepEqual(await lastPosted(opened), { type: 'replay', do: 'pause' });
  await opened.show(showing({ ...playing, isPlaying: false }));
  await button(opened, 'Play').click();
  assert.deepEqual(await lastPosted(opened), { type: 'replay', do: 'play' });
  await button(opened, 'Next Step').click();
  assert.deepEqual(await lastPosted(opened), { type: 'replay', do: 'step' });
  await button(opened, 'Next Turn').click();
  assert.deepEqual(await lastPosted(opened), { type: 'replayJump', turn: 2 });
  await button(opened, 'Previous Turn').click();
  assert.deepEqual(await lastPosted(opened), { type: 'replayJump', turn: 0 });
  await strip(opened).getByRole('combobox', { name: 'Speed' }).selectOption('Instant');
  assert.deepEqual(await lastPosted(opened), { type: 'replaySpeed', speed: 'instant' });
  const slider = strip(opened).getByRole('slider', { name: 'Turn' });
  await slider.focus();
  await opened.page.keyboard.press('End');
  assert.deepEqual(await lastPosted(opened), { type: 'replayJump', turn: 3 });
  await button(opened, 'Close Replay').click();
  assert.deepEqual(await lastPosted(opened), { type: 'closeReplay' });
});

test('at its end the strip offers to play again, and keeps the focus', async () => {
  const opened = await bench.open();
  await opened.show(showing(playing));
  await button(opened, 'Pause').focus();
  await opened.show(showing({ ...playing, isPlaying: false, isOver: true, step: 9, turn: 3 }));
  const again = button(opened, 'Play Again');
  assert(await again.evaluate((element) => element === document.activeElement));
  assert.equal(await button(opened, 'Next Step').getAttribute('aria-disabled'), 'true');
});

test('F6 reaches the strip', async () => {
  const opened = await bench.open();
  await opened.show(showing(playing));
  const isInStrip = () =>
    strip(opened).evaluate((element) => element.contains(document.activeElement));
  for (let press = 0; press < 4 && !(await isInStrip()); press++) {
    await opened.page.keyboard.press('F6');
  }
  assert(await isInStrip());
});
