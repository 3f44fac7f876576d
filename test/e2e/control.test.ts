import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  openChatWorkbench,
  type ChatWorkbench,
  type InvokeBody,
} from '../support/workbench/chatWorkbench.ts';
import { HeldPauses } from '../support/servers/heldPauses.ts';

/** What the simulator waits for in the middle of an answer, however slow the machine is. */
const pauses = new HeldPauses();
let chat: ChatWorkbench;

before(async () => {
  chat = await openChatWorkbench({ simulator: { rest: pauses.rest } });
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
});
after(() => chat.dispose());

const page = () => chat.workbench.chat;
const button = (name: string | RegExp) => page().getByRole('button', { name });
const said = (text: string) => chat.log.locator('.sent').filter({ hasText: text });

/** What can be done with a message the customer sent. */
async function act(text: string, name: string | RegExp): Promise<void> {
  await said(text).last().hover();
  await page()
    .getByRole('toolbar', { name: 'Message actions' })
    .getByRole('button', { name })
    .click();
}

function textsOf(invokes: readonly InvokeBody[]): readonly string[] {
  return invokes.map(({ inputEvents }) => {
    const [event] = inputEvents as readonly {
      readonly messageEvent: {
        readonly content: { readonly textContent: { readonly text: string } };
      };
    }[];
    return event?.messageEvent.content.textContent.text ?? '';
  });
}

test('what is sent during an answer waits in a queue, and goes out after it', async () => {
  pauses.hold();
  await chat.say('/slow 2 10');
  await chat.stop.waitFor();
  await chat.say('boots');
  await chat.say('cheaper');
  const queue = page().getByRole('region', { name: '2 queued messages' });
  await queue.waitFor();
  await queue.getByRole('button', { name: 'Move back to message box: cheaper' }).click();
  await page().getByRole('region', { name: '1 queued message' }).waitFor();
  assert.equal(await chat.box.inputValue(), 'cheaper');
  await chat.answerTo(async () => {
    pauses.letGo();
    await said('boots').waitFor();
  });
  assert.deepEqual(textsOf(chat.invokes()), ['/slow 2 10', 'boots']);
});

test('stopping holds the queue until the tester lets it go', async () => {
  pauses.hold();
  await chat.say('/slow 2 10');
  await chat.stop.waitFor();
  await chat.say('in blue');
  await page().getByRole('region', { name: '1 queued message' }).waitFor();
  await chat.stop.click();
  await chat.log.getByText(/Stopped by you after/).waitFor();
  pauses.letGo();
  await chat.answerTo(() => button('Send Now').click());
  assert.deepEqual(textsOf(chat.invokes()), ['/slow 2 10', 'in blue']);
});

test('an edited message begins a branch, and both ways stay', async () => {
  await chat.workbench.runCommand('New Session');
  await said('boots').waitFor({ state: 'detached' });
  await chat.ask('running shoes');
  await chat.ask('cheaper');
  const [first] = chat.invokes();
  await act('cheaper', 'Edit');
  const editor = page().getByRole('textbox', { name: 'Edit message' });
  await editor.fill('in blue');
  await button('Send as Branch').click();
  await page().getByText('Branch 2 of 2').waitFor();
  await said('in blue').waitFor();
  await said('cheaper').waitFor({ state: 'detached' });
  await chat.send.waitFor();
  const replayed = chat.invokes();
  assert.deepEqual(textsOf(replayed), ['running shoes', 'in blue']);
  assert.notEqual(replayed[0]?.sessionId, first?.sessionId);
  await button('Previous Branch').click();
  await said('cheaper').waitFor();
  await button('Next Branch').click();
  await said('in blue').waitFor();
});

test('a message is sent again in its session, or in a fresh one after what came before', async () => {
  await chat.answerTo(() => act('in blue', /Send Again in This Session/));
  const [again] = chat.invokes();
  assert.deepEqual(textsOf(again ? [again] : []), ['in blue']);
  await act('in blue', /Send Again in a New Session/);
  await page().getByText('Branch 3 of 3').waitFor();
  await chat.send.waitFor();
  await chat.log.getByText('Replayed').last().waitFor();
  const fresh = chat.invokes();
  assert.deepEqual(textsOf(fresh).slice(-1), ['in blue']);
  assert.notEqual(fresh[0]?.sessionId, again?.sessionId);
});

test('a session that was closed elsewhere is said, and one click sends the message anew', async () => {
  await chat.ask('something cheaper');
  const last = chat.invokes().at(-1);
  const { baseUrl, businessId, apiKey } = chat.simulator;
  const closed = await fetch(`${baseUrl}/external/v1/ai/agent_graph/close`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify({
      businessId,
      clientKey: last?.clientKey,
      sessionId: last?.sessionId,
    }),
  });
  assert.equal(closed.status, 200);
  await chat.say('and in red');
  const again = button('Open New Session and Send Again');
  await again.waitFor();
  await chat.answerTo(() => again.click());
  const [lost, sent] = chat.invokes();
  assert.equal(lost?.sessionId, last?.sessionId);
  assert.notEqual(sent?.sessionId, last?.sessionId);
  assert.deepEqual(sent?.inputEvents, lost?.inputEvents);
});

test('after a handover the composer says so, and a restart begins anew', async () => {
  await chat.ask('I want to talk to a person');
  const [before] = chat.invokes();
  await page()
    .getByText(/Sofia handed over the conversation/)
    .waitFor();
  await button('Restart').click();
  await page()
    .getByText(/Sofia handed over the conversation/)
    .waitFor({ state: 'hidden' });
  await chat.ask('Hello');
  const [after] = chat.invokes();
  assert.notEqual(after?.sessionId, before?.sessionId);
});

test('find goes from match to match', async () => {
  await chat.ask('a backpack and another backpack');
  await chat.workbench.runCommand('Find in Conversation');
  const field = page().getByRole('searchbox', { name: 'Find in conversation' });
  await field.fill('backpack');
  const [, first, all] =
    /(\d+) of (\d+)/.exec(
      (await page()
        .getByText(/^\d+ of \d+$/)
        .first()
        .textContent()) ?? '',
    ) ?? [];
  assert(Number(all) > 0, all);
  await field.press('Enter');
  const second = page().getByText(`${(Number(first) % Number(all)) + 1} of ${all}`, {
    exact: true,
  });
  await second.first().waitFor();
  await field.press('Escape');
  await field.waitFor({ state: 'hidden' });
});
