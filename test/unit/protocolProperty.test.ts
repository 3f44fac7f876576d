import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseWebviewMessage } from '../../src/shared/protocol.ts';

const types = [
  ...['ready', 'resync', 'sendText', 'retryTurn', 'stop', 'intent', 'openLink', 'allowMedia'],
  ...['sendEvents', 'pressButton', 'chooseRow', 'editTurn', 'showBranch', 'unqueue'],
  ...[
    'emptyQueue',
    'saveScenarioUpTo',
    'addExpectation',
    'sendQueue',
    'copy',
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '',
  ],
];

/** Messages that come past the first check: a known name with any fields. */
const almost = fc.record(
  {
    type: fc.constantFrom(...types),
    text: fc.jsonValue(),
    turnId: fc.jsonValue(),
    intent: fc.jsonValue(),
    url: fc.jsonValue(),
    origin: fc.jsonValue(),
  },
  { requiredKeys: ['type'] },
);

test('any value from the webview is taken as it is or refused, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(almost, fc.jsonValue(), fc.anything()), (value) => {
      const message = parseWebviewMessage(value);
      assert.ok(message === undefined || message === value);
    }),
    { numRuns: 1000 },
  );
});

test('what passes has the type of every field that the message documents', () => {
  fc.assert(
    fc.property(almost, (value) => {
      const message = parseWebviewMessage(value);
      if (message?.type === 'sendText' || message?.type === 'copy') {
        assert.equal(typeof message.text, 'string');
      }
      if (message?.type === 'retryTurn') assert.ok(Number.isSafeInteger(message.turnId));
      if (message?.type === 'openLink') assert.notEqual(message.url.trim(), '');
      if (message?.type === 'allowMedia') assert.notEqual(message.origin.trim(), '');
    }),
    { numRuns: 1000 },
  );
});
