import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWebviewMessage } from '../../src/shared/protocol.ts';

test('a whole message of the webview passes its guard', () => {
  const messages = [
    { type: 'ready' },
    { type: 'sendText', text: 'Hi' },
    { type: 'retryTurn', turnId: 3, in: 'fresh' },
    { type: 'editTurn', turnId: 3, text: 'Hi' },
    { type: 'sendEvents', events: [{}] },
    { type: 'pressButton', turnId: 1, item: 0, message: 0, button: -1 },
    { type: 'chooseRow', turnId: 1, item: 0, message: 0, section: 0, row: 2 },
    { type: 'saveScenarioUpTo', turnId: 2 },
    { type: 'addExpectation', turnId: 2, item: 0 },
    { type: 'addExpectation', turnId: 2, line: 3, path: '$.result' },
    { type: 'showBranch', branch: 2 },
    { type: 'unqueue', id: 1 },
    { type: 'intent', intent: 'setApiKey' },
    { type: 'openLink', url: 'https://shop.example/p/1' },
    { type: 'showMessage' },
    { type: 'showMessage', turnId: 1, line: 2 },
    { type: 'messageChosen', turnId: 1 },
    { type: 'showInInspector', turnId: 1, line: 2 },
  ];
  for (const message of messages) assert.equal(parseWebviewMessage(message), message);
});

test('garbage, half messages and inherited names are refused', () => {
  const garbage = [
    null,
    undefined,
    42,
    'ready',
    [],
    {},
    { type: 7 },
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'constructor' },
    { type: 'sendText' },
    { type: 'sendText', text: 1 },
    { type: 'retryTurn', turnId: -1, in: 'session' },
    { type: 'retryTurn', turnId: 1.5, in: 'session' },
    { type: 'retryTurn', turnId: 1, in: 'elsewhere' },
    { type: 'sendEvents', events: {} },
    { type: 'pressButton', turnId: 1, item: 0, message: 0, button: -2 },
    { type: 'chooseRow', turnId: 1, item: 0, message: 0, section: 0 },
    { type: 'saveScenarioUpTo' },
    { type: 'addExpectation', turnId: 2, item: -1 },
    { type: 'addExpectation', turnId: 2, line: 3, path: 4 },
    { type: 'intent', intent: 'workbench.action.quit' },
    { type: 'openLink', url: ' ' },
    { type: 'showMessage', turnId: '1' },
    { type: 'messageChosen' },
    { type: 'messageChosen', turnId: 1, line: -1 },
    { type: 'showInInspector', line: 2 },
  ];
  for (const message of garbage) assert.equal(parseWebviewMessage(message), undefined);
});
