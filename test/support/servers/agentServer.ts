import type { ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import type { AgentGraphOptions } from '../../../src/agentGraph/client.ts';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import type { TurnEnd } from '../../../src/agentGraph/client.ts';
import type { TurnItem } from '../../../src/shared/model.ts';
import { testKey } from '../testKeys.ts';
import type { TestServer } from './testServer.ts';
import { startServer } from './testServer.ts';
import { openTransport } from './transportClient.ts';

/** What the server says to one request; the function form answers by itself. */
export type Say =
  | string
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | ((response: ServerResponse) => void | Promise<void>);

export interface AgentServer extends TestServer {
  readonly client: AgentGraphClient;
  readonly log: readonly string[];
}

/** A server that says one thing after the other, the last one for ever, and a client for it. */
export async function startAgent(
  t: TestContext,
  says: readonly Say[],
  options: Partial<AgentGraphOptions> = {},
): Promise<AgentServer> {
  let count = 0;
  const server = await startServer(t, async (response) => {
    const say = says[Math.min(count++, says.length - 1)] ?? '';
    if (typeof say === 'function') {
      await say(response);
      return;
    }
    const { status, body = '', headers = {} } = typeof say === 'string' ? ok(say) : say;
    response.writeHead(status, headers).end(body);
  });
  const log: string[] = [];
  const client = new AgentGraphClient({
    agent: agentAt(server.origin),
    apiKey: testKey,
    transport: openTransport(t, { retryBaseMs: 1 }),
    log: (line) => log.push(line),
    ...options,
  });
  return { ...server, client, log };
}

export function agentAt(baseUrl: string) {
  return { name: 'Test', businessId: 'b', agentId: 'a', clientKey: 'c', baseUrl };
}

/** A turn's end and everything before it. */
export interface PlayedTurn {
  readonly items: readonly TurnItem[];
  readonly end: TurnEnd;
}

/** Runs a turn to its end. */
export async function play(
  stream: AsyncGenerator<readonly TurnItem[], TurnEnd>,
): Promise<PlayedTurn> {
  const items: TurnItem[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done) return { items, end: step.value };
    items.push(...step.value);
  }
}

function ok(body: string) {
  return { status: 200, body, headers: { 'content-type': 'application/json' } };
}
