import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undocumentedFields } from '../../../../src/agentGraph/wire/undocumentedFields.ts';

const button = { id: 'yes', text: 'Yes' };

/** Every field that the documents show, and inside what is free anything. */
const documented: Readonly<Record<string, unknown>> = {
  messageEvent: {
    role: 'ASSISTANT',
    content: {
      textContent: { text: 'Hi' },
      audioContent: { url: 'https://a.example' },
      imageContent: { url: 'https://a.example', caption: '' },
      locationContent: { latitude: 1, longitude: 2, name: '', address: '' },
    },
    createdAt: '2026-11-22T10:00:00Z',
    metadata: { source: { anything: [1] } },
  },
  recommendationEvent: {
    products: [{ productId: 'a', title: '', facets: { color: ['blue'] }, metadata: { a: 1 } }],
  },
  chatSuggestionEvent: { suggestedQuestions: ['Why?'] },
  agentHandoverEvent: { triggerHandover: true, reason: '', reasonNative: '' },
  onelivDoctorHandoverEvent: { triggerHandover: true, doctorSpecialty: '', requirements: '' },
  connectlyInteractiveEvent: {
    interactive: {
      listMessage: {
        header: { text: '', attachment: { type: '', asset: { id: '', url: '', filename: '' } } },
        button,
        sections: [{ title: '', rows: [{ ...button, description: '' }] }],
        buttonText: '',
      },
      replyButtonMessage: { footer: { text: '' }, buttons: [button, button] },
      singleProductMessage: { actionButton: button, buttons: [button] },
    },
  },
};

test('what is documented is not found, nor anything inside what is free', () => {
  for (const [kind, event] of Object.entries(documented))
    assert.deepEqual(undocumentedFields(kind, event), [], kind);
});

test('a field that is not documented is found once, wherever it stands', () => {
  const found: readonly [kind: string, event: unknown, paths: readonly string[]][] = [
    [
      'messageEvent',
      { role: 'USER', language: 'pt', content: { videoContent: {} } },
      ['language', 'content.videoContent'],
    ],
    [
      'recommendationEvent',
      { products: [{ colour: 1 }, { colour: 2, facets: null }], total: 2 },
      ['products[].colour', 'total'],
    ],
    ['orderStatusHandoverEvent', { triggerHandover: true, reason: 'late' }, ['reason']],
    [
      'connectlyInteractiveEvent',
      { interactive: { replyButtonMessage: { body: {} } } },
      ['interactive.replyButtonMessage.body'],
    ],
    ['messageEvent', JSON.parse('{"__proto__":1,"toString":2}'), ['__proto__', 'toString']],
  ];
  for (const [kind, event, paths] of found)
    assert.deepEqual(undocumentedFields(kind, event), paths);
});

test('of an event that is not documented, or not of the documented type, no field is found', () => {
  assert.deepEqual(undocumentedFields('futureEvent', { a: 1 }), []);
  assert.deepEqual(undocumentedFields('toString', { a: 1 }), []);
  for (const event of [null, 'text', 7, [], ['a']])
    assert.deepEqual(undocumentedFields('messageEvent', event), []);
  assert.deepEqual(undocumentedFields('messageEvent', { content: 'text' }), []);
});
