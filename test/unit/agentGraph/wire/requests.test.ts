import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  audioInput,
  buttonInput,
  checkInputEvent,
  checkInputEvents,
  customerBody,
  formInput,
  imageInput,
  listReplyInput,
  locationInput,
  maxInputBytes,
  sessionBody,
  storeInput,
  textInput,
  turnBody,
} from '../../../../src/agentGraph/wire/requests.ts';
import type { Outcome } from '../../../../src/shared/failure/failure.ts';
import { wireFixtures } from '../../../support/samples/wireFixtures.ts';

const fixtures = wireFixtures('inputEvents');
const place = { latitude: -12.0464, longitude: -77.0428, name: 'Lima', address: 'Plaza Mayor' };
const form = { name: 'Ana Ruiz', email: 'ana@shop.example', size: '42' };
const store = { storeId: '310', name: 'Centro', cpName: '', city: 'Lima', state: 'LM' };

const built: readonly (readonly [string, Outcome<unknown>])[] = [
  ['text', textInput('Do you deliver on Sundays?')],
  ['text of the assistant', textInput('Hi, I am the store assistant.', 'ASSISTANT')],
  ['audio', audioInput('https://media.example/note-1.ogg')],
  ['image', imageInput('https://media.example/shoe.png', 'Something like this')],
  ['location', locationInput(place)],
  ['button', buttonInput('btn-yes', 'Yes')],
  ['list reply', listReplyInput('row-2', 'Trail', 'Rough ground')],
  ['form', formInput(form)],
  ['store', storeInput(store)],
];

built.forEach(([name, outcome], index) => {
  test(`a builder makes the documented event: ${name}`, () => {
    assert.deepEqual(outcome, { type: 'done', value: fixtures[index] });
  });
});

test('builders leave out what was not given', () => {
  const url = 'https://x.example/a.png';
  const made = [imageInput(url), listReplyInput('1', 'A'), storeInput({ storeId: '1', name: 'A' })];
  const events = made.map((outcome) => (outcome.type === 'done' ? outcome.value : undefined));
  assert.deepEqual(events, [
    { messageEvent: { role: 'USER', content: { imageContent: { url } } } },
    { listReplyEvent: { id: '1', title: 'A' } },
    { storeEvent: { storeId: '1', name: 'A' } },
  ]);
});

const circular: Record<string, unknown> = {};
circular['self'] = circular;

const refused: readonly (readonly [string, Outcome<unknown>, string])[] = [
  ['an empty text', textInput(''), 'text'],
  ['a blank text', textInput(' \n\t'), 'text'],
  ['a text of 1 MiB', textInput('x'.repeat(1024 * 1024)), 'text'],
  ['a script as media', audioInput('javascript:alert(1)'), 'url'],
  ['a path as media', imageInput('/shoe.png'), 'url'],
  ['a latitude beyond the pole', locationInput({ latitude: 90.1, longitude: 0 }), 'latitude'],
  ['a latitude that is no number', locationInput({ latitude: NaN, longitude: 0 }), 'latitude'],
  ['a longitude beyond the line', locationInput({ latitude: 0, longitude: -181 }), 'longitude'],
  ['a button without id', buttonInput('', 'Yes'), 'id'],
  ['a button without title', buttonInput('yes', ' '), 'title'],
  ['a row without id', listReplyInput('', 'Trail'), 'id'],
  ['a store without id', storeInput({ storeId: '', name: 'Centro' }), 'storeId'],
  ['a store without name', storeInput({ storeId: '1', name: '' }), 'name'],
  ['a form that is circular', formInput(circular), 'formData'],
  ['a form of 1 MiB', formInput({ note: 'x'.repeat(1024 * 1024) }), 'formData'],
  ['an event of no kind', checkInputEvent({}), 'inputEvent'],
  ['an event of two kinds', checkInputEvent({ ...fixtures[5], ...fixtures[6] }), 'inputEvent'],
  ['an event of an unknown kind', checkInputEvent({ tap: { id: '1' } }), 'inputEvent'],
  ['an inherited name as kind', checkInputEvent({ constructor: {} }), 'inputEvent'],
  ['no event at all', checkInputEvent(null), 'inputEvent'],
  ['an event that is a text', checkInputEvent({ storeEvent: 'x' }), 'storeEvent'],
  ['a role from elsewhere', checkInputEvent({ messageEvent: { role: 'SYSTEM' } }), 'role'],
  ['a message without content', checkInputEvent({ messageEvent: { role: 'USER' } }), 'content'],
  [
    'a caption that is no text',
    checkInputEvent({
      messageEvent: {
        role: 'USER',
        content: { imageContent: { url: 'https://x.example', caption: 1 } },
      },
    }),
    'caption',
  ],
  ['an empty list of events', checkInputEvents([]), 'inputEvents'],
  [
    'an event with more levels than can be written',
    checkInputEvents([{ buttonResponseEvent: { id: '1', title: 'Yes', extra: nested(10_000) } }]),
    'inputEvent',
  ],
  ['a list that is none', checkInputEvents({}), 'inputEvents'],
  ['a list with a bad event', checkInputEvents([fixtures[0], {}]), 'inputEvent'],
];

function nested(levels: number): unknown {
  return JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
}

for (const [name, outcome, field] of refused) {
  test(`input is refused with the field's name: ${name}`, () => {
    assert.ok(outcome.type === 'failed');
    const { kind, cause, retryable } = outcome.failure;
    assert.deepEqual([kind, retryable], ['invalidRequest', false]);
    assert.ok(cause?.type === 'input');
    assert.equal(cause.field, field);
    assert.match(cause.problem, /^It(?:'s)? .*\.$/);
  });
}

test('the limit of a text counts bytes of UTF-8 and is named in the refusal', () => {
  assert.equal(textInput('é'.repeat(maxInputBytes / 2)).type, 'done');
  const outcome = textInput(`${'é'.repeat(maxInputBytes / 2)}x`);
  assert.ok(outcome.type === 'failed' && outcome.failure.cause?.type === 'input');
  assert.match(outcome.failure.cause.problem, /257 KiB; the limit is 256 KiB/);
});

test('a raw list of every documented event passes', () => {
  assert.deepEqual(checkInputEvents(fixtures), { type: 'done', value: fixtures });
});

test('request bodies hold the documented fields and nothing else', () => {
  const agent = {
    name: 'Demo',
    businessId: 'b',
    agentId: 'a',
    baseUrl: 'https://api.example',
    clientKey: 'c',
  };
  const text = textInput('Hi');
  assert.ok(text.type === 'done');
  const bodies = [
    customerBody(agent),
    sessionBody(agent, 's'),
    turnBody(agent, 's', [text.value]),
    turnBody({ ...agent, agentId: '' }, 's', []),
  ].map((body) => JSON.parse(body) as unknown);
  const ids = { businessId: 'b', clientKey: 'c' };
  assert.deepEqual(bodies, [
    ids,
    { ...ids, sessionId: 's' },
    { ...ids, sessionId: 's', agentId: 'a', inputEvents: [text.value] },
    { ...ids, sessionId: 's', inputEvents: [] },
  ]);
});
