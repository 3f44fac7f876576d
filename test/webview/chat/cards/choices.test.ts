import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  InputEvent,
  Interactive,
  InteractiveEvent,
  Turn,
} from '../../../../src/shared/model.ts';
import { chosenPlaces } from '../../../../webview/chat/chosenPlaces.ts';
import { lastPosted, log } from '../../../support/pages/chatParts.ts';
import { chat, item, says, turn } from '../../../support/pages/chatStates.ts';
import {
  groundList,
  interactive,
  neverSeenForm,
  oneProduct,
  replyButtons,
} from '../../../support/pages/chatStatesCards.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';

const bench = sharedBench();

const offers = (event: InteractiveEvent): Turn =>
  turn(1, 'Hi', { items: [says('x'), item(event)] });
const showing = (event: InteractiveEvent) => chat({ turns: [offers(event)] });

const pressed = (id: string): InputEvent => ({ buttonResponseEvent: { id, title: 'Yes' } });
const chose = (id: string): InputEvent => ({ listReplyEvent: { id, title: 'Trail' } });

test('a reply button is pressed by its place in the turn', async () => {
  const opened = await bench.open();
  await opened.show(showing(interactive([oneProduct, replyButtons])));
  const card = log(opened).getByRole('group', { name: 'Reply buttons' });
  const text = await card.innerText();
  for (const part of ['Ridge Runner, size 42', 'Shall I order it for you?', 'Free returns']) {
    assert.ok(text.includes(part), part);
  }
  await card.getByRole('button', { name: 'Not now' }).press('Enter');
  assert.deepEqual(await lastPosted(opened), {
    type: 'pressButton',
    turnId: 1,
    item: 1,
    message: 1,
    button: 1,
  });
});

test('a double click presses a button once', async () => {
  const opened = await bench.open();
  await opened.show(showing(interactive([replyButtons])));
  await log(opened).getByRole('button', { name: 'Not now' }).dblclick();
  const presses = (await opened.posted()).filter(({ type }) => type === 'pressButton');
  assert.equal(presses.length, 1);
});

test('the action button of a product has a place of its own', async () => {
  const opened = await bench.open();
  await opened.show(showing(interactive([oneProduct])));
  const card = log(opened).getByRole('group', { name: 'Product message' });
  await card.getByRole('button', { name: 'View product' }).click();
  const place = { type: 'pressButton', turnId: 1, item: 1, message: 0 } as const;
  assert.deepEqual(await lastPosted(opened), { ...place, button: -1 });
  await card.getByRole('button', { name: 'Ask a question' }).click();
  assert.deepEqual(await lastPosted(opened), { ...place, button: 1 });
});

test('a list opens by its button; its rows stand in their sections and can be chosen', async () => {
  const opened = await bench.open();
  await opened.show(showing(interactive([groundList])));
  const card = log(opened).getByRole('group', { name: 'List message' });
  assert.equal(await card.getByText('Rough ground').isVisible(), false);
  await card.getByText('Choose the ground').click();
  const outdoors = card.getByRole('group', { name: 'Outdoors' });
  assert.equal(await outdoors.getByRole('button').count(), 2);
  await outdoors.getByRole('button', { name: 'Trail' }).click();
  assert.deepEqual(await lastPosted(opened), {
    type: 'chooseRow',
    turnId: 1,
    item: 1,
    message: 0,
    section: 0,
    row: 1,
  });
});

test('the other label of a list is shown when it says something else', async () => {
  const opened = await bench.open();
  const event = interactive([groundList]);
  const listMessage = { button: { text: 'Choose the ground' }, buttonText: 'Options here' };
  const rawText = JSON.stringify({ connectlyInteractiveEvent: { interactive: { listMessage } } });
  await opened.show(showing({ ...event, rawText }));
  await log(opened).getByText('Choose the ground').click();
  await log(opened).getByText('Second label: Options here').waitFor();
});

