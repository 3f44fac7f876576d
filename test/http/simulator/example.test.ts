import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EnvelopeForm } from '../../../src/simulator/server/envelopes.ts';
import type { Simulator } from '../../../src/simulator/server/server.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

/**
 * A client as Connectly's own sample script is: POST init, read `response.sessionId`, POST invoke,
 * go through the lines, parse each, look at the events. It uses nothing of this project.
 */
async function exampleClient(baseUrl: string, businessId: string, apiKey: string, agentId: string) {
  const headers = { 'x-api-key': apiKey, 'Content-Type': 'application/json' };
  const url = `${baseUrl}/external/v1/ai/agent_graph`;
  const clientKey = 'customer-17';
  const init = await fetch(`${url}/init`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ businessId, clientKey }),
  });
  const { sessionId } = ((await init.json()) as { response: { sessionId: string } }).response;
  const invoke = await fetch(`${url}/invoke`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      businessId,
      clientKey,
      sessionId,
      agentId,
      inputEvents: [
        {
          messageEvent: {
            role: 'USER',
            content: { textContent: { text: "I'm looking for a running shoe under $100" } },
          },
        },
      ],
    }),
  });
  const seen: Record<string, unknown>[] = [];
  for (const line of (await invoke.text()).split('\n')) {
    if (line.trim() === '') continue;
    const data = JSON.parse(line) as ExampleLine;
    const { responseEvents } = data.result?.response ?? { responseEvents: [data] };
    seen.push(...(responseEvents as Record<string, unknown>[]));
  }
  const close = await fetch(`${url}/close`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ businessId, clientKey, sessionId }),
  });
  return { seen, closed: (await close.json()) as unknown };
}

interface ExampleLine {
  readonly result?: { readonly response: { readonly responseEvents: readonly unknown[] } };
}

for (const envelope of ['A', 'D'] satisfies EnvelopeForm[]) {
  test(`a client made from Connectly's example works with lines of form ${envelope}`, async (t) => {
    const simulator = await startTestSimulator({ envelope });
    t.after(() => simulator.close());
    const { baseUrl, businessId, apiKey, agentId } = simulator;
    const { seen, closed } = await exampleClient(baseUrl, businessId, apiKey, agentId);
    assert.deepEqual(
      seen.map((event) => Object.keys(event).join()),
      ['messageEvent', 'recommendationEvent', 'messageEvent', 'chatSuggestionEvent'],
    );
    assert.deepEqual(closed, { result: { response: {} }, error: null });
  });
}

test('every envelope carries the same events', async (t) => {
  const shapes: Record<string, string[]> = {};
  for (const envelope of ['A', 'C', 'D', 'array', 'mixed'] satisfies EnvelopeForm[]) {
    const simulator = await startTestSimulator({ envelope });
    t.after(() => simulator.close());
    shapes[envelope] = await lineShapes(simulator);
  }
  assert.deepEqual(shapes, {
    A: ['result', 'result'],
    C: ['response', 'response'],
    D: ['messageEvent', 'chatSuggestionEvent'],
    array: ['0', '0'],
    mixed: ['result', 'response'],
  });
});

async function lineShapes({ baseUrl, apiKey }: Simulator): Promise<string[]> {
  const ids = { businessId: 'demo-business', clientKey: 'c' };
  const post = (endpoint: string, body: object) =>
    fetch(`${baseUrl}/external/v1/ai/agent_graph/${endpoint}`, {
      method: 'POST',
      headers: { 'x-api-key': apiKey },
      body: JSON.stringify({ ...ids, ...body }),
    });
  const init = (await (await post('init', {})).json()) as { response: { sessionId: string } };
  const { sessionId } = init.response;
  const text = { messageEvent: { role: 'USER', content: { textContent: { text: 'hello' } } } };
  const invoke = await post('invoke', { sessionId, inputEvents: [text] });
  const lines = (await invoke.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => Object.keys(JSON.parse(line) as object).join());
}
