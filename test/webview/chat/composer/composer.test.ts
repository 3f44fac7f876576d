import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../../../src/conversation/stateStore.ts';
import { button } from '../../../support/pages/chatParts.ts';
import { chat, says, suggests, turn } from '../../../support/pages/chatStates.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const answering = chat({
  session: { status: 'responding' },
  turns: [turn(1, 'Hello', { phase: 'streaming', items: [says('Hi')] })],
});

const box = ({ page }: ChatPage) => page.getByRole('textbox', { name: 'Message' });

async function sentTexts(opened: ChatPage): Promise<readonly string[]> {
  const messages = await opened.posted();
  return messages.flatMap((message) => (message.type === 'sendText' ? [message.text] : []));
}

test('Enter sends what was typed and empties the box', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('Do you have boots?');
  await box(opened).press('Enter');
  assert.deepEqual(await sentTexts(opened), ['Do you have boots?']);
  assert.equal(await box(opened).inputValue(), '');
});

/** As with a host that has yet to answer. */
async function openUnanswered(): Promise<ChatPage> {
  const opened = await bench.open();
  await opened.page.evaluate(() => (window.fakeHost.answers = undefined));
  await opened.show(chat());
  return opened;
}

test('a text stays in the box until the host has taken it', async () => {
  const opened = await openUnanswered();
  await box(opened).fill('Hello');
  await box(opened).press('Enter');
  assert.equal(await box(opened).inputValue(), 'Hello');
  await opened.send({ type: 'sent', request: 7 });
  assert.equal(await box(opened).inputValue(), 'Hello');
  await opened.send({ type: 'sent', request: 1 });
  assert.equal(await box(opened).inputValue(), '');
  assert.deepEqual(await sentTexts(opened), ['Hello']);
});

test('a text that is refused stays, and can be sent again', async () => {
  const opened = await openUnanswered();
  await box(opened).fill('Hello');
  await box(opened).press('Enter');
  await opened.send({ type: 'refused', request: 1, text: 'Hello' });
  assert.equal(await box(opened).inputValue(), 'Hello');
  await box(opened).press('Enter');
  await opened.send({ type: 'sent', request: 2 });
  assert.equal(await box(opened).inputValue(), '');
  assert.deepEqual(await sentTexts(opened), ['Hello', 'Hello']);
});

test('what is typed before the answer stays, and a second Enter sends it next', async () => {
  const opened = await openUnanswered();
  await box(opened).fill('Hello');
  await box(opened).press('Home');
  await box(opened).press('Enter');
  await opened.page.keyboard.type('And socks?');
  await box(opened).press('Enter');
  assert.deepEqual(await sentTexts(opened), ['Hello']);
  await opened.send({ type: 'sent', request: 1 });
  assert.deepEqual(await sentTexts(opened), ['Hello', 'And socks?']);
  await opened.page.keyboard.type(' Red ones');
  await opened.send({ type: 'sent', request: 2 });
  assert.equal(await box(opened).inputValue(), ' Red ones');
});

test('Enter pressed twice sends once, and a text that was written over stays', async () => {
  const opened = await openUnanswered();
  await box(opened).fill('Hello');
  await box(opened).press('Enter');
  await box(opened).press('Enter');
  await opened.send({ type: 'sent', request: 1 });
  await box(opened).fill('Boots');
  await box(opened).press('Enter');
  await box(opened).fill('Socks');
  await opened.send({ type: 'sent', request: 2 });
  assert.equal(await box(opened).inputValue(), 'Socks');
  assert.deepEqual(await sentTexts(opened), ['Hello', 'Boots']);
});

test('a text without an answer is a draft after a reload, and is not sent again', async () => {
  const opened = await openUnanswered();
  await box(opened).fill('Hello');
  await box(opened).press('Enter');
  await opened.page.reload();
  assert.equal(await box(opened).inputValue(), 'Hello');
  await opened.show(chat());
  assert.deepEqual(await sentTexts(opened), []);
});

test('a suggestion that is refused lands in the box', async () => {
  const opened = await openUnanswered();
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [suggests(['Cheaper'])] })] }));
  await button(opened, 'Cheaper').click();
  await opened.send({ type: 'refused', request: 1, text: 'Cheaper' });
  assert.equal(await box(opened).inputValue(), 'Cheaper');
});

test('Ctrl+A selects what was typed, and VS Code does not select it again', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('boots');
  const heard = opened.page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        window.addEventListener('keydown', ({ key }) => key !== 'Control' && resolve(key)),
      ),
  );
  await box(opened).press('Control+a');
  await box(opened).press('x');
  assert.equal(await heard, 'x');
  assert.equal(await box(opened).inputValue(), 'x');
});

test('Shift+Enter starts a new line and sends nothing', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('one');
  await box(opened).press('Shift+Enter');
  await box(opened).pressSequentially('two');
  assert.deepEqual(await sentTexts(opened), []);
  await button(opened, 'Send').click();
  assert.deepEqual(await sentTexts(opened), ['one\ntwo']);
});

