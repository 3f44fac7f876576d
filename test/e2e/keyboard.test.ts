import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChatWorkbench, type ChatWorkbench } from '../support/workbench/chatWorkbench.ts';
import { eventually } from '../support/eventually.ts';
import { HeldPauses } from '../support/servers/heldPauses.ts';

/** What the simulator waits for in the middle of an answer, however slow the machine is. */
const pauses = new HeldPauses();
let chat: ChatWorkbench;

before(async () => {
  chat = await openChatWorkbench({ simulator: { pace: 'real', rest: pauses.rest } });
  // The command is there once the extension is.
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
  await chat.workbench.runCommand('View: Show Explorer');
  await chat.box.waitFor({ state: 'detached' });
});
after(() => chat.dispose());

const press = (...keys: readonly string[]) => pressAll(keys);

async function pressAll(keys: readonly string[]): Promise<void> {
  for (const key of keys) await chat.workbench.page.keyboard.press(key);
}

const type = (text: string) => chat.workbench.page.keyboard.type(text);

/** The name of what has the focus in the chat, as far as it is written on it. */
async function focused(): Promise<string> {
  const frame = await chat.frame();
  return frame.evaluate(() => {
    const { activeElement } = document;
    return (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '').trim();
  });
}

/** Presses a key until what has the focus has that name. */
async function pressUntil(key: string, name: RegExp, limit = 30): Promise<void> {
  const seen: string[] = [];
  for (let count = 0; count < limit; count += 1) {
    await press(key);
    seen.push(await focused());
    if (name.test(seen.at(-1) ?? '')) return;
  }
  assert.fail(`${key} did not come to ${String(name)} but to ${seen.join(' | ')}`);
}

test('a shortcut opens the chat, and what is typed then is sent with Enter', async () => {
  await press('Control+Alt+s');
  await chat.box.waitFor();
  await chat.answerTo(async () => {
    await chat.box.and(chat.workbench.chat.locator(':focus-visible')).waitFor();
    await type('running shoes');
    await press('Enter');
  });
  assert.equal(await chat.box.inputValue(), '');
});

test('the arrow keys recall what was sent, and the draft comes back', async () => {
  await type('a draft');
  await press('ArrowUp');
  await press('ArrowUp');
  assert.equal(await chat.box.inputValue(), 'running shoes');
  await press('ArrowDown', 'ArrowDown');
  assert.equal(await chat.box.inputValue(), 'a draft');
  await press('Control+a', 'Delete');
});

test('Escape stops an answer', async () => {
  pauses.hold();
  await type('/slow 2 10');
  await press('Enter');
  await chat.stop.waitFor();
  await press('Escape');
  await chat.log.getByText(/Stopped by you after/).waitFor();
  pauses.letGo();
});

test('F6 goes to the suggestions, and Enter on one sends it', async () => {
  await chat.answerTo(async () => {
    await type('boots');
    await press('Enter');
  });
  const chip = chat.workbench.chat
    .getByRole('group', { name: 'Suggested replies' })
    .getByRole('button')
    .first();
  const question = (await chip.textContent()) ?? '';
  const before = chat.invokes().length;
  assert(before > 0);
  for (let count = 0; count < 6 && (await focused()) !== question; count += 1) await press('F6');
  assert.equal(await focused(), question);
  await chat.answerTo(() => press('Enter'));
  assert.equal(chat.invokes().length, 1);
});

test('Alt+Up leads to the messages, Enter to their actions, and a branch is sent', async () => {
  await press('Control+Alt+s');
  await pressUntil('Alt+ArrowUp', /^You/);
  await press('Enter');
  await eventually(async () => /Edit/.test(await focused()), focused);
  await press('Enter');
  const editor = chat.workbench.chat.locator('.turn-editor textarea');
  await editor.and(chat.workbench.chat.locator(':focus')).waitFor();
  await press('Control+a');
  await type('sneakers');
  assert.equal(await editor.inputValue(), 'sneakers');
  await chat.answerTo(() => press('Enter'));
  await chat.workbench.chat.getByText('Branch 2 of 2').waitFor();
  await chat.log.locator('.sent').filter({ hasText: 'sneakers' }).waitFor();
  await chat.send.waitFor();
});

test('a button of the agent is pressed without a mouse', async () => {
  await press('Control+Alt+s');
  await chat.box.and(chat.workbench.chat.locator(':focus-visible')).waitFor();
  await chat.answerTo(async () => {
    await type('I take the first one');
    await press('Enter');
  });
  chat.invokes();
  await pressUntil('Shift+Tab', /^Yes/, 60);
  await chat.answerTo(() => press('Enter'));
  assert(chat.sent().some((event) => 'buttonResponseEvent' in event));
});
