import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerParts, type Answer } from '../../../../src/scenarios/answer.ts';
import {
  compareAnswers,
  describeDifference,
} from '../../../../src/scenarios/compare/compareAnswers.ts';
import type { Failure } from '../../../../src/shared/failure/failure.ts';
import type { AgentEvent, Interactive, Product } from '../../../../src/shared/model.ts';

const boots: Product = {
  productId: 'B1',
  title: 'Black boots',
  price: 89,
  currency: 'USD',
  facets: { colour: ['black'] },
};
const loafers: Product = { productId: 'L1', title: 'Loafers', price: 60, facets: {} };
const socks: Product = { productId: 'S1', title: 'Socks', price: 9, facets: {} };

function answer(events: readonly AgentEvent[], totalMs = 100, failure?: Failure): Answer {
  return answerParts({
    items: events.map((event, index) => ({ type: 'event', atMs: index * totalMs, event })),
    stats: { firstByteMs: totalMs / 2, totalMs, bytes: totalMs, lines: totalMs, events: 1 },
    ...(failure && { failure }),
  });
}

function says(text: string, place = 1): AgentEvent {
  const createdAt = new Date(place * 1e9).toISOString();
  const rawText = JSON.stringify({ messageEvent: { id: `m${place}`, createdAt, text } });
  return {
    type: 'message',
    kind: 'messageEvent',
    role: 'assistant',
    ...{ text, createdAt, rawText, line: place, foreignSessionId: `s${place}` },
  };
}

function shows(...products: readonly Product[]): AgentEvent {
  return { type: 'recommendation', kind: 'recommendationEvent', products, rawText: '{}', line: 2 };
}

function offers(message: Partial<Interactive>): AgentEvent {
  const messages = [{ form: 'replyButtonMessage', buttons: [], sections: [], ...message }];
  return {
    type: 'interactive',
    kind: 'connectlyInteractiveEvent',
    messages,
    rawText: '{}',
    line: 3,
  };
}

function asks(...questions: readonly string[]): AgentEvent {
  return { type: 'suggestions', kind: 'chatSuggestionEvent', questions, rawText: '{}', line: 4 };
}

function hands(triggered: boolean, reason: string): AgentEvent {
  const kind = 'agentHandoverEvent';
  return { type: 'handover', kind, triggered, reason, payload: {}, rawText: '{}', line: 5 };
}

function unknown(raw: unknown): AgentEvent {
  return { type: 'unknown', kind: 'newEvent', rawText: JSON.stringify(raw), line: 6 };
}

function sentences(before: Answer, after: Answer): readonly string[] {
  return compareAnswers(before, after).differences.map(describeDifference);
}

test('equal answers with other ids, times, lines and ports show no difference', () => {
  const made = (place: number) =>
    answer(
      [
        says(`Pay at http://127.0.0.1:${place + 4000}/checkout`, place),
        shows({ ...boots, url: `http://127.0.0.1:${place + 4000}/p/B1` }, loafers),
        offers({ body: 'Which?', buttons: [{ id: `id${place}`, text: 'Buy' }] }),
        asks('Anything cheaper?'),
        hands(true, 'wants a person'),
        unknown({ newEvent: { sessionId: `s${place}`, createdAt: place, colour: 'red' } }),
      ],
      place * 100,
      { kind: 'protocol', retryable: false, cause: lineCause(place) },
    );
  const comparison = compareAnswers(made(1), made(7));
  assert.deepEqual(comparison.differences, []);
  assert.ok(comparison.isSame);
  assert.deepEqual(comparison.latency, { firstByteMs: 300, totalMs: 600 });
});

test('what the customer said and the agent repeats is no difference', () => {
  const echo: AgentEvent = { ...says('boots'), role: 'user' } as AgentEvent;
  assert.ok(compareAnswers(answer([echo, says('Here')]), answer([says('Here')])).isSame);
});

test('texts that changed are told from those that came or went', () => {
  const before = answer([says('Hello'), says('I have two boots'), says('Bye')]);
  const after = answer([says('Hello'), says('I have three boots'), says('Bye'), says('Really')]);
  assert.deepEqual(sentences(before, after), [
    'The message "I have two boots" changed to "I have three boots".',
    'The message "Really" is new.',
    'The events were messageEvent, messageEvent, messageEvent and are now messageEvent, messageEvent, messageEvent, messageEvent.',
  ]);
});

