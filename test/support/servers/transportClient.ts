import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { describe } from 'node:test';
import * as tls from 'node:tls';
import { createFetchTransport } from '../../../src/agentGraph/http/fetch/fetchTransport.ts';
import type {
  HttpRequest,
  HttpResponse,
  HttpTransport,
  Timeouts,
} from '../../../src/agentGraph/http/transport.ts';
import type { UndiciTransportOptions } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import type { Failure, FailureCause, Outcome } from '../../../src/shared/failure/failure.ts';
import { FailureError } from '../../../src/shared/failure/failure.ts';
import { testKey } from '../testKeys.ts';

const noLimits: Timeouts = {
  connectMs: Infinity,
  firstByteMs: Infinity,
  idleMs: Infinity,
  totalMs: Infinity,
};

/** The values of the setting `askSofia.transport`. */
export type TransportKind = 'undici' | 'host';

/** Makes a transport that lives as long as the test; without an explicit proxy it uses none. */
export type OpenTransport = (t: TestContext, options?: UndiciTransportOptions) => HttpTransport;

export const openTransport: OpenTransport = (t, options = {}) => {
  const transport = createUndiciTransport({ proxy: () => undefined, ...options });
  t.after(() => transport.dispose());
  return transport;
};

/** The same over Node's own fetch; the whole process trusts the `certificates` meanwhile. */
export const openFetchTransport: OpenTransport = (t, { certificates, ...options } = {}) => {
  const transport = createFetchTransport(options);
  t.after(() => transport.dispose());
  if (!certificates) return transport;
  const before = lists.getCACertificates('default');
  t.after(() => lists.setDefaultCACertificates(before));
  return {
    post: async (request) => {
      lists.setDefaultCACertificates((await certificates()) ?? before);
      return transport.post(request);
    },
    dispose: () => transport.dispose(),
  };
};

/** Defines tests that both transports have to pass. */
export function eachTransport(define: (open: OpenTransport, way: TransportKind) => void): void {
  describe('over undici', () => define(openTransport, 'undici'));
  describe('over fetch', () => define(openFetchTransport, 'host'));
}

/** Node's lists of certificates, which the types of the oldest Node do not know yet. */
const lists = tls as unknown as {
  getCACertificates: (type: 'default') => string[];
  setDefaultCACertificates: (certificates: readonly string[]) => void;
};

export type RequestChanges = Omit<Partial<HttpRequest>, 'timeouts'> & {
  readonly timeouts?: Partial<Timeouts>;
};

/** A POST of `{"n":1}` with the key, without limits and without retry, but for the changes. */
export function requestTo(url: string, { timeouts, ...changes }: RequestChanges = {}): HttpRequest {
  return {
    url,
    headers: { 'content-type': 'application/json', 'x-api-key': testKey },
    body: '{"n":1}',
    timeouts: { ...noLimits, ...timeouts },
    signal: new AbortController().signal,
    retry: false,
    ...changes,
  };
}

/** The response of an outcome that must be one. */
export function responseOf(outcome: Outcome<HttpResponse>): HttpResponse {
  assert.equal(outcome.type, 'done', JSON.stringify(outcome));
  return outcome.value;
}

/** The failure of an outcome that must be one; it never carries the key. */
export function failureOf(outcome: Outcome<HttpResponse>): Failure {
  assert.equal(outcome.type, 'failed');
  assert.ok(!JSON.stringify(outcome.failure).includes(testKey));
  return outcome.failure;
}

/** The cause of an outcome that must be a failure. */
export function causeOf(outcome: Outcome<HttpResponse>): FailureCause | undefined {
  return failureOf(outcome).cause;
}

/** Everything of a body: its text, and the failure where one cut it. */
export async function readBody({
  body,
}: HttpResponse): Promise<{ text: string; failure?: Failure }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
    return { text: Buffer.concat(chunks).toString() };
  } catch (error) {
    assert.ok(error instanceof FailureError);
    return { text: Buffer.concat(chunks).toString(), failure: error.failure };
  }
}
