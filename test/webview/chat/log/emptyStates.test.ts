import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../../../src/conversation/stateStore.ts';
import type { Intent } from '../../../../src/shared/protocol/chatProtocol.ts';
import { lastPosted, log } from '../../../support/pages/chatParts.ts';
import { chat, demoAgent, turn } from '../../../support/pages/chatStates.ts';
import {
  agentStates,
  badSetting,
  productionAgent,
  testAgent,
} from '../../../support/pages/chatStatesAgents.ts';
import { openSession } from '../../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

/** Presses each button of a part of the page and sees what it asks for. */
async function assertAsks(
  opened: ChatPage,
  part: ReturnType<typeof log>,
  wanted: readonly (readonly [name: string, intent: Intent])[],
): Promise<void> {
  for (const [name, intent] of wanted) {
    await part.getByRole('button', { name, exact: true }).click();
    assert.deepEqual(await lastPosted(opened), { type: 'intent', intent });
  }
}

test('without an agent there are three ways to one, and what happens to the key', async () => {
  const opened = await bench.open();
  await opened.show(initialState);
  await log(opened).getByRole('heading', { name: 'Welcome to Ask Sofia' }).waitFor();
  await assertAsks(opened, log(opened), [
    ['Add Agent', 'addAgent'],
    ['Try the Demo Agent', 'tryDemo'],
    ['Open Walkthrough', 'openWalkthrough'],
  ]);
  const text = await log(opened).innerText();
  for (const words of ['No account needed', 'secret storage', 'no telemetry']) {
    assert.ok(text.includes(words), words);
  }
});

test('an agent that cannot be used is not called a missing one', async () => {
  const opened = await bench.open();
  await opened.show({ ...initialState, problem: { kind: 'internal', retryable: false } });
  await log(opened).getByRole('heading', { name: 'Welcome to Ask Sofia' }).waitFor();
  await opened.show({ ...initialState, problem: badSetting });
  await log(opened).getByRole('heading', { name: 'No agent is ready to use' }).waitFor();
  const banner = opened.page.getByRole('alert').filter({ hasText: 'askSofia.agents.Demo.baseUrl' });
  await assertAsks(opened, banner, [
    ['Open Settings', 'openSettings'],
    ['Switch Agent', 'switchAgent'],
  ]);
});

test('without a key it is said which agent needs it and which host gets it', async () => {
  const opened = await bench.open();
  await opened.show(chat({ agent: productionAgent, session: { status: 'noKey' } }));
  await log(opened).getByRole('heading', { name: 'Zapatería Sol needs an API key' }).waitFor();
  await log(opened).getByText('sent only to api.connectly.ai').waitFor();
  await assertAsks(opened, log(opened), [
    ['Set API Key', 'setApiKey'],
    ['Check Connection', 'checkConnection'],
  ]);
});

test('the agent’s own starters are offered in their order and sent as they are', async () => {
  const opened = await bench.open();
  await opened.show(chat({ agent: testAgent, session: { status: 'idle' } }));
  const starters = log(opened).locator('.starters').getByRole('button');
  assert.deepEqual(await starters.allInnerTexts(), testAgent.starterPrompts);
  await starters.first().click();
  assert.deepEqual(await lastPosted(opened), {
    type: 'sendText',
    text: '¿Tienen botas de montaña?',
    request: 1,
  });
});

test('an agent without starters gets the usual ones, one with an empty list none', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: { status: 'idle' } }));
  const starters = log(opened).locator('.starters').getByRole('button');
  assert.equal(await starters.count(), 3);
  await opened.show(
    chat({ agent: { ...demoAgent, starterPrompts: [] }, session: { status: 'idle' } }),
  );
  assert.equal(await starters.count(), 0);
  assert.equal(await log(opened).getByText('Try asking').count(), 0);
});

test('a production agent warns before the first message, a test agent does not', async () => {
  const opened = await bench.open();
  await opened.show(chat({ agent: productionAgent, session: { status: 'idle' } }));
  const note = log(opened).getByRole('note');
  assert.match(await note.innerText(), /real customers.*You're asked to confirm once/s);
  await opened.show(chat({ agent: testAgent, session: { status: 'idle' } }));
  assert.equal(await note.count(), 0);
});

test('an idle agent tells its budget and offers to check the connection', async () => {
  const opened = await bench.open();
  await opened.show(chat({ agent: productionAgent, session: { status: 'idle' } }));
  await log(opened).getByText('within 900 ms').waitFor();
  await assertAsks(opened, log(opened), [['Check Connection', 'checkConnection']]);
  await opened.show(chat({ session: { status: 'idle' } }));
  assert.equal(await log(opened).getByText('First-byte budget').count(), 0);
});

test('an empty state that is too long for the view is read from its beginning', async () => {
  const opened = await bench.open({ width: 280, height: 360 });
  await opened.show(chat({ agent: productionAgent, session: { status: 'idle' } }));
  await opened.page.setViewportSize({ width: 280, height: 340 });
  const { top, isLonger } = await log(opened).evaluate((element) => ({
    top: element.scrollTop,
    isLonger: element.scrollHeight > element.clientHeight,
  }));
  assert.deepEqual({ top, isLonger }, { top: 0, isLonger: true });
});

test('in a workspace that is not trusted one line says what is ignored, and the chat works', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: openSession, isRestricted: true }));
  const note = opened.page.getByRole('note');
  assert.match(await note.innerText(), /isn't trusted.*\.sofia\/agents\.json.*ignored/s);
  await assertAsks(opened, note, [['Manage Workspace Trust', 'manageTrust']]);
  const box = opened.page.getByRole('textbox', { name: 'Message', exact: true });
  await box.fill('Hello');
  await box.press('Enter');
  assert.deepEqual(await lastPosted(opened), { type: 'sendText', text: 'Hello', request: 1 });
  await opened.show(chat({ session: openSession }));
  assert.equal(await note.count(), 0);
});

test('a start that takes long offers to check the connection and to see the log', async () => {
  const now = 1_790_000_000_000;
  const opened = await bench.open({ now });
  const asked = turn(1, 'Hello', { phase: 'waiting', sentAt: now - 6_000 });
  await opened.show(chat({ session: { status: 'starting' }, turns: [asked] }));
  const notice = opened.page.locator('.composer').getByRole('status');
  assert.equal(await notice.getByRole('button', { name: 'Check Connection' }).count(), 0);
  await opened.advance(4_000);
  await notice.getByText('This is taking longer than usual').waitFor();
  await assertAsks(opened, notice, [
    ['Check Connection', 'checkConnection'],
    ['Show Log', 'showLog'],
  ]);
});

test('a failed connection can be checked from its card', async () => {
  const opened = await bench.open();
  const state = agentStates['unreachable'];
  assert.ok(state);
  await opened.show(state);
  const card = log(opened).locator('.failure');
  await assertAsks(opened, card, [['Check Connection', 'checkConnection']]);
  await card.getByRole('button', { name: 'More actions' }).click();
  await assertAsks(opened, card, [['Open Settings', 'openSettings']]);
});
