import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Choice, InputEvent } from '../../../../src/shared/model.ts';
import { actionOf } from '../../../../src/scenarios/create/actionOf.ts';
import { answerParts, type Answer } from '../../../../src/scenarios/answer.ts';
import { demoAgent } from '../../../support/pages/chatStates.ts';

const nothing = answerParts({ items: [] });

function message(content: object, role: 'USER' | 'ASSISTANT' = 'USER'): InputEvent {
  return { messageEvent: { role, content } } as InputEvent;
}
const text = (words: string, role?: 'USER' | 'ASSISTANT') =>
  message({ textContent: { text: words } }, role);
const pressed = (id: string, title: string): InputEvent => ({ buttonResponseEvent: { id, title } });

const of = (inputs: readonly InputEvent[], ...before: readonly Answer[]) =>
  actionOf({ inputs }, before, demoAgent);
const withButtons = (...buttons: readonly Choice[]): Answer => ({ ...nothing, buttons });
const withRows = (...rows: readonly Choice[]): Answer => ({ ...nothing, rows });

const words: readonly (readonly [name: string, event: InputEvent, action: object])[] = [
  ['a text', text('black boots'), { say: 'black boots' }],
  ['a text with braces', text('{{hi}}'), { say: '\\{{hi}}' }],
  [
    'a voice message',
    message({ audioContent: { url: 'https://a.example/1' } }),
    { audio: 'https://a.example/1' },
  ],
  [
    'a picture',
    message({ imageContent: { url: 'https://a.example/1' } }),
    { image: 'https://a.example/1' },
  ],
  [
    'a picture with words',
    message({ imageContent: { url: 'https://a.example/1', caption: 'this' } }),
    { image: { url: 'https://a.example/1', caption: 'this' } },
  ],
  [
    'a place',
    message({ locationContent: { latitude: 1, longitude: 2, name: 'Centro' } }),
    { location: { latitude: 1, longitude: 2, name: 'Centro' } },
  ],
  ['a form', { filledFormResponseEvent: { formData: { size: '42' } } }, { submit: { size: '42' } }],
  [
    'a store',
    { storeEvent: { storeId: 's1', name: 'Centro', city: 'Lima' } },
    { store: { id: 's1', name: 'Centro', city: 'Lima' } },
  ],
];
for (const [name, event, action] of words) {
  test(`${name} has a word of its own`, () => assert.deepEqual(of([event]), action));
}

const raw: readonly (readonly [name: string, inputs: readonly InputEvent[]])[] = [
  ['several events', [text('a'), text('b')]],
  ['words of the shop', [text('Welcome', 'ASSISTANT')]],
  [
    'fields that have no word',
    [{ storeEvent: { storeId: 's', name: 'n', zip: '1' } } as InputEvent],
  ],
  ['a button that was never shown', [pressed('x', 'X')]],
  [
    'an address that the schema does not take',
    [message({ audioContent: { url: 'HTTPS://A.example' } })],
  ],
];
for (const [name, inputs] of raw) {
  test(`${name}: sent as it was`, () => assert.deepEqual(of(inputs), { send: inputs }));
}

test('the greeting ahead of the first turn is left out, for the run says it again', () => {
  const greeting = 'Hello, I am Sofia';
  const inputs = [text(greeting, 'ASSISTANT'), text('boots')];
  const agent = { ...demoAgent, greeting };
  assert.deepEqual(actionOf({ inputs }, [], agent), { say: 'boots' });
  assert.deepEqual(actionOf({ inputs }, [nothing], agent), { send: inputs });
  assert.deepEqual(actionOf({ inputs }, [], { ...agent, greeting: 'Hi' }), { send: inputs });
});

test('a button is named by its text, by its id where another has that text', () => {
  const buy = { id: '1', text: 'Buy' };
  assert.deepEqual(of([pressed('1', 'Buy')], withButtons(buy, { id: '2', text: 'More' })), {
    press: 'Buy',
  });
  const more = withButtons({ id: '2', text: 'Buy now' }, buy);
  assert.deepEqual(of([pressed('1', 'Buy')], more), { press: 'Buy' });
  assert.deepEqual(of([pressed('2', 'Buy now')], more), { press: 'Buy now' });
  const twice = withButtons({ id: '2', text: 'BUY' }, buy);
  assert.deepEqual(of([pressed('1', 'Buy')], twice), { press: { id: '1' } });
  const sameIds = withButtons({ id: '1', text: 'Sell' }, { id: '2', text: 'Buy' }, buy);
  assert.deepEqual(of([pressed('1', 'Buy')], sameIds), { press: { id: '1', text: 'Buy' } });
});

test('a button of an earlier answer is named by its id once another has its text', () => {
  const early = withButtons({ id: '1', text: 'Buy' });
  const late = withButtons({ id: '2', text: 'Buy it' });
  assert.deepEqual(of([pressed('1', 'Buy')], early, late), { press: { id: '1' } });
  assert.deepEqual(of([pressed('2', 'Buy it')], early, late), { press: 'Buy it' });
});

test('a text that would be read as a regular expression is no name', () => {
  const shown = withButtons({ id: '1', text: '/b/' });
  assert.deepEqual(of([pressed('1', '/b/')], shown), { press: { id: '1' } });
});

test('a row counts with its description', () => {
  const row = { id: 's', text: 'Small', description: 'up to 38' };
  const reply = { listReplyEvent: { id: 's', title: 'Small', description: 'up to 38' } };
  assert.deepEqual(of([reply], withRows(row)), { choose: 'Small' });
  const other = { listReplyEvent: { id: 's', title: 'Small' } };
  assert.deepEqual(of([other], withRows(row)), { send: [other] });
});
