import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentColors } from '../../../src/shared/agent.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { button, lastPosted, openIds } from '../../support/pages/chatParts.ts';
import { chat, demoAgent, says, stats, turn } from '../../support/pages/chatStates.ts';
import { agentStates, productionAgent, testAgent } from '../../support/pages/chatStatesAgents.ts';
import { openSession, sessionId } from '../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import { themeNames } from '../../support/pages/themes.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';

const bench = sharedBench();

const line = ({ page }: ChatPage) => page.getByRole('banner');

async function open(state: ViewState | undefined, width = 280, isFresh = false): Promise<ChatPage> {
  assert.ok(state);
  const opened = await bench.open({ width, isFresh });
  await opened.show(state);
  return opened;
}

const sent = (id: number, agentId?: string) =>
  turn(id, 'Hi', { items: [says('Hello')], stats, sessionId, ...(agentId && { agentId }) });

test('the agent’s name is a button that asks for another agent', async () => {
  const opened = await open(chat(), 420);
  const name = button(opened, 'Agent: Demo. Switch agent');
  assert.match(await name.innerText(), /^Agent:\s+Demo$/);
  await name.click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'switchAgent' });
});

test('without an agent the button is there all the same', async () => {
  const opened = await open(agentStates['restrictedNoAgent']);
  await button(opened, 'No agent. Switch Agent').click();
  assert.deepEqual(await lastPosted(opened), { type: 'intent', intent: 'switchAgent' });
});

test('an agent’s colour is a stripe that each theme can show, and no more than decoration', async () => {
  for (const theme of themeNames) {
    const opened = await bench.open({ theme });
    const stripe = opened.page.locator('.stripe');
    const colors = new Set<string>();
    for (const color of agentColors) {
      await opened.show(chat({ agent: { ...demoAgent, color } }));
      assert.equal(await stripe.getAttribute('aria-hidden'), 'true');
      const shown = await stripe.evaluate((node) => getComputedStyle(node).backgroundColor);
      assert.doesNotMatch(shown, /\/ 0|, 0(\.\d+)?\)$/, `${theme} ${color}`);
      colors.add(shown);
    }
    assert.equal(colors.size, agentColors.length, theme);
    await opened.show(chat());
    assert.equal(await stripe.isVisible(), false);
    await opened.close();
  }
});

test('the environment is told where the settings name one, production with a warning', async () => {
  const opened = await open(chat({ agent: productionAgent }));
  const chip = line(opened).locator('.environment');
  assert.equal(await chip.innerText(), 'production');
  assert.equal(await chip.locator('.icon').count(), 1);
  await opened.show(chat({ agent: testAgent }));
  assert.equal(await chip.innerText(), 'test');
  assert.equal(await chip.locator('.icon').count(), 0);
  await opened.show(chat());
  assert.equal(await chip.isVisible(), false);
});

for (const width of [280, 420]) {
  test(`at ${width} pixels the header is one line, and a press on the state opens the IDs`, async () => {
    const state = chat({ agent: productionAgent, session: openSession, turns: [sent(1)] });
    const opened = await open(state, width);
    const height = async () => (await line(opened).boundingBox())?.height ?? 0;
    const oneLine = await height();
    assert.ok(oneLine <= 28, `${oneLine} pixels`);
    const copy = button(opened, 'Copy Session ID');
    assert.equal(await copy.isVisible(), false);
    // The button lies over the text.
    await line(opened).getByText('Ready').click({ force: true });
    assert.equal(await copy.isVisible(), true);
    await button(opened, 'Copy Customer ID').click();
    assert.deepEqual(await lastPosted(opened), { type: 'copy', text: productionAgent.clientKey });
    await button(opened, 'IDs of agent, customer, and session').press('Enter');
    assert.equal(await copy.isVisible(), false);
    assert.equal(await height(), oneLine);
  });
}

test('where room is short, the host is cut before the agent’s name', async () => {
  const opened = await open(chat({ session: { status: 'noKey' }, turns: [sent(1)] }), 280);
  const isCut = (selector: string) =>
    opened.page.locator(selector).evaluate((node) => node.scrollWidth > node.clientWidth);
  assert.deepEqual([await isCut('.host'), await isCut('.agent-name')], [true, false]);
});

