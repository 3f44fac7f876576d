import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastPosted, openIds } from '../../support/pages/chatParts.ts';
import { chat, says, stats, suggests, turn } from '../../support/pages/chatStates.ts';
import { openSession } from '../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import type { ChatOptions, ChatPage } from '../../support/pages/webviewPage.ts';

const bench = sharedBench();

/** For cases that time decides: the page's clock stands still there. */
const now = 1_790_000_000_000;

const talk = chat({
  session: openSession,
  turns: [
    turn(1, 'Any boots?', { items: [says('Yes, three.')], stats }),
    turn(2, 'In blue?', { items: [says('Two of them.'), suggests(['And socks?'])], stats }),
  ],
});

const keys = async ({ page }: ChatPage, ...names: readonly string[]) => {
  for (const name of names) await page.keyboard.press(name);
};

/** The words of what has the focus: its name or, for a message, what it says. */
const focused = ({ page }: ChatPage): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const isRow = element?.parentElement?.classList.contains('rows');
    const text = isRow ? element?.querySelector('.bubble')?.textContent : element?.ariaLabel;
    return text ?? element?.textContent ?? '';
  });

async function openTalk(options: ChatOptions = {}): Promise<ChatPage> {
  const opened = await bench.open(options);
  await opened.show(talk);
  await opened.page.getByRole('textbox', { name: 'Message', exact: true }).focus();
  return opened;
}

/** From the composer to the second turn's question; the suggested replies are chips, no message. */
const toQuestion = ['Alt+ArrowUp', 'Alt+ArrowUp'];

test('Alt and the arrows move between messages and back to the composer', async () => {
  const opened = await openTalk();
  await keys(opened, ...toQuestion);
  assert.match(await focused(opened), /In blue\?/);
  await keys(opened, 'Alt+ArrowUp');
  assert.match(await focused(opened), /Yes, three\./);
  await keys(opened, 'Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp');
  assert.match(await focused(opened), /Any boots\?/);
  await keys(opened, 'Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowDown');
  assert.match(await focused(opened), /Two of them\./);
  await keys(opened, 'Alt+ArrowDown', 'Alt+ArrowDown');
  await opened.page.keyboard.type('back');
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  assert.equal(await box.inputValue(), 'back');
});

test('Alt+↑ reaches messages that are not in the page yet', async () => {
  const opened = await bench.open();
  const items = Array.from({ length: 300 }, (_, index) => says(`Message ${index + 1}`, index + 1));
  await opened.show(chat({ turns: [turn(1, 'Go', { items, stats })] }));
  await opened.page.getByText('Message 102', { exact: true }).scrollIntoViewIfNeeded();
  await opened.page.getByText('Message 102', { exact: true }).click();
  await opened.page
    .getByText('Message 102', { exact: true })
    .evaluate((node) => node.closest<HTMLElement>('.rows > *')?.focus());
  await keys(opened, 'Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp');
  assert.match(await focused(opened), /Message 99/);
});

test('Enter on a message opens its actions, arrows move in them, Escape leads back', async () => {
  const opened = await openTalk();
  await keys(opened, ...toQuestion, 'Enter');
  assert.equal(await focused(opened), 'Edit');
  await keys(opened, 'ArrowRight');
  assert.equal(
    await focused(opened),
    'Send Again in This Session (the agent may see the message twice)',
  );
  await keys(opened, 'ArrowLeft', 'ArrowLeft');
  assert.equal(await focused(opened), 'Copy Text');
  await keys(opened, 'Escape');
  assert.match(await focused(opened), /In blue\?/);
  await keys(opened, 'Escape');
  assert.equal(await focused(opened), 'Message');
});

test('a message of the agent can be copied', async () => {
  const opened = await openTalk();
  await keys(opened, 'Alt+ArrowUp', 'Enter', 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: 'Two of them.' });
});

test('a turn can be sent again in the same session or in a fresh one', async () => {
  const opened = await openTalk();
  await keys(opened, ...toQuestion, 'Enter', 'ArrowRight', 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'retryTurn', turnId: 2, in: 'session' });
  await keys(opened, 'ArrowRight', 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'retryTurn', turnId: 2, in: 'fresh' });
});

test('a message is edited in its place and sent as a branch', async () => {
  const opened = await openTalk();
  await keys(opened, ...toQuestion, 'Enter', 'Enter');
  const editor = opened.page.getByRole('textbox', { name: 'Edit message' });
  assert.equal(await editor.inputValue(), 'In blue?');
  await editor.fill('In red?');
  await keys(opened, 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'editTurn', turnId: 2, text: 'In red?' });
  assert.equal(await editor.count(), 0);
});

