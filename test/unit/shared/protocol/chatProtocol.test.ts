import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaySpeeds } from '../../../../src/shared/conversationInfo.ts';
import {
  intents,
  parseWebviewMessage,
  webviewGuards,
} from '../../../../src/shared/protocol/chatProtocol.ts';
import { isValuePath, maxSearchLength } from '../../../../src/shared/protocol/inspectorProtocol.ts';
import { maxTextLength } from '../../../../src/shared/protocol/messageParser.ts';
import {
  missing,
  notCounts,
  notNames,
  notTexts,
  testMessages,
  wrongCounts,
} from '../../../support/samples/messageSamples.ts';

const place = { turnId: 1, line: 2 };
const badPlace = { turnId: notCounts, line: wrongCounts };
const notMessageTexts = notTexts(maxTextLength);
const addressLimit = 32 * 1024;
const [, ...wrongTexts] = notTexts(addressLimit);

/** No addresses, and those of programs, files and scripts. */
const notWebAddresses = [
  ...['', ' ', 'shop.example', '//shop.example', '/p/1', 'https://', 'https://[1]'],
  ...['javascript:alert(1)', 'command:workbench.action.quit', 'vscode://ask-sofia.ask-sofia/add'],
  ...[
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:https://shop.example/1',
    'ftp://shop.example',
  ],
  `https://shop.example/${'x'.repeat(addressLimit)}`,
  `https://${'x'.repeat(addressLimit)}`,
];

/** More than one value, or a query that costs time; all of them JSONPaths but for the first ones. */
const notValuePaths = [
  ...[
    '',
    'result',
    '$.',
    '$.a b',
    '$.é',
    '$ .a',
    '$.a ',
    '$[01x]',
    '$[1',
    "$['a']",
    '$["a]',
    '$[""a"]',
  ],
  ...['$["a\n"]', String.raw`$["\a"]`, String.raw`$["\u12"]`, '$[-1]', `$[${'9'.repeat(16)}]`],
  ...[
    '$..a',
    '$.*',
    '$[*]',
    '$[0,1]',
    '$[1:]',
    '$[?@.a]',
    '$[?match(@, "a")]',
    '$.a..b',
    '@.a',
    '$["\ud800"]',
  ],
  `$${'[0]'.repeat(21_846)}`,
] as const;