test('a form never seen shows its name, its words, its buttons and its own JSON', async () => {
  const opened = await bench.open();
  await opened.show(showing(interactive([neverSeenForm])));
  const card = log(opened).getByRole('group', { name: 'multiProductMessage' });
  await card.getByText('Not recognized by this version').waitFor();
  await card.getByText('Four more that go well with it.').waitFor();
  await card.getByText('Raw JSON of multiProductMessage').click();
  await card.getByText('"text": "See all"').waitFor();
  await card.getByRole('button', { name: 'See all' }).click();
  assert.equal((await lastPosted(opened))?.type, 'pressButton');
});

test('a form of a shape of its own is filled in, field by field', async () => {
  const opened = await bench.open();
  const form: Interactive = {
    ...{ form: 'formMessage', body: 'Who are you?', menuLabel: 'Send it' },
    ...{ buttons: [], sections: [] },
  };
  const fields = [
    { id: 'full name', label: 'Your name', isRequired: true },
    { name: 'e-mail' },
    { key: 'note', title: 'Anything else?' },
    'not a field',
  ];
  const formMessage = { fields, button: { id: 'x', text: 'Send it' } };
  const rawText = JSON.stringify({ connectlyInteractiveEvent: { interactive: { formMessage } } });
  await opened.show(showing({ ...interactive([form]), rawText }));
  const card = log(opened).getByRole('group', { name: 'formMessage' });
  assert.equal(await card.getByText(/not recognized|rows/i).count(), 0);
  await card.getByRole('button', { name: 'Fill in…' }).click();
  await card.getByLabel('e-mail (optional)').fill('ada@shop.example');
  await card.getByRole('button', { name: 'Send it' }).click();
  await card.getByText('It must not be empty.').waitFor();
  await card.getByLabel('Your name').fill('Ada');
  await card.getByRole('button', { name: 'Send it' }).click();
  const formData = { 'full name': 'Ada', 'e-mail': 'ada@shop.example' };
  const events = [{ filledFormResponseEvent: { formData } }];
  assert.deepEqual(await lastPosted(opened), { type: 'sendEvents', events });
  assert.equal(await card.getByRole('textbox').count(), 0);
});

test('what was pressed is marked while the card, its folds and the focus stay', async () => {
  const opened = await bench.open();
  const first = offers(interactive([groundList]));
  await opened.show(chat({ turns: [first] }));
  await log(opened).getByText('Choose the ground').click();
  const trail = log(opened).getByRole('button', { name: 'Trail' });
  await trail.focus();
  const answer = turn(2, '', { inputs: [chose('row-trail')], items: [says('Good choice')] });
  await opened.show(chat({ turns: [first, answer] }));
  assert.equal(await trail.getAttribute('aria-pressed'), 'true');
  assert.equal(await trail.evaluate((node) => node === document.activeElement), true);
  const road = log(opened).getByRole('button', { name: 'Road' });
  assert.equal(await road.getAttribute('aria-pressed'), 'false');
});

test('a choice cannot be pressed while nothing can be sent, and keeps its place in the order', async () => {
  const opened = await bench.open();
  const state = showing(interactive([replyButtons]));
  await opened.show({ ...state, session: { status: 'closing' } });
  const yes = log(opened).getByRole('button', { name: 'Yes, order it' });
  assert.equal(await yes.getAttribute('aria-disabled'), 'true');
  await yes.focus();
  await yes.press('Enter');
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
  await opened.show(state);
  await yes.press('Enter');
  assert.equal((await lastPosted(opened))?.type, 'pressButton');
});

test('the same id offered twice is marked where it was offered last before the answer', () => {
  const again = (id: number) => turn(id, 'Hi', { items: [item(interactive([replyButtons]))] });
  const answers = (id: number, answer: string) => turn(id, '', { inputs: [pressed(answer)] });
  const turns = [again(1), answers(2, 'btn-yes'), again(3), answers(4, 'btn-no'), again(5)];
  assert.deepEqual([...chosenPlaces(turns)], ['1:0:0:0', '3:0:0:1']);
});

test('an id that nobody offered, or that was offered as the other kind, marks nothing', () => {
  const first = offers(interactive([groundList, oneProduct]));
  const answer = turn(2, '', { inputs: [pressed('row-trail'), chose('view'), pressed('other')] });
  assert.deepEqual([...chosenPlaces([first, answer])], []);
});