test('from 600 pixels the IDs are there by themselves, in the same line', async () => {
  const opened = await open(
    chat({ session: openSession, turns: [sent(1, demoAgent.agentId)] }),
    800,
  );
  assert.equal(await button(opened, 'Copy Session ID').isVisible(), true);
  assert.equal(await button(opened, 'IDs of agent, customer, and session').count(), 0);
  const height = (await line(opened).boundingBox())?.height ?? 0;
  assert.ok(height <= 28, `${height} pixels`);
});

test('before the first message the agent id is said to be not sent yet', async () => {
  const opened = await open(chat({ agent: productionAgent, session: { status: 'idle' } }));
  await openIds(opened);
  assert.match(await line(opened).innerText(), /Agent ID 4f2a…9c1d\s+not sent yet/);
  await button(opened, 'Copy Agent ID').click();
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: productionAgent.agentId });
});

test('afterwards it is the one that was really sent, the whole to be copied', async () => {
  const turns = [sent(1, productionAgent.agentId), sent(2)];
  const opened = await open(chat({ agent: productionAgent, session: openSession, turns }));
  await openIds(opened);
  assert.doesNotMatch(await line(opened).innerText(), /not sent yet|settings/);
  const tooltip = `Sent with the last message: ${productionAgent.agentId}`;
  assert.equal(await line(opened).getByTitle(tooltip).innerText(), 'Agent ID 4f2a…9c1d');
});

test('settings that were changed after the last message are said to say something else', async () => {
  const turns = [sent(1, 'agent-of-before')];
  const opened = await open(chat({ session: openSession, turns }));
  const change = line(opened).getByText(/Agent ID sent/);
  assert.equal(
    await change.innerText(),
    'Agent ID sent: agent-of-before. Your settings now have demo-agent.',
  );
  await button(opened, 'Copy Agent ID').click();
  assert.deepEqual(await lastPosted(opened), { type: 'copy', text: 'agent-of-before' });
  await opened.show(chat({ session: openSession, turns: [...turns, sent(2, demoAgent.agentId)] }));
  assert.equal(await change.isVisible(), false);
});

test('two ids with the same ends are told in whole', async () => {
  const [was, is] = ['4f2a-old-9c1d-9c1d', '4f2a-new-9c1d-9c1d'];
  const agent = { ...demoAgent, agentId: is };
  const opened = await open(chat({ agent, session: openSession, turns: [sent(1, was)] }));
  await line(opened).getByText(`Agent ID sent: ${was}. Your settings now have ${is}.`).waitFor();
});

test('what was sent in another session does not count for the open one', async () => {
  const session = { ...openSession, id: 'another-session' };
  const opened = await open(chat({ session, turns: [sent(1, 'agent-of-before')] }));
  await openIds(opened);
  assert.match(await line(opened).innerText(), /Agent ID demo-agent\s+not sent yet/);
});

test('a turn that went out with another agent id than the one before says so', async () => {
  const turns = [sent(1, 'one'), sent(2, 'one'), sent(3, 'two'), sent(4), sent(5, 'two')];
  const opened = await open(chat({ session: openSession, turns }));
  const ends = await opened.page.locator('.turn-end').allInnerTexts();
  const told = ends.map((text) => /Sent with agent ID (\w+)/.exec(text)?.[1]);
  assert.deepEqual(told, [undefined, undefined, 'two', undefined, 'two']);
});

test('a first byte that came later than the budget is marked, and only that', async () => {
  const opened = await open(agentStates['overBudget']);
  const ends = await opened.page.locator('.turn-end').allInnerTexts();
  assert.doesNotMatch(ends[0] ?? '', /budget/);
  assert.match(ends[1] ?? '', /First byte 2\.1 s · total 3\.4 s\s+over budget \(900 ms\)/);
  assert.equal(await opened.page.locator('.over-budget .icon').count(), 1);
  const state = agentStates['overBudget'];
  assert.ok(state);
  await opened.show({ ...state, agent: { ...productionAgent, latencyBudgetMs: 3000 } });
  assert.equal(await opened.page.locator('.over-budget').count(), 0);
});

test('hostile names and ids stay text with every character visible', async () => {
  const agent = {
    ...demoAgent,
    name: '<img src=x onerror=alert(1)>\u202e',
    agentId: '\u202eid',
    starterPrompts: ['<b>bold</b>\u202e'],
  };
  const opened = await open(chat({ agent, session: { status: 'idle' } }), 280, true);
  const text = await opened.page.locator('body').innerText();
  assert.ok(!text.includes('\u202e'));
  assert.ok(text.includes('<img src=x onerror=alert(1)>⟨U+202E⟩'));
  assert.equal(await opened.page.locator('img, b').count(), 0);
});
