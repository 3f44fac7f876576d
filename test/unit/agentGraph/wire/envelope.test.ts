import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEnvelope, responseField } from '../../../../src/agentGraph/wire/envelope.ts';

const one = { messageEvent: { content: { textContent: { text: 'one' } } } };
const two = { chatSuggestionEvent: { suggestedQuestions: ['two'] } };
const status = { code: 14, message: 'upstream unavailable', details: [] };

const element = (value: unknown, sessionId?: string) =>
  sessionId === undefined ? { type: 'element', value } : { type: 'element', value, sessionId };
const error = (value: unknown) => ({ type: 'error', value });

/** The parts with their values in the place of text and place. */
const open = (text: string) =>
  openEnvelope(text).parts.map(({ text: part, place: _, ...rest }) => ({
    ...rest,
    value: JSON.parse(part) as unknown,
  }));

const forms: readonly (readonly [string, unknown, readonly unknown[]])[] = [
  [
    'A: result, response',
    { result: { response: { sessionId: 's', responseEvents: [one, two] } } },
    [element(one, 's'), element(two, 's')],
  ],
  ['B: error alone', { error: status }, [error(status)]],
  ['C: response', { response: { sessionId: 's', responseEvents: [one] } }, [element(one, 's')]],
  ['D: a bare event', one, [element(one)]],
  ['a list of bare events', [one, two], [element(one), element(two)]],
  [
    'a list of envelopes',
    [{ response: { responseEvents: [one] } }, two],
    [element(one), element(two)],
  ],
  ['nested lists', [[one], [[two]]], [element(one), element(two)]],
  ['nested lists of events', { responseEvents: [[one], two] }, [element(one), element(two)]],
  ['responseEvents alone', { responseEvents: [one] }, [element(one)]],
  [
    'responseEvents with a session beside',
    { responseEvents: [one], sessionId: 's' },
    [element(one, 's')],
  ],
  ['one event in place of a list', { responseEvents: one }, [element(one)]],
  ['result that is an event', { result: one }, [element(one)]],
  ['a bare event with its session', { ...one, sessionId: 's' }, [element(one, 's')]],
  ['error: null beside a result', { result: { response: {} }, error: null }, []],
  ['result: null beside an error', { result: null, error: status }, [error(status)]],
  [
    'a result and an error, the error after it',
    { error: status, result: { response: { responseEvents: [one] } } },
    [element(one), error(status)],
  ],
  ['an error below result', { result: { error: status } }, [error(status)]],
  ['a bare status', status, [error(status)]],
  [
    "the messaging API's error",
    { message: 'Denied', type: 'ERROR_TYPE_X', code: 'ERROR_CODE_Y', cntTraceId: '1' },
    [error({ message: 'Denied', type: 'ERROR_TYPE_X', code: 'ERROR_CODE_Y', cntTraceId: '1' })],
  ],
  ['an error that is a text', { error: 'no' }, [error('no')]],
  ['an unset error is no error but shown', { error: {} }, [element({ error: {} })]],
  ['an empty response', { result: { response: {} } }, []],
  ['an empty list of events', { response: { sessionId: 's', responseEvents: [] } }, []],
  ['responseEvents: null', { response: { sessionId: '', responseEvents: null } }, []],
  ['an empty list', [], []],
  [
    'several keys in one element',
    { responseEvents: [{ ...one, ...two }] },
    [element({ ...one, ...two })],
  ],
  [
    'dotted keys',
    { 'response.sessionId': 's', 'response.responseEvents': [one] },
    [element(one, 's')],
  ],
  ['a dotted result', { 'result.response': { responseEvents: [one] } }, [element(one)]],
  ['an empty sessionId', { response: { sessionId: '', responseEvents: [one] } }, [element(one)]],
  [
    'a sessionId of another type',
    { sessionId: 5, responseEvents: [one] },
    [element(one), element({ sessionId: 5 })],
  ],
  [
    'unknown keys beside the known ones',
    { response: { responseEvents: [one], stateId: 'x', gone: null } },
    [element(one), element({ stateId: 'x', gone: null })],
  ],
  [
    'a key called result inside an event',
    { responseEvents: [{ result: 1 }] },
    [element({ result: 1 })],
  ],
  ['a number', 42, [element(42)]],
  ['a text', 'hello', [element('hello')]],
  ['null', null, [element(null)]],
  ['an empty object', {}, [element({})]],
  ['scalars in the list', { responseEvents: [1, null] }, [element(1), element(null)]],
  [
    'snake_case, which is unknown',
    { response_events: [one] },
    [element({ response_events: [one] })],
  ],
];

for (const [name, value, parts] of forms) {
  test(`an envelope opens: ${name}`, () => {
    assert.deepEqual(open(JSON.stringify(value)), parts);
  });
}

test('keys that name the prototype are ordinary keys', () => {
  const [part] = open(
    '{"response":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
  );
  assert.ok(part?.type === 'element');
  assert.deepEqual(Object.keys(part.value as object), ['__proto__', 'constructor']);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('100,000 levels of envelopes and lists do not overflow the stack', () => {
  const text = `${'[{"response":'.repeat(50_000)}${JSON.stringify(one)}${'}]'.repeat(50_000)}`;
  assert.deepEqual(open(text), [element(one)]);
});

const fields: readonly (readonly [string, unknown, unknown])[] = [
  ['nested', { response: { sessionId: 's' } }, 's'],
  ['wrapped in result', { result: { response: { sessionId: 's' } } }, 's'],
  ['dotted', { 'response.sessionId': 's' }, 's'],
  ['alone', { sessionId: 's' }, 's'],
  ['null', { response: { sessionId: null } }, undefined],
  ['missing', { response: {} }, undefined],
  ['in a scalar', 'sessionId', undefined],
];

for (const [name, value, expected] of fields) {
  test(`a field of a unary reply is found: ${name}`, () => {
    assert.equal(responseField(value, 'sessionId'), expected);
  });
}

test('a field that only the prototype has is not found', () => {
  assert.equal(responseField({ response: {} }, 'constructor'), undefined);
});
