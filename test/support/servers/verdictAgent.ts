import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runCli, type CliOptions } from '../programs/runCli.ts';
import { message, products, type Said } from '../samples/scenarioRuns.ts';
import { tempFolder } from '../tempFolder.ts';
import { testKey } from '../testKeys.ts';
import { startServer } from './testServer.ts';

/** What the agent does with the invoke of one text; the count is that of its invokes, from 1. */
export type Behaviour = readonly Said[] | ((response: ServerResponse, count: number) => unknown);

/** A line of an answer with one event. */
export function eventLine(event: Said): string {
  return `${JSON.stringify({ result: { response: { responseEvents: [event] } } })}\n`;
}

/**
 * An agent that does what the text of the customer is called in `behaviours`, and else says it again.
 * `sessions` are the sessions that are open.
 */
export async function startVerdictAgent(
  t: TestContext,
  behaviours: Readonly<Record<string, Behaviour>> = {},
) {
  const sessions = new Set<string>();
  const known: Readonly<Record<string, Behaviour>> = {
    silent: [],
    'empty text': [message('')],
    products: [products({ productId: 'p-1', title: 'Boots', price: 5, currency: 'USD' })],
    ...behaviours,
  };
  /** Called when a text is asked. */
  const waiting = new Map<string, () => void>();
  let opened = 0;
  let count = 0;
  const server = await startServer(t, async (response, { path, body }) => {
    response.setHeader('content-type', 'application/json');
    if (path.endsWith('/init')) {
      const sessionId = `session-${(opened += 1)}`;
      sessions.add(sessionId);
      return void response.end(JSON.stringify({ response: { sessionId } }));
    }
    const { sessionId = '', inputEvents = [] } = JSON.parse(body) as Invoked;
    if (path.endsWith('/close')) {
      sessions.delete(sessionId);
      return void response.end('{"result":{"response":{}}}');
    }
    const text = inputEvents.at(-1)?.messageEvent?.content?.textContent?.text ?? '';
    const behaviour = known[text] ?? [message(`You said: ${text}`)];
    count += 1;
    waiting.get(text)?.();
    if (typeof behaviour === 'function') return void (await behaviour(response, count));
    response.end(behaviour.map(eventLine).join(''));
  });
  const env = {
    SOFIA_BASE_URL: server.origin,
    SOFIA_BUSINESS_ID: 'b',
    SOFIA_AGENT_ID: 'a',
    SOFIA_API_KEY: testKey,
  };
  const asked = (text: string, then: () => void) => void waiting.set(text, then);
  return { ...server, sessions, env, asked };
}

interface Invoked {
  readonly sessionId?: string;
  readonly inputEvents?: readonly {
    readonly messageEvent?: { readonly content?: { readonly textContent?: { text?: string } } };
  }[];
}

/** A folder with this scenario file, and `ask-sofia test` of it with these arguments. */
export async function scenarioFolder(t: TestContext, text: string) {
  const folder = await tempFolder(t);
  const file = join(folder, 'shop.sofia.yaml');
  await writeFile(file, text);
  const at = (name: string) => join(folder, name);
  const run = (args: readonly string[], options: CliOptions) =>
    runCli(['test', file, ...args], options);
  return { folder, file, at, run };
}
