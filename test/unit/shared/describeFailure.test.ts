import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  describeFailure,
  failureActionLabels,
} from '../../../src/shared/failure/describeFailure.ts';
import {
  failureKinds,
  type Failure,
  type FailureCause,
} from '../../../src/shared/failure/failure.ts';

const address = 'api.example:443';

const line = (reason: Extract<FailureCause, { type: 'line' }>['reason'], head = 'oops') =>
  ({ type: 'line', line: 7, bytes: 120, reason, head }) as const;
const connection = (reason: Extract<FailureCause, { type: 'connection' }>['reason']) =>
  ({ type: 'connection', reason, address }) as const;
const limit = (name: Extract<FailureCause, { type: 'limit' }>['limit'], limitMs = 10_000) =>
  ({ type: 'limit', limit: name, limitMs }) as const;

type Row = readonly [Failure['kind'], FailureCause, readonly RegExp[], readonly string[]];

const rows: readonly Row[] = [
  [
    'network',
    connection('dns'),
    [/not found/, /api\.example/, /Nothing was sent\. Check the base URL and your network/],
    ['retry'],
  ],
  ['network', connection('refused'), [/refused/, /api\.example:443/], ['retry']],
  ['network', connection('unreachable'), [/can't be reached/, /api\.example/], ['retry']],
  ['network', connection('reset'), [/was lost/, /No message was sent\. Try again/], ['retry']],
  ['network', connection('other'), [/api\.example/], ['retry']],
  ['timeout', limit('connect'), [/connection timed out/, /10 s/, /base URL/], ['retry']],
  [
    'timeout',
    limit('firstByte', 60_000),
    [/didn't start/, /60 s/, /timeouts\.firstByteMs/],
    ['retry'],
  ],
  ['timeout', limit('idle'), [/response stalled/, /10 s/, /timeouts\.idleMs/], ['retry']],
  ['timeout', limit('total', 300_000), [/5 min/, /timeouts\.totalMs/], ['retry']],
  [
    'tls',
    { type: 'certificate', reason: 'unknownIssuer', address, issuer: 'Corp CA' },
    [/unknown issuer/, /Corp CA/, /NODE_EXTRA_CA_CERTS/, /Nothing was sent/],
    ['retry'],
  ],
  [
    'tls',
    { type: 'certificate', reason: 'wrongName', address },
    [/another host/],
    ['openSettings'],
  ],
  [
    'tls',
    {
      type: 'certificate',
      reason: 'expired',
      address,
      validFrom: 'May 1 12:00:00 2021 GMT',
      validTo: 'May 2 12:00:00 2021 GMT',
    },
    [/has expired/, /valid until May 2, 2021\. Nothing was sent/, /renew/],
    ['retry'],
  ],
  [
    'tls',
    { type: 'certificate', reason: 'other', address },
    [/couldn't be verified/, /Nothing was sent/],
    ['retry'],
  ],
  [
    'proxy',
    { type: 'proxy', address: 'proxy.example:3128', source: 'HTTPS_PROXY' },
    [/proxy\.example:3128/, /HTTPS_PROXY/],
    ['retry'],
  ],
  [
    'protocol',
    { type: 'redirect', to: 'https://other.example' },
    [/https:\/\/other\.example/, /key wasn't sent/],
    ['openSettings'],
  ],
  [
    'protocol',
    { type: 'body', head: 'hello' },
    [/isn't from Agent Graph/, /hello/],
    ['openSettings'],
  ],
  [
    'protocol',
    line('notJson'),
    [/Line 7 \(120 bytes\) isn't valid JSON/, /starts with: oops/],
    ['showLog'],
  ],
  ['protocol', line('cut'), [/stopped in line 7/, /was cut off/], ['retry']],
  ['protocol', line('invalidUtf8'), [/UTF-8/], ['showLog']],
  ['protocol', line('tooLong'), [/too long/], ['showLog']],
  ['protocol', line('tooDeep'), [/nested too deeply/], ['showLog']],
  [
    'protocol',
    { type: 'framing', reason: 'concatenated' },
    [/line breaks .* missing/],
    ['showLog'],
  ],
  ['protocol', { type: 'framing', reason: 'carriageReturns' }, [/carriage return/], ['showLog']],
  ['protocol', { type: 'framing', reason: 'sse' }, [/server-sent events/], ['showLog']],
  ['protocol', { type: 'framing', reason: 'spread' }, [/spread over several lines/], ['showLog']],
  ['protocol', { type: 'framing', reason: 'gzip' }, [/compressed with gzip/], ['showLog']],
  [
    'protocol',
    { type: 'noBody' },
    [/isn't in the file/, /Export it again, including the content/],
    [],
  ],
  [
    'invalidRequest',
    { type: 'input', field: 'baseUrl', problem: 'The base URL is empty.' },
    [/The base URL is empty\./],
    ['openSettings', 'switchAgent'],
  ],
  [
    'invalidRequest',
    { type: 'input', field: 'text', problem: 'It is 1024 KiB long; at most 256 KiB are sent.' },
    [/message wasn't sent/, /The text can't be sent\. It is 1024 KiB long/],
    [],
  ],
  [
    'invalidRequest',
    { type: 'input', field: 'apiKey', problem: 'A key has no spaces.' },
    [/key can't be sent/],
    ['setApiKey'],
  ],
];

for (const [kind, cause, patterns, actions] of rows) {
  const name = `${cause.type} ${'reason' in cause ? cause.reason : ''}`.trim();
  test(`${kind} says what happened and what to do: ${name}`, () => {
    const text = describeFailure({ kind, cause, retryable: true });
    for (const pattern of patterns) assert.match(`${text.title}. ${text.detail}`, pattern);
    for (const action of actions)
      assert.ok(
        text.actions.some((one) => one === action),
        action,
      );
  });
}

const actionOf: readonly (readonly [Failure['kind'], string])[] = [
  ['missingKey', 'setApiKey'],
  ['unauthorized', 'setApiKey'],
  ['forbidden', 'openSettings'],
  ['notFound', 'openSettings'],
  ['rateLimited', 'retry'],
  ['unavailable', 'retry'],
  ['sessionLost', 'retry'],
];

for (const [kind, action] of actionOf) {
  test(`the first thing to do after ${kind} is ${action}`, () => {
    assert.equal(describeFailure({ kind, retryable: false }).actions[0], action);
  });
}

for (const kind of ['network', 'proxy', 'tls', 'timeout', 'notFound', 'unauthorized'] as const) {
  test(`after ${kind} the connection can be checked, which is not the first thing to do`, () => {
    const { actions } = describeFailure({ kind, retryable: false });
    assert.equal(actions.indexOf('checkConnection'), 1);
  });
}

test('every kind and cause gives a short title, whole sentences and known actions', () => {
  const causes = [undefined, ...rows.map(([, cause]) => cause)];
  for (const kind of failureKinds) {
    for (const cause of causes) {
      const text = describeFailure({ kind, retryable: true, ...(cause && { cause }) });
      assert.match(text.title, /^[^<>]{5,60}[^.<>]$/);
      assert.match(text.detail, /^\S[^<>]{5,}\S$/);
      assert.equal(new Set(text.actions).size, text.actions.length);
      for (const action of text.actions) assert.ok(Object.hasOwn(failureActionLabels, action));
    }
  }
});

test('the words of the server, status and code are quoted at the end', () => {
  const text = describeFailure({
    kind: 'invalidRequest',
    endpoint: 'invoke',
    status: 400,
    code: 3,
    detail: 'inputEvents is empty',
    retryable: false,
  });
  assert.match(text.detail, /The server says: "inputEvents is empty" \(HTTP 400, code 3\)$/);
});

test('markup ends up in no sentence, wherever it comes from', () => {
  const page = '<html><body onload=x>Sign in</body></html>';
  const failures: readonly Failure[] = [
    { kind: 'unavailable', status: 502, detail: page, retryable: true },
    { kind: 'protocol', cause: { type: 'body', head: page }, retryable: false },
    { kind: 'protocol', cause: line('notJson', page), retryable: false },
  ];
  for (const failure of failures) {
    const { title, detail } = describeFailure(failure);
    assert.doesNotMatch(title + detail, /[<>]/);
  }
});

test('a wait that the server asked for is named', () => {
  const text = describeFailure({ kind: 'rateLimited', retryable: true, retryAfterMs: 1500 });
  assert.match(text.detail, /^No message was sent\. Try again in 1\.5 s\./);
});
