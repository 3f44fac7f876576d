import type { Exchange } from '../../../src/recordings/exchanges.ts';
import {
  recordingFormat,
  recordingVersion,
  type RecordingHeader,
  type RequestEntry,
} from '../../../src/recordings/recording.ts';

export const header: RecordingHeader = {
  format: recordingFormat,
  version: recordingVersion,
  createdAt: '2026-11-25T10:00:00.000Z',
  recordedBy: 'ask-sofia 1.2.3',
  agent: {
    name: 'Shoes',
    businessId: 'business-1',
    agentId: 'agent-1',
    baseUrl: 'https://sofia.example',
    clientKey: 'customer-1',
  },
};

const request = (exchange: number, atMs: number): RequestEntry => ({
  type: 'request',
  exchange,
  atMs,
  endpoint: 'invoke',
  method: 'POST',
  url: 'https://sofia.example/external/v1/ai/agent_graph/invoke',
  headers: { 'content-type': 'application/json', 'x-api-key': '[hidden]' },
  body: '{"inputEvents":[]}',
});

/** The entries of an exchange, in their order. */
export function entriesOf({ request, retries, response, lines, end }: Exchange) {
  return [request, ...retries, ...(response ? [response] : []), ...lines, ...(end ? [end] : [])];
}

/** One that was answered with a line of JSON and one that is no UTF-8, and one that met nobody. */
export const exchanges: readonly Exchange[] = [
  {
    number: 1,
    request: request(1, 100),
    retries: [],
    response: {
      type: 'response',
      exchange: 1,
      atMs: 300,
      status: 200,
      headers: { 'content-type': 'application/json' },
    },
    lines: [
      { type: 'line', exchange: 1, atMs: 400, startedMs: 350, text: '{"a":1}\n' },
      { type: 'line', exchange: 1, atMs: 550, startedMs: 550, base64: '/wo=' },
    ],
    end: { type: 'end', exchange: 1, atMs: 600, outcome: 'complete' },
  },
  {
    number: 2,
    request: request(2, 700),
    retries: [{ type: 'retry', exchange: 2, atMs: 710, attempt: 1, waitMs: 20, reason: 'refused' }],
    lines: [],
    end: {
      type: 'end',
      exchange: 2,
      atMs: 800,
      outcome: 'failed',
      failure: {
        kind: 'network',
        cause: { type: 'connection', reason: 'refused', address: 'sofia.example:443' },
        retryable: true,
      },
    },
  },
];