test('Escape leaves a message as it was', async () => {
  const opened = await openTalk();
  await keys(opened, ...toQuestion, 'Enter', 'Enter');
  await opened.page.keyboard.type(' or not');
  await keys(opened, 'Escape');
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
  assert.match(await focused(opened), /In blue\?/);
  await opened.page.locator('.log').getByText('In blue?', { exact: true }).waitFor();
});

test('a message makes a scenario, and a part of an answer an expectation', async () => {
  const opened = await openTalk();
  const { page } = opened;
  const toolbar = page.getByRole('toolbar', { name: 'Message actions' });
  await page.locator('.log').getByText('In blue?', { exact: true }).hover();
  await toolbar.getByRole('button', { name: 'Save up to Here as Scenario' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'saveScenarioUpTo', turnId: 2 });
  await page.locator('.log').getByText('Two of them.').hover();
  await toolbar.getByRole('button', { name: 'Add Expectation' }).click();
  const place = { type: 'addExpectation', turnId: 2, item: 0 };
  assert.deepEqual(await lastPosted(opened), place);
  const context = await page
    .locator('.rows > *', { hasText: 'Two of them.' })
    .getAttribute('data-vscode-context');
  // Nothing in a message can be cut or pasted.
  const preventDefaultContextMenuItems = true;
  const section = { webviewSection: 'answer', turnId: 2, item: 0 };
  assert.deepEqual(JSON.parse(context ?? ''), { ...section, preventDefaultContextMenuItems });
});

test('a turn under way offers nothing but a copy of what was sent', async () => {
  const opened = await bench.open();
  const turns = [turn(1, 'Hello', { phase: 'streaming', items: [says('Hi')] })];
  await opened.show(chat({ session: { status: 'responding' }, turns }));
  await opened.page.locator('.sent').hover();
  const toolbar = opened.page.getByRole('toolbar', { name: 'Message actions' });
  assert.equal(await toolbar.getByRole('button').count(), 1);
  await toolbar.getByRole('button', { name: 'Copy Text' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: 'Hello' });
});

test('F6 goes round the regions, and so does the host’s command', async () => {
  const opened = await openTalk({ now });
  await keys(opened, 'F6');
  assert.equal(await focused(opened), 'Agent: Demo. Switch agent');
  await keys(opened, 'F6');
  assert.equal(await focused(opened), 'Conversation');
  await keys(opened, 'F6');
  assert.equal(await focused(opened), 'And socks?');
  // Later than VS Code's own key binding would repeat the press.
  await opened.advance(600);
  await opened.send({ type: 'nextRegion' });
  assert.equal(await focused(opened), 'Message');
});

test('one press of F6 that VS Code sends as a command as well moves once', async () => {
  const opened = await openTalk({ now });
  await keys(opened, 'F6');
  await opened.send({ type: 'nextRegion' });
  assert.equal(await focused(opened), 'Agent: Demo. Switch agent');
});

test('the main flow needs no mouse: write, suggestion, events, find, session id, agent', async () => {
  const opened = await openTalk();
  await opened.page.keyboard.type('Hello');
  await keys(opened, 'Enter', 'Shift+Tab', 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'sendText', text: 'Hello', request: 1 });
  // The form is loaded when it is wanted.
  await opened.page.getByLabel('Event kind', { exact: true }).waitFor();
  assert.equal(await focused(opened), '');
  await opened.page.keyboard.type('An event');
  await keys(opened, 'Escape');
  assert.equal(await focused(opened), 'Send Another Kind of Event');
  await keys(opened, 'Shift+Tab', 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'sendText', text: 'And socks?', request: 2 });
  await keys(opened, 'Control+f');
  assert.equal(await focused(opened), 'Find in conversation');
  await keys(opened, 'Escape', 'F6', 'F6', 'F6', 'Tab', 'Enter', 'Tab', 'Tab', 'Tab', 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'copySessionId' });
  await keys(opened, ...Array<string>(4).fill('Shift+Tab'), 'Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'switchAgent' });
});

test('whatever has the focus shows it', async () => {
  const opened = await openTalk();
  await openIds(opened);
  await opened.page.getByRole('button', { name: 'Copy Session ID' }).focus();
  await keys(opened, 'Shift+Tab', 'Tab');
  for (let stop = 0; stop < 12; stop++) {
    const isVisible = await opened.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return true;
      const frame = element.closest('.composer-box');
      const { outlineStyle } = getComputedStyle(element);
      return outlineStyle !== 'none' || (frame?.matches(':focus-within') ?? false);
    });
    assert.ok(isVisible, await focused(opened));
    await keys(opened, 'Tab');
  }
});
