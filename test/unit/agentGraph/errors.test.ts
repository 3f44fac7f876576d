import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  failureOfBody,
  failureOfError,
  failureOfResponse,
  failureOfSent,
  maxErrorBytes,
} from '../../../src/agentGraph/errors.ts';
import type { Endpoint, Failure } from '../../../src/shared/failure/failure.ts';

const key = 'Zk7pQ9wLm3tRx5vB2nHd';
const nowMs = Date.parse('2026-11-22T10:00:00Z');

interface Answer {
  readonly endpoint?: Endpoint;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function failureOf({ endpoint = 'init', status, headers = {}, body = '' }: Answer): Failure {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = Buffer.from(text);
  return failureOfResponse({ endpoint, status, headers, body: bytes, secrets: [key], nowMs });
}

const page = '<!DOCTYPE html><html><head><title>502</title></head><body>Bad gateway</body></html>';

const bodies: readonly (readonly [string, unknown, Partial<Failure>])[] = [
  ['a bare status', { code: 13, message: 'boom', details: [] }, { code: 13, detail: 'boom' }],
  ['form B', { error: { code: 13, message: 'boom', details: [{}] } }, { code: 13, detail: 'boom' }],
  ['a list of form B', [{ error: { code: 13, message: 'boom' } }], { code: 13, detail: 'boom' }],
  ['an error that is a text', { error: 'boom', code: 13 }, { code: 13, detail: 'boom' }],
  ['a number in a text as code', { code: '13', message: 'boom' }, { code: 13, detail: 'boom' }],
  [
    "the messaging API's error with its trace",
    { message: 'Denied', type: 'ERROR_TYPE_X', code: 'ERROR_CODE_Y', cntTraceId: '123' },
    { code: 'ERROR_CODE_Y', detail: 'Denied (trace 123)' },
  ],
  ['a user message alone', { message: '', userMessage: 'Denied' }, { detail: 'Denied' }],
  [
    'two lines of NDJSON',
    '{"error":{"code":13,"message":"boom"}}\n{"x":',
    { code: 13, detail: 'boom' },
  ],
  ['a plain text', 'upstream\nconnect error', { detail: 'upstream connect error' }],
  ['a page', page, { cause: { type: 'body', head: '', page: '502' } }],
  ['a page in a message', { code: 13, message: page }, { code: 13, detail: '502 Bad gateway' }],
  ['JSON that was cut', '{"error":{"code":13,"mess', {}],
  ['nothing', '', {}],
  ['null', 'null', {}],
  ['a number', '42', {}],
  ['a list of nothing', '[]', {}],
  ['wrong types', { code: {}, message: 5, error: [] }, {}],
];

for (const [name, body, expected] of bodies) {
  test(`an error's body is read: ${name}`, () => {
    const failure = failureOf({ status: 500, body });
    const base = { kind: 'server', retryable: true };
    assert.deepEqual(failure, { ...base, endpoint: 'init', status: 500, ...expected });
  });
}

type Row = readonly [Endpoint, number, number | string | undefined, Failure['kind'], boolean];

const judged: readonly Row[] = [
  ['init', 400, 3, 'invalidRequest', false],
  ['init', 400, undefined, 'invalidRequest', false],
  ['init', 400, 9, 'invalidRequest', false],
  ['init', 400, 11, 'invalidRequest', false],
  ['init', 412, 9, 'invalidRequest', false],
  ['init', 413, undefined, 'invalidRequest', false],
  ['init', 401, 16, 'unauthorized', false],
  // Without an error of the API's form, somebody else may have said it.
  ['init', 401, undefined, 'protocol', false],
  ['init', 401, 5, 'unauthorized', false],
  ['init', 403, 7, 'forbidden', false],
  ['init', 403, undefined, 'protocol', false],
  ['init', 403, 16, 'unauthorized', false],
  ['init', 403, 8, 'rateLimited', true],
  ['init', 404, 5, 'notFound', false],
  ['init', 404, undefined, 'notFound', false],
  ['health', 404, undefined, 'notFound', false],
  ['init', 405, undefined, 'notFound', false],
  ['init', 407, undefined, 'proxy', false],
  ['init', 408, 4, 'unavailable', true],
  ['init', 409, undefined, 'invalidRequest', false],
  ['init', 429, undefined, 'rateLimited', true],
  ['init', 429, 8, 'rateLimited', true],
  ['init', 499, 1, 'server', true],
  ['init', 500, 2, 'server', true],
  ['init', 500, 13, 'server', true],
  ['init', 500, 15, 'server', true],
  ['init', 500, 16, 'unauthorized', false],
  ['init', 501, 12, 'server', false],
  ['init', 502, undefined, 'unavailable', true],
  ['init', 503, 14, 'unavailable', true],
  ['init', 503, 13, 'unavailable', true],
  ['init', 504, 4, 'unavailable', true],
  ['init', 504, undefined, 'unavailable', true],
  ['init', 520, undefined, 'server', true],
  ['init', 500, 99, 'server', true],
  ['init', 403, 'ERROR_CODE_X', 'forbidden', false],
  ['init', 302, undefined, 'protocol', false],
  ['invoke', 404, 5, 'sessionLost', false],
  ['invoke', 404, undefined, 'sessionLost', false],
  ['invoke_sync', 410, undefined, 'sessionLost', false],
  ['close', 404, 5, 'sessionLost', false],
  ['invoke', 409, undefined, 'sessionBusy', true],
  ['invoke', 409, 6, 'sessionBusy', true],
  ['invoke', 409, 10, 'sessionBusy', true],
  ['invoke', 400, 9, 'sessionLost', false],
  ['invoke', 412, 9, 'sessionLost', false],
  ['invoke', 400, 3, 'invalidRequest', false],
  ['invoke', 404, 3, 'invalidRequest', false],
  ['invoke', 401, 5, 'unauthorized', false],
  ['invoke', 500, 5, 'sessionLost', false],
  ['invoke', 503, undefined, 'unavailable', true],
];

for (const [endpoint, status, code, kind, retryable] of judged) {
  test(`${endpoint} answered ${status} with code ${code ?? 'none'} is ${kind}`, () => {
    const body = code === undefined ? '' : { code, message: 'm' };
    const failure = failureOf({ endpoint, status, body });
    assert.deepEqual([failure.kind, failure.retryable], [kind, retryable]);
  });
}

const inStream: readonly (readonly [unknown, Failure['kind'], boolean])[] = [
  [{ code: 3, message: 'm' }, 'invalidRequest', false],
  [{ code: 5, message: 'm' }, 'sessionLost', false],
  [{ code: 9, message: 'm' }, 'sessionLost', false],
  [{ code: 8, message: 'm' }, 'rateLimited', true],
  [{ code: 13, message: 'm' }, 'server', true],
  [{ code: 14, message: 'm' }, 'unavailable', true],
  [{ code: 16, message: 'm' }, 'unauthorized', false],
  [{ message: 'm' }, 'server', true],
  ['no', 'server', true],
  [true, 'server', true],
];

for (const [error, kind, retryable] of inStream) {
  test(`an error inside a stream is judged by its code: ${JSON.stringify(error)}`, () => {
    const failure = failureOfError('invoke', error, [key]);
    assert.deepEqual([failure.kind, failure.retryable], [kind, retryable]);
    assert.deepEqual([failure.endpoint, failure.status], ['invoke', undefined]);
  });
}

const waits: readonly (readonly [string, number | undefined])[] = [
  ['3', 3000],
  [' 0 ', 0],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['99999999999', 86_400_000],
  ['soon', undefined],
  ['', undefined],
];

for (const [value, waitMs] of waits) {
  test(`Retry-After is read: "${value}"`, () => {
    const failure = failureOf({ status: 429, headers: { 'retry-after': value } });
    assert.equal(failure.retryAfterMs, waitMs);
  });
}

test('a redirect that was not followed is named without its secrets', () => {
  const headers = { location: `https://other.example/?api_key=${key}` };
  const failure = failureOf({ status: 302, headers });
  assert.deepEqual(failure.cause, {
    type: 'redirect',
    to: 'https://other.example/',
  });
});

test('the key is in no failure, wherever the server puts it', () => {
  const echoes = [
    { code: 16, message: `bad key ${key}` },
    { error: { code: key, message: key } },
    { message: 'x', cntTraceId: key },
    `bad key ${key}`,
    `<html>${key}</html>`,
  ];
  const failures = [
    ...echoes.map((body) => failureOf({ status: 401, body })),
    failureOfError('invoke', { code: 16, message: key }, [key]),
    failureOfBody('init', 200, `<html>${key}`, [key]),
  ];
  for (const failure of failures) assert.ok(!JSON.stringify(failure).includes(key));
});

test('no more of a body is looked at than the limit', () => {
  const body = `${JSON.stringify({ code: 3, message: 'm' })}\n${'x'.repeat(maxErrorBytes)}`;
  assert.equal(failureOf({ status: 400, body }).detail, 'm');
  assert.equal(
    failureOf({ status: 400, body: 'y'.repeat(10 * maxErrorBytes) }).detail?.length,
    300,
  );
});

test('a key at the end of a body that was cut is not shown in part', () => {
  const cutAt = (size: number, start: string, filler: string) =>
    Buffer.from(`${start}${filler.repeat(size)}`.slice(0, size - 15) + key).subarray(0, size);
  const page = cutAt(4096, '<html><svg d="', 'M');
  assert.doesNotMatch(JSON.stringify(failureOfBody('init', 200, page, [key])), /Zk7p/);
  const text = cutAt(maxErrorBytes, 'upstream', ' ');
  const failure = failureOfResponse({
    endpoint: 'invoke',
    status: 502,
    headers: {},
    body: text,
    secrets: [key],
    nowMs,
  });
  assert.doesNotMatch(JSON.stringify(failure), /Zk7p/);
  assert.equal(failure.detail, 'upstream');
});

test('a place that a request was redirected to is named without the key', () => {
  const cause = { type: 'redirect', to: `https://agent.test/in/${key}` } as const;
  const failure: Failure = { kind: 'protocol', status: 302, cause, retryable: false };
  assert.deepEqual(failureOfSent('init', failure, [key]), {
    ...{ ...failure, endpoint: 'init' },
    cause: { type: 'redirect', to: 'https://agent.test/in/[hidden]' },
  });
});