test('an Enter that belongs to the input method sends nothing', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('くつ');
  await box(opened).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  assert.deepEqual(await sentTexts(opened), []);
});

test('white space alone is not sent and the button says so', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('  \n ');
  await box(opened).press('Enter');
  assert.deepEqual(await sentTexts(opened), []);
  assert.equal(await button(opened, 'Send').isDisabled(), true);
});

test('while an answer streams, Enter hands the next message to the queue', async () => {
  const opened = await bench.open();
  await opened.show(answering);
  await box(opened).fill('And socks?');
  await box(opened).press('Enter');
  assert.deepEqual(await sentTexts(opened), ['And socks?']);
  assert.equal(await box(opened).inputValue(), '');
});

test('Stop stands in the place of Send while an answer is awaited', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  const place = await button(opened, 'Send').boundingBox();
  await opened.show(answering);
  assert.equal(await button(opened, 'Send').count(), 0);
  const stopPlace = await button(opened, 'Stop').boundingBox();
  assert.deepEqual([stopPlace?.x, stopPlace?.y], [place?.x, place?.y]);
  await button(opened, 'Stop').click();
  assert.deepEqual((await opened.posted()).at(-1), { type: 'stop' });
});

test('Escape stops an answer and keeps the draft', async () => {
  const opened = await bench.open();
  await opened.show(answering);
  await box(opened).fill('half a thou');
  await box(opened).press('Escape');
  assert.deepEqual((await opened.posted()).at(-1), { type: 'stop' });
  assert.equal(await box(opened).inputValue(), 'half a thou');
});

test('Escape with no answer under way does nothing', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).press('Escape');
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
});

test('the unsent draft is there again after a reload', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('not yet sent');
  await opened.page.reload();
  assert.equal(await box(opened).inputValue(), 'not yet sent');
});

test('what was sent is not a draft any more after a reload', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('sent');
  await box(opened).press('Enter');
  await opened.page.reload();
  assert.equal(await box(opened).inputValue(), '');
});

test('text from the host joins the draft and the box gets the focus', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  await box(opened).fill('mine');
  await opened.send({ type: 'compose', text: 'selected code' });
  assert.equal(await box(opened).inputValue(), 'mine\n\nselected code');
  await opened.page.keyboard.type('!');
  assert.equal(await box(opened).inputValue(), 'mine\n\nselected code!');
});

test('a double click on Send, or on a suggestion, sends once', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [suggests(['Cheaper'])] })] }));
  await box(opened).fill('Hello');
  await opened.page.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await opened.page.getByRole('button', { name: 'Cheaper' }).dblclick();
  assert.deepEqual(await sentTexts(opened), ['Hello', 'Cheaper']);
});

test('without an agent nothing is sent and the reason is said', async () => {
  const opened = await bench.open();
  await opened.show(initialState);
  await box(opened).fill('Hello?');
  await box(opened).press('Enter');
  assert.deepEqual(await sentTexts(opened), []);
  await opened.page.getByText("There's no agent to send this to").waitFor();
});

test('the box grows with its text up to a limit', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  const height = async () => (await box(opened).boundingBox())?.height ?? 0;
  const single = await height();
  await box(opened).fill('a\nb\nc\nd');
  const four = await height();
  await box(opened).fill('line\n'.repeat(100));
  const many = await height();
  assert.ok(four > single * 2, `${four} against ${single}`);
  assert.ok(many < single * 8, `${many} against ${single}`);
});

test('a suggestion is sent as text, and waits while the session ends', async () => {
  const opened = await bench.open();
  const items = [says('Hi'), suggests(['Is it waterproof?'])];
  const turns = [turn(1, 'Hello', { items })];
  await opened.show(chat({ turns }));
  const suggestion = button(opened, 'Is it waterproof?');
  await suggestion.click();
  assert.deepEqual(await sentTexts(opened), ['Is it waterproof?']);
  await opened.show(chat({ session: { status: 'closing' }, turns }));
  assert.equal(await suggestion.isDisabled(), true);
});

test('suggestions of an older turn are gone with the next turn', async () => {
  const opened = await bench.open();
  const first = turn(1, 'Hello', { items: [suggests(['Cheaper?'])] });
  await opened.show(chat({ turns: [first, turn(2, 'Thanks', { items: [says('Bye')] })] }));
  assert.equal(await button(opened, 'Cheaper?').count(), 0);
});

test('a starter prompt of the empty chat is sent by a press', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: { status: 'idle' } }));
  await button(opened, 'Where is my order?').click();
  assert.deepEqual(await sentTexts(opened), ['Where is my order?']);
});

test('the context line names agent, host and status', async () => {
  const opened = await bench.open();
  await opened.show(chat());
  const line = opened.page.getByRole('banner');
  assert.match(await line.innerText(), /Agent:\s+Demo\s+127\.0\.0\.1:8787\s+Ready/);
});