test('products are added, removed, moved and changed in single fields', () => {
  const cheaper = { ...boots, price: 79, currency: 'EUR', facets: { colour: ['black', 'brown'] } };
  assert.deepEqual(sentences(answer([shows(boots)]), answer([shows(cheaper)])), [
    'The price of the product "Black boots" was "89" and is now "79".',
    'The currency of the product "Black boots" was "USD" and is now "EUR".',
    'The colour of the product "Black boots" was "black" and is now "black, brown".',
  ]);
  assert.deepEqual(sentences(answer([shows(boots, loafers)]), answer([shows(socks, boots)])), [
    'The product "Loafers" (60) is missing at position 2.',
    'The product "Socks" (9) is new at position 1.',
  ]);
  assert.deepEqual(
    sentences(answer([shows(boots, loafers, socks)]), answer([shows(socks, boots, loafers)])),
    ['The product "Socks" moved from position 3 to position 1.'],
  );
});

test('products without an id are matched by title, and two ids are never one product', () => {
  const { productId, ...nameless } = boots;
  assert.equal(productId, 'B1');
  assert.deepEqual(
    sentences(answer([shows(nameless)]), answer([shows({ ...nameless, price: 1 })])),
    ['The price of the product "Black boots" was "89" and is now "1".'],
  );
  assert.deepEqual(
    sentences(answer([shows(boots)]), answer([shows({ ...boots, productId: 'B2' })])),
    [
      'The product "Black boots" ($89.00) is missing at position 1.',
      'The product "Black boots" ($89.00) is new at position 1.',
    ],
  );
  assert.deepEqual(sentences(answer([shows(boots, boots)]), answer([shows(boots)])), [
    'The product "Black boots" ($89.00) is missing at position 2.',
  ]);
  const trap = { title: '__proto__', facets: {} };
  assert.ok(compareAnswers(answer([shows(trap)]), answer([shows(trap)])).isSame);
});

test('buttons, rows and suggestions are compared by what is read', () => {
  const before = answer([
    offers({ buttons: [{ text: 'Buy' }], sections: [{ rows: [{ text: 'S' }, { text: 'M' }] }] }),
    asks('Cheaper?', 'Other colour?'),
  ]);
  const after = answer([
    offers({ buttons: [{ text: 'Pay' }], sections: [{ rows: [{ text: 'M' }, { text: 'S' }] }] }),
    asks('Cheaper?'),
  ]);
  assert.deepEqual(sentences(before, after), [
    'The button "Buy" is missing.',
    'The button "Pay" is new.',
    'The rows are in a different order.',
    'The suggested reply "Other colour?" is missing.',
  ]);
});

test('handovers differ in kind, trigger and reason', () => {
  assert.deepEqual(sentences(answer([hands(true, 'angry')]), answer([hands(false, 'angry')])), [
    'The handover "agentHandoverEvent: angry" changed to "agentHandoverEvent (not triggered): angry".',
  ]);
  assert.deepEqual(sentences(answer([]), answer([hands(true, 'angry')])), [
    'The handover "agentHandoverEvent: angry" is new.',
    'The events were none and are now agentHandoverEvent.',
  ]);
});

test('pictures, footers and unknown events count, and so does what could not be read', () => {
  const failure: Failure = { kind: 'protocol', retryable: false, cause: lineCause(4) };
  const before = answer([offers({ footer: 'Old' }), unknown({ newEvent: { colour: 'red' } })]);
  const after = answer(
    [offers({ footer: 'New' }), unknown({ newEvent: { colour: 'blue' } })],
    100,
    failure,
  );
  assert.deepEqual(
    compareAnswers(before, after).differences.map(({ type }) => type),
    ['other', 'other', 'other', 'other', 'failure'],
  );
  assert.match(sentences(before, after).join('\n'), /^New error: .+\.$/mu);
});

test('answers of any size are compared in bounded work', () => {
  const many = (seed: number) =>
    answer([
      ...Array.from({ length: 5_000 }, (_, index) => says(`${index * seed}`)),
      shows(
        ...Array.from({ length: 5_000 }, (_, index) => ({
          ...boots,
          productId: `${index * seed}`,
        })),
      ),
    ]);
  const { differences } = compareAnswers(many(3), many(7));
  assert.ok(differences.length > 5_000);
});

function lineCause(line: number): NonNullable<Failure['cause']> {
  return { type: 'line', line, bytes: line * 10, reason: 'notJson', head: `x${line}` };
}
