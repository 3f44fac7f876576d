import type { WireExchange, WireRow } from '../../../src/shared/protocol/inspectorProtocol.ts';
import type { WireRows } from '../../../webview/inspector/rowsModel.ts';

/** A complete invoke unless the fields say otherwise. */
export function exchange(number: number, fields: Partial<WireExchange> = {}): WireExchange {
  return {
    number,
    endpoint: 'invoke',
    method: 'POST',
    url: 'https://api.example/v1/agent-graph/invoke',
    sentAt: 1_790_000_000_000 + number * 60_000,
    requestHeaders: { 'content-type': 'application/json', 'x-api-key': '••••' },
    requestBody: '{"businessId":"demo-business","sessionId":"s-1"}',
    status: 200,
    responseHeaders: { 'content-type': 'application/json' },
    retries: [],
    outcome: 'complete',
    headMs: 380,
    firstByteMs: 412,
    firstTextMs: 420,
    lastMs: 3380,
    bytes: 2048,
    ...fields,
  };
}

export function row(line: number, fields: Partial<WireRow> = {}): WireRow {
  return {
    exchange: 1,
    line,
    atMs: 400 + 20 * line,
    gapMs: 20,
    bytes: 140,
    kinds: ['messageEvent'],
    summary: `Line ${line}`,
    tags: [],
    ...fields,
  };
}

/** Two turns after an init, with something of everything. */
export const smallWire: WireRows = {
  exchanges: [
    exchange(1, {
      endpoint: 'init',
      url: 'https://api.example/v1/agent-graph/init',
      connection: { isReused: false, dnsMs: 12, connectMs: 31, tlsMs: 48 },
      headMs: 210,
      firstByteMs: 212,
      lastMs: 214,
      bytes: 96,
    }),
    exchange(2, { turnId: 1, connection: { isReused: true } }),
    exchange(3, {
      turnId: 2,
      status: 503,
      outcome: 'failed',
      retries: [{ atMs: 300, attempt: 2, waitMs: 500, reason: 'status 503' }],
      failure: { kind: 'unavailable', endpoint: 'invoke', status: 503, retryable: true },
    }),
  ],
  rows: [
    row(1, { exchange: 1, kinds: ['reply'], summary: '{"sessionId":"s-1"}' }),
    row(1, { exchange: 2, summary: 'Yes, three.' }),
    row(2, { exchange: 2, kinds: ['blank'], summary: '', bytes: 1 }),
    row(3, {
      exchange: 2,
      gapMs: 1840,
      atMs: 2300,
      kinds: ['recommendationEvent'],
      summary: '3 products: Ridge Runner, City Strider, Path Finder',
      tags: [{ type: 'oddField', subject: 'products[0].price' }],
    }),
    row(4, {
      exchange: 2,
      kinds: ['loyaltyEvent'],
      summary: '{"points":12}',
      tags: [
        { type: 'unknownEvent', subject: 'loyaltyEvent', isNew: true },
        { type: 'undocumentedField', subject: 'points' },
      ],
    }),
    row(5, {
      exchange: 2,
      kinds: ['malformed'],
      summary: '{"result":{"respon',
      tags: [{ type: 'malformedLine', subject: 'notJson' }],
    }),
    row(1, { exchange: 3, kinds: ['error'], summary: 'unavailable' }),
  ],
};
