import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeElement } from '../../../../src/agentGraph/wire/decodeElement.ts';
import type { Interactive, Product } from '../../../../src/shared/model.ts';

const decode = (element: unknown) => decodeElement(JSON.stringify(element), { line: 1 })?.[0];

function productOf(wire: unknown): { product: Product | undefined; odd: readonly string[] } {
  const event = decode({ recommendationEvent: { products: [wire] } });
  assert.ok(event?.type === 'recommendation');
  return { product: event.products[0], odd: event.oddFields ?? [] };
}

const products: readonly (readonly [string, unknown, unknown, readonly string[]])[] = [
  ['price as a number', { price: 12.5 }, { price: 12.5 }, []],
  ['price 0 is kept', { price: 0 }, { price: 0 }, []],
  ['price in a text is taken but odd', { price: '12.5' }, { price: 12.5 }, ['products[0].price']],
  ['price in words is left out', { price: 'cheap' }, {}, ['products[0].price']],
  ['an empty price is none', { price: '' }, {}, []],
  ['a null price is none', { price: null }, {}, []],
  ['a blank price is left out', { price: ' ' }, {}, ['products[0].price']],
  ['a title that is an object', { title: {} }, {}, ['products[0].title']],
  ['an id that is a number', { productId: 42 }, { productId: '42' }, ['products[0].productId']],
  ['empty texts are none', { title: '', currency: '' }, {}, []],
];

for (const [name, wire, expected, odd] of products) {
  test(`a product is read: ${name}`, () => {
    assert.deepEqual(productOf(wire), { product: { facets: {}, ...(expected as object) }, odd });
  });
}

test('facets of any shape become lists of texts', () => {
  const facets = {
    color: ['blue', 'grey'],
    size: 42,
    sale: true,
    brand: 'Ridge',
    nested: { a: 1 },
    mixed: [1, null, '', { b: 2 }],
    none: null,
    empty: [],
  };
  assert.deepEqual(productOf({ facets }).product?.facets, {
    color: ['blue', 'grey'],
    size: ['42'],
    sale: ['true'],
    brand: ['Ridge'],
    nested: ['{"a":1}'],
    mixed: ['1', '{"b":2}'],
  });
});

test('a facet called __proto__ is an ordinary facet', () => {
  const { product } = productOf(JSON.parse('{"facets":{"__proto__":["x"]}}'));
  assert.deepEqual(Object.entries(product?.facets ?? {}), [['__proto__', ['x']]]);
  assert.equal(Object.getPrototypeOf(product?.facets), Object.prototype);
});

test('products that are no objects are marked and left out', () => {
  const event = decode({ recommendationEvent: { products: [1, { title: 'A' }, null] } });
  assert.ok(event?.type === 'recommendation');
  assert.deepEqual(event.products, [{ title: 'A', facets: {} }]);
  assert.deepEqual(event.oddFields, ['products[0]', 'products[2]']);
});

test('a list in the wrong type is marked and empty', () => {
  const event = decode({ chatSuggestionEvent: { suggestedQuestions: 'What?' } });
  assert.ok(event?.type === 'suggestions');
  assert.deepEqual([event.questions, event.oddFields], [[], ['suggestedQuestions']]);
});

test('suggestions that are no texts are marked', () => {
  const event = decode({ chatSuggestionEvent: { suggestedQuestions: ['A?', 5, {}, ''] } });
  assert.ok(event?.type === 'suggestions');
  assert.deepEqual(event.questions, ['A?', '5']);
  assert.deepEqual(event.oddFields, ['suggestedQuestions[1]', 'suggestedQuestions[2]']);
});

test('a message shows every content that is present', () => {
  const event = decode({
    messageEvent: {
      content: {
        textContent: { text: 'A' },
        imageContent: { url: 'https://x.example/i.png', caption: '' },
        audioContent: { url: '' },
        locationContent: { latitude: '-12.5', longitude: 77 },
      },
    },
  });
  assert.ok(event?.type === 'message');
  assert.equal(event.text, 'A');
  assert.deepEqual(event.image, { url: 'https://x.example/i.png' });
  assert.equal(event.audio, undefined);
  assert.deepEqual(event.location, { latitude: -12.5, longitude: 77 });
  assert.equal(event.oddFields, undefined);
});

test('a bare text in place of textContent is taken but odd', () => {
  const event = decode({ messageEvent: { content: { textContent: 'A' } } });
  assert.ok(event?.type === 'message');
  assert.deepEqual([event.text, event.oddFields], ['A', ['content.textContent']]);
});

test('wrong types all the way down are marked and nothing throws', () => {
  const event = decode({
    messageEvent: { content: { textContent: { text: {} }, imageContent: [], locationContent: 1 } },
  });
  assert.deepEqual(event?.oddFields, [
    'content.textContent.text',
    'content.imageContent',
    'content.locationContent',
  ]);
});

const forms: readonly (readonly [string, unknown, Partial<Interactive>])[] = [
  ['body as an object', { body: { text: 'B' } }, { body: 'B' }],
  ['body as a text', { body: 'B' }, { body: 'B' }],
  ['text', { text: 'B' }, { body: 'B' }],
  ['bodyText', { bodyText: 'B' }, { body: 'B' }],
  ['body before text', { text: 'C', body: 'B' }, { body: 'B' }],
  ['button.text before buttonText', { button: { text: 'A' }, buttonText: 'B' }, { menuLabel: 'A' }],
  ['buttonText alone', { button: { text: '' }, buttonText: 'B' }, { menuLabel: 'B' }],
  ['a header that is a text', { header: 'H' }, { header: 'H' }],
  [
    'an image in the header',
    {
      header: {
        attachment: { type: 'ATTACHMENT_TYPE_IMAGE', asset: { url: 'https://x.example' } },
      },
    },
    { attachment: { type: 'image', url: 'https://x.example' } },
  ],
  [
    "the sibling API's attachment",
    { header: { attachment: { type: 'Video', url: 'https://x.example', filename: 'v' } } },
    { attachment: { type: 'video', url: 'https://x.example', filename: 'v' } },
  ],
  ['a title in place of a text', { buttons: [{ title: 'T' }] }, { buttons: [{ text: 'T' }] }],
];

for (const [name, wire, expected] of forms) {
  test(`an interactive message is read: ${name}`, () => {
    const event = decode({ connectlyInteractiveEvent: { interactive: { listMessage: wire } } });
    assert.ok(event?.type === 'interactive');
    const base = { form: 'listMessage', buttons: [], sections: [] };
    assert.deepEqual(event.messages, [{ ...base, ...expected }]);
  });
}

test('unseen sub-messages keep their name and come after the known ones', () => {
  const interactive = { flowMessage: { body: 'F' }, listMessage: {}, text: 'shared' };
  const event = decode({ connectlyInteractiveEvent: { interactive } });
  assert.ok(event?.type === 'interactive');
  assert.deepEqual(
    event.messages.map(({ form, body }) => [form, body]),
    [
      ['listMessage', 'shared'],
      ['flowMessage', 'F'],
    ],
  );
});

test('an interactive event with nothing but a body shows it', () => {
  const event = decode({ connectlyInteractiveEvent: { interactive: { body: { text: 'B' } } } });
  assert.ok(event?.type === 'interactive');
  assert.deepEqual(event.messages, [{ form: 'body', body: 'B', buttons: [], sections: [] }]);
});

test('an interactive event without content is empty', () => {
  const event = decode({ connectlyInteractiveEvent: {} });
  assert.ok(event?.type === 'interactive');
  assert.deepEqual(event.messages, []);
});
