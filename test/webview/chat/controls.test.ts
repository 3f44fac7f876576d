import assert from 'node:assert/strict';
import { test } from 'node:test';
import { age } from '../../../webview/base/pageFormat.ts';
import { button, lastPosted, openIds } from '../../support/pages/chatParts.ts';
import { chat, demoAgent, says, turn } from '../../support/pages/chatStates.ts';
import {
  controlStates,
  openSession,
  sessionId,
  twoBranches,
} from '../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench();

/** For cases that time decides: the page's clock stands still there. */
const now = 1_790_000_000_000;

test('of several branches it is said which is shown and where it left another', async () => {
  const opened = await bench.open();
  await opened.show(controlStates['branches'] ?? chat());
  const bar = opened.page.getByRole('group', { name: 'Branches' });
  assert.equal(await bar.innerText(), 'Branch 2 of 2\nsplit from branch 1 after 1 message');
  await button(opened, 'Previous Branch').click();
  assert.deepEqual(await lastPosted(opened), { type: 'showBranch', branch: 1 });
  const before = (await opened.posted()).length;
  await button(opened, 'Next Branch').press('Enter');
  assert.equal((await opened.posted()).length, before);
});

test('a branch switched in mid-answer shows the other’s turns and announces nothing', async () => {
  const opened = await bench.open({ now });
  const [first, second] = [turn(1, 'Hi', { items: [says('Hello')] }), turn(1, 'Hi')];
  await opened.show(chat({ turns: [second], conversation: twoBranches }));
  await opened.show(chat({ turns: [first], conversation: { ...twoBranches, activeBranch: 1 } }));
  await opened.page.getByText('Branch 1 of 2').waitFor();
  await opened.page.locator('.log').getByText('Hello').waitFor();
  const more = { ...first, items: [...first.items, says('And this', 2)] };
  await opened.show(chat({ turns: [more], conversation: { ...twoBranches, activeBranch: 1 } }));
  // What comes after the switch is said, with all that was to be said before it.
  await opened.advance(1000);
  const live = opened.page.locator('.unseen[role=status]');
  await live.getByText('And this').waitFor({ state: 'attached' });
  assert.equal(await live.textContent(), 'Sofia: And this');
});

test('a conversation with one branch has no bar', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  assert.equal(await opened.page.getByRole('group', { name: 'Branches' }).count(), 0);
});

test('the context line has customer, session, age and a way to copy the id', async () => {
  const opened = await bench.open({ now: openSession.startedAt + 8 * 60_000 });
  await opened.show(chat({ session: openSession }));
  const line = opened.page.getByRole('banner');
  assert.match(await line.innerText(), /127\.0\.0\.1:8787\s+Ready\s+8 min\s*$/);
  await openIds(opened);
  assert.match(await line.innerText(), /Customer vscode-tester\s[^]*Session 0190…9c1d/);
  assert.equal(await line.getByTitle(sessionId).count(), 1);
  await button(opened, 'Copy Session ID').click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'copySessionId' });
});

test('the age of the session goes on while the page is open', async () => {
  const opened = await bench.open({ now });
  await opened.show(chat({ session: { ...openSession, startedAt: now - 57_500 } }));
  const clock = opened.page.getByRole('banner').locator('.clock');
  assert.equal(await clock.innerText(), '57 sec');
  await opened.advance(2_000);
  assert.equal(await clock.innerText(), '59 sec');
  await opened.advance(1_000);
  assert.equal(await clock.innerText(), '1 min');
});

test('without a session there is no id to copy', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: { status: 'idle' } }));
  await openIds(opened);
  assert.equal(await button(opened, 'Copy Agent ID').count(), 1);
  assert.equal(await button(opened, 'Copy Session ID').count(), 0);
});

test('an age is said in its largest unit', () => {
  const minute = 60_000;
  const ages = [900, 42_000, 3 * minute + 59_000, 125 * minute, 3000 * minute].map(age);
  assert.deepEqual(ages, ['0 sec', '42 sec', '3 min', '2 hr', '2 days']);
});

test('a session that has ended offers a new one as the same customer or another', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: { status: 'expired' }, turns: [turn(1, 'Hi')] }));
  const banner = opened.page.getByRole('alert').filter({ hasText: 'This session has ended' });
  await banner.getByRole('button', { name: 'New Session' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'newSession' });
  await banner.getByRole('button', { name: 'New Customer' }).click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'newCustomer' });
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  await box.fill('Still there?');
  await box.press('Enter');
  assert.deepEqual(await lastPosted(opened), {
    type: 'sendText',
    text: 'Still there?',
    request: 1,
  });
});

test('the agent’s greeting stands before the first message, as text', async () => {
  const opened = await bench.open();
  const agent = { ...demoAgent, greeting: 'Hi, I am <b>Sofia</b>.' };
  await opened.show(chat({ agent, session: { status: 'idle' } }));
  await opened.page.locator('.log').getByText('Hi, I am <b>Sofia</b>.').waitFor();
  const content = { textContent: { text: agent.greeting } };
  const inputs = [
    { messageEvent: { role: 'ASSISTANT', content } },
    { messageEvent: { role: 'USER', content: { textContent: { text: 'Hello' } } } },
  ] as const;
  await opened.show(chat({ agent, turns: [turn(1, '', { inputs, phase: 'waiting' })] }));
  assert.equal(await opened.page.locator('.log').getByText('Hi, I am').count(), 1);
});
