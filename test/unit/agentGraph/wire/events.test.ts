import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeElement } from '../../../../src/agentGraph/wire/decodeElement.ts';
import { wireFixtures } from '../../../support/samples/wireFixtures.ts';

const decode = (element: unknown) => decodeElement(JSON.stringify(element), { line: 3 }) ?? [];
const [
  text,
  audio,
  image,
  place,
  products,
  suggestions,
  agent,
  storefront,
  order,
  location,
  doctor,
  leadgen,
  list,
  buttons,
  product,
  future,
] = wireFixtures('responseEvents');

const message = { type: 'message', kind: 'messageEvent', role: 'assistant' };
const handover = { type: 'handover', triggered: true, payload: {} };
const interactive = { type: 'interactive', kind: 'connectlyInteractiveEvent' };

const decoded: readonly (readonly [string, unknown, Readonly<Record<string, unknown>>])[] = [
  [
    'a text',
    text,
    { ...message, text: 'Yes, until 14:00.', createdAt: '2026-11-22T10:00:01.250Z' },
  ],
  ['a voice message', audio, { ...message, audio: { url: 'https://media.example/reply.mp3' } }],
  [
    'a picture',
    image,
    { ...message, image: { url: 'https://media.example/size.png', caption: 'Size chart' } },
  ],
  [
    'a place',
    place,
    {
      ...message,
      location: { latitude: -12.1, longitude: -77, name: 'Store 310', address: 'Av. Larco 1' },
    },
  ],
  [
    'products',
    products,
    {
      type: 'recommendation',
      kind: 'recommendationEvent',
      products: [
        {
          productId: 'sku-9',
          title: 'Ridge Runner',
          description: 'Trail shoe',
          url: 'https://shop.example/p/9',
          imageUrl: 'https://shop.example/p/9.jpg',
          price: 89.9,
          currency: 'USD',
          facets: { color: ['blue', 'grey'] },
        },
      ],
    },
  ],
  [
    'suggestions',
    suggestions,
    {
      type: 'suggestions',
      kind: 'chatSuggestionEvent',
      questions: ['Is it waterproof?', 'Show cheaper ones'],
    },
  ],
  [
    'a handover to a person',
    agent,
    {
      ...handover,
      kind: 'agentHandoverEvent',
      reason: 'Customer asked for a person',
      reasonNative: 'El cliente pidió una persona',
    },
  ],
  [
    'a handover to the storefront',
    storefront,
    {
      ...handover,
      kind: 'storefrontHandoverEvent',
      payload: { initialSearchPhrase: 'trail shoes' },
    },
  ],
  ['a handover to order status', order, { ...handover, kind: 'orderStatusHandoverEvent' }],
  ['a handover to locations', location, { ...handover, kind: 'locationQueryHandoverEvent' }],
  [
    'a handover to a doctor, its empty field left out',
    doctor,
    {
      ...handover,
      kind: 'onelivDoctorHandoverEvent',
      payload: { doctorSpecialty: 'cardiology', requirements: 'morning visits' },
    },
  ],
  ['a handover to lead generation', leadgen, { ...handover, kind: 'leadgenHandoverEvent' }],
  [
    'a list',
    list,
    {
      ...interactive,
      messages: [
        {
          form: 'listMessage',
          header: 'Shoes',
          footer: 'Pick one',
          menuLabel: 'Options',
          buttons: [],
          sections: [
            {
              title: 'Ground',
              rows: [
                { id: 'row-1', text: 'Road', description: 'Paved' },
                { id: 'row-2', text: 'Trail', description: 'Rough ground' },
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    'reply buttons',
    buttons,
    {
      ...interactive,
      messages: [
        {
          form: 'replyButtonMessage',
          header: 'Confirm',
          buttons: [
            { id: 'btn-yes', text: 'Yes' },
            { id: 'btn-no', text: 'No' },
          ],
          sections: [],
        },
      ],
    },
  ],
  [
    'a single product with an unseen key',
    product,
    {
      ...interactive,
      messages: [
        {
          form: 'singleProductMessage',
          footer: 'Free returns',
          actionButton: { id: 'view', text: 'View' },
          buttons: [{ id: 'buy', text: 'Buy' }],
          sections: [],
        },
      ],
    },
  ],
  ['an unknown kind', future, { type: 'unknown', kind: 'someFutureEvent' }],
];

for (const [name, element, expected] of decoded) {
  test(`an event is decoded, raw value and line kept: ${name}`, () => {
    assert.deepEqual(decode(element), [{ ...expected, rawText: JSON.stringify(element), line: 3 }]);
  });
}

const roles: readonly (readonly [unknown, unknown])[] = [
  [undefined, { role: 'assistant' }],
  [null, { role: 'assistant' }],
  ['', { role: 'assistant' }],
  ['ASSISTANT', { role: 'assistant' }],
  ['USER', { role: 'user' }],
  [
    'MESSAGE_EVENT_ROLE_UNSPECIFIED',
    { role: 'unknown', roleName: 'MESSAGE_EVENT_ROLE_UNSPECIFIED' },
  ],
  ['SYSTEM', { role: 'unknown', roleName: 'SYSTEM' }],
  [2, { role: 'unknown', roleName: '2', oddFields: ['role'] }],
  [{}, { role: 'unknown', oddFields: ['role'] }],
];

for (const [role, expected] of roles) {
  test(`the role ${JSON.stringify(role)} is read`, () => {
    const element = { messageEvent: { role } };
    const [event] = decode(element);
    const base = {
      type: 'message',
      kind: 'messageEvent',
      rawText: JSON.stringify(element),
      line: 3,
    };
    assert.deepEqual(event, { ...base, ...(expected as object) });
  });
}

test('several keys of one element become events in schema order, unknown ones last', () => {
  const element = {
    zzz: 1,
    leadgenHandoverEvent: {},
    chatSuggestionEvent: null,
    messageEvent: {},
    __typename: 'E',
  };
  const events = decode(element);
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['messageEvent', 'leadgenHandoverEvent', 'zzz', '__typename'],
  );
  assert.equal(events[2]?.rawText, '{"zzz":1}');
});

test('a handover is triggered by true only', () => {
  for (const trigger of [undefined, null, false, 'true', 1]) {
    const [event] = decode({ agentHandoverEvent: { triggerHandover: trigger } });
    assert.ok(event?.type === 'handover');
    assert.equal(event.triggered, false);
    const isOdd = trigger === 'true' || trigger === 1;
    assert.deepEqual(event.oddFields, isOdd ? ['triggerHandover'] : undefined);
  }
});

const stand: readonly (readonly [unknown, string])[] = [
  [{}, 'empty object'],
  [{ messageEvent: null }, 'empty object'],
  [null, 'null'],
  [7, 'number'],
  ['hi', 'string'],
  [true, 'boolean'],
  [[1], 'array'],
];

for (const [element, kind] of stand) {
  test(`an element without an event is shown as ${kind}: ${JSON.stringify(element)}`, () => {
    assert.deepEqual(decode(element), [
      { type: 'unknown', kind, rawText: JSON.stringify(element), line: 3 },
    ]);
  });
}

test('a known key whose value is no object is shown as unknown', () => {
  const element = { messageEvent: 'hi' };
  assert.deepEqual(decode(element), [
    { type: 'unknown', kind: 'messageEvent', rawText: JSON.stringify(element), line: 3 },
  ]);
});

test('a foreign session is written on the event', () => {
  const [event] =
    decodeElement('{"messageEvent":{}}', { line: 1, foreignSessionId: 'other' }) ?? [];
  assert.equal(event?.foreignSessionId, 'other');
});