testMessages(webviewGuards, parseWebviewMessage, {
  ready: { good: [{ type: 'ready' }], bad: {} },
  resync: { good: [{ type: 'resync' }], bad: {} },
  sendText: {
    good: [
      { type: 'sendText', text: 'Hi', request: 1 },
      // The host says that it is empty.
      { type: 'sendText', text: '', request: 2 },
    ],
    bad: { text: notMessageTexts, request: notCounts },
  },
  sendEvents: {
    good: [
      { type: 'sendEvents', events: [{ buttonResponseEvent: { id: '1', title: 'Yes' } }] },
      // The host says what is wrong with them.
      { type: 'sendEvents', events: Array(1_000).fill('no event') },
    ],
    bad: { events: [missing, null, 1, 'events', {}, { length: 1 }, new Set([1]), Array(1_001)] },
  },
  pressButton: {
    good: [
      { type: 'pressButton', turnId: 1, item: 0, message: 0, button: 2 },
      { type: 'pressButton', turnId: 1, item: 0, message: 0, button: -1 },
    ],
    bad: {
      turnId: notCounts,
      item: notCounts,
      message: notCounts,
      button: [missing, -2, '-1', -1n, ...wrongCounts.filter((value) => value !== -1)],
    },
  },
  chooseRow: {
    good: [{ type: 'chooseRow', turnId: 1, item: 0, message: 0, section: 0, row: 2 }],
    bad: {
      turnId: notCounts,
      item: notCounts,
      message: notCounts,
      section: notCounts,
      row: notCounts,
    },
  },
  retryTurn: {
    good: [
      { type: 'retryTurn', turnId: 3, in: 'fresh' },
      { type: 'retryTurn', turnId: 3, in: 'session' },
    ],
    bad: { turnId: notCounts, in: [...notNames('fresh'), 'elsewhere'] },
  },
  editTurn: {
    good: [{ type: 'editTurn', turnId: 3, text: 'Hi' }],
    bad: { turnId: notCounts, text: notMessageTexts },
  },
  saveScenarioUpTo: { good: [{ type: 'saveScenarioUpTo', turnId: 2 }], bad: { turnId: notCounts } },
  addExpectation: {
    good: [
      { type: 'addExpectation', turnId: 2, item: 0 },
      { type: 'addExpectation', turnId: 2, line: 3, path: '$.result.responseEvents[0]["a key"]' },
      { type: 'addExpectation', turnId: 2 },
      { type: 'addExpectation', turnId: 2, line: 3, path: `$${'[0]'.repeat(21_845)}` },
    ],
    bad: {
      turnId: notCounts,
      item: wrongCounts,
      line: wrongCounts,
      path: [...wrongTexts, ...notValuePaths],
    },
  },
  showBranch: { good: [{ type: 'showBranch', branch: 2 }], bad: { branch: notCounts } },
  unqueue: { good: [{ type: 'unqueue', id: 1 }], bad: { id: notCounts } },
  emptyQueue: { good: [{ type: 'emptyQueue' }], bad: {} },
  sendQueue: { good: [{ type: 'sendQueue' }], bad: {} },
  stop: { good: [{ type: 'stop' }], bad: {} },
  intent: {
    good: [{ type: 'intent', intent: 'setApiKey' }, ...intents.map(intentMessage)],
    bad: { intent: [...notNames('setApiKey'), 'askSofia.setApiKey', 'workbench.trust.manage'] },
  },
  openLink: {
    good: [
      { type: 'openLink', url: 'https://shop.example/p/1?q=a#b' },
      { type: 'openLink', url: 'http://127.0.0.1:4010/' },
    ],
    bad: { url: [missing, ...wrongTexts, ...notWebAddresses] },
  },
  allowMedia: {
    good: [
      { type: 'allowMedia', origin: 'https://cdn.example' },
      { type: 'allowMedia', origin: 'https://[2001:db8::1]:8443' },
    ],
    bad: {
      origin: [
        missing,
        ...wrongTexts,
        ...notWebAddresses,
        ...['http://cdn.example', 'https://cdn.example/', 'https://CDN.example', '*', 'https:'],
        ...['https://cdn.example https://evil.example', "https://cdn.example; script-src 'self'"],
        ...[
          'https://me@cdn.example',
          'https://cdn.example:443',
          'https://*',
          'https://cdn.example?',
        ],
      ],
    },
  },
  copy: {
    good: [
      { type: 'copy', text: '{}' },
      { type: 'copy', text: '' },
    ],
    bad: { text: notMessageTexts },
  },
  replay: {
    good: [
      { type: 'replay', do: 'play' },
      { type: 'replay', do: 'pause' },
      { type: 'replay', do: 'step' },
    ],
    bad: { do: [...notNames('play'), 'speed', 'jump'] },
  },
  replaySpeed: {
    good: [{ type: 'replaySpeed', speed: 1 }, ...replaySpeeds.map(speedMessage)],
    bad: { speed: [...notNames('instant'), 3, -1, '1', Infinity] },
  },
  replayJump: {
    good: [
      { type: 'replayJump', turn: 0 },
      { type: 'replayJump', turn: 7 },
    ],
    bad: { turn: notCounts },
  },
  closeReplay: { good: [{ type: 'closeReplay' }], bad: {} },
  showMessage: {
    good: [
      { type: 'showMessage', ...place },
      { type: 'showMessage', turnId: 1 },
      { type: 'showMessage' },
    ],
    bad: { turnId: wrongCounts, line: wrongCounts },
  },
  messageChosen: {
    good: [
      { type: 'messageChosen', ...place },
      { type: 'messageChosen', turnId: 1, line: undefined },
    ],
    bad: badPlace,
  },
  showInInspector: {
    good: [
      { type: 'showInInspector', ...place },
      { type: 'showInInspector', turnId: 1 },
    ],
    bad: badPlace,
  },
  startInspecting: { good: [{ type: 'startInspecting' }], bad: {} },
  stopInspecting: { good: [{ type: 'stopInspecting' }], bad: {} },
  inspectLine: {
    good: [{ type: 'inspectLine', exchange: 1, line: 2 }],
    bad: { exchange: notCounts, line: notCounts },
  },
  searchWire: {
    good: [
      { type: 'searchWire', text: 'boots' },
      { type: 'searchWire', text: 'x'.repeat(maxSearchLength) },
    ],
    bad: { text: notTexts(maxSearchLength) },
  },
  copyRequest: {
    good: [
      { type: 'copyRequest', exchange: 1, format: 'curl' },
      { type: 'copyRequest', exchange: 1, format: 'powershell' },
      { type: 'copyRequest', exchange: 1, format: 'python' },
      { type: 'copyRequest', exchange: 1, format: 'javascript' },
    ],
    bad: { exchange: notCounts, format: [...notNames('curl'), 'perl'] },
  },
  saveRows: {
    good: [
      { type: 'saveRows', rows: [0, 3, 1] },
      { type: 'saveRows', rows: [] },
    ],
    bad: {
      rows: [
        missing,
        null,
        ...[0, '012', {}, { length: 0 }, new Set([1]), Array(1)],
        ...[[-1], [0.5], [NaN], ['0'], [[0]], [1, 2, 2 ** 53], [1, null], [4, 4]],
      ],
    },
  },
  saveHar: {
    good: [{ type: 'saveHar', exchange: 1 }, { type: 'saveHar' }],
    bad: { exchange: wrongCounts },
  },
});

function intentMessage(intent: (typeof intents)[number]) {
  return { type: 'intent', intent } as const;
}

function speedMessage(speed: (typeof replaySpeeds)[number]) {
  return { type: 'replaySpeed', speed } as const;
}

test('a path with many names that an agent made up is seen through at once', () => {
  const names = `["${String.raw`\\\"\u00e9`.repeat(2_000)}"]`;
  assert.ok(isValuePath(`$${names}${'["a b"]'.repeat(2_000)}${'.a'.repeat(2_000)}[7]`));
  assert.ok(!isValuePath(`$${'["a'.repeat(20_000)}`));
});
