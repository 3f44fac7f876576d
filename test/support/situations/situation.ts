import type { TestContext } from 'node:test';
import type { AgentGraphOptions } from '../../../src/agentGraph/client.ts';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import type { Proxy } from '../../../src/agentGraph/http/proxy/proxy.ts';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { InputEvent } from '../../../src/shared/model.ts';
import type { Say } from '../servers/agentServer.ts';
import { agentAt, play, startAgent } from '../servers/agentServer.ts';
import { testKey } from '../testKeys.ts';
import { testCertificates } from '../servers/testServer.ts';
import { openTransport } from '../servers/transportClient.ts';

/** Something that goes wrong, as a person would name it, and the failure that really comes of it. */
export interface Situation {
  readonly name: string;
  readonly failure: (t: TestContext) => Promise<Failure>;
}

export function situation(name: string, failure: Situation['failure']): Situation {
  return { name, failure };
}

/** A failure that the program makes without a network, or that no test can bring about. */
export function built(name: string, make: () => Failure): Situation {
  return { name, failure: () => Promise.resolve(make()) };
}

const open = () => new AbortController().signal;

/** Opens a session, which must fail. */
export async function initFailure(client: AgentGraphClient): Promise<Failure> {
  const outcome = await client.init(open());
  if (outcome.type !== 'failed') throw new Error(`init is ${outcome.type}`);
  return outcome.failure;
}

/** What a server that answers `init` like this comes to. */
export function whenInit(name: string, say: Say): Situation {
  return situation(name, async (t) => initFailure((await startAgent(t, [say, say])).client));
}

/** What a server that answers a message like this comes to: the turn's end, else its first notice. */
export function whenAsked(
  name: string,
  say: Say,
  options: Partial<AgentGraphOptions> = {},
): Situation {
  return situation(name, async (t) => {
    const { client } = await startAgent(t, [say], options);
    const input = textInput('Hi');
    const inputEvents: readonly InputEvent[] = input.type === 'done' ? [input.value] : [];
    const { items, end } = await play(
      client.invoke({ sessionId: 'session-1', inputEvents, signal: open() }),
    );
    const notice = items.find((item) => item.type === 'failure');
    const failure = end.type === 'failed' ? end.failure : notice?.failure;
    if (!failure) throw new Error(`${name}: the turn is ${end.type}`);
    return failure;
  });
}

export interface Reach {
  readonly baseUrl: string;
  readonly proxy?: Proxy;
  /** In PEM; by default the tests' root. */
  readonly certificates?: readonly string[];
  readonly connectMs?: number;
}

/** Opens a session at an address that cannot be reached. */
export async function reach(
  t: TestContext,
  { baseUrl, proxy, certificates, connectMs }: Reach,
): Promise<Failure> {
  const transport = openTransport(t, {
    proxy: () => proxy,
    certificates: certificates ? () => Promise.resolve(certificates) : testCertificates,
    retryBaseMs: 1,
  });
  // The connection check does not repeat either.
  const once = {
    post: (request: Parameters<typeof transport.post>[0]) =>
      transport.post({ ...request, retry: false }),
    dispose: () => transport.dispose(),
  };
  const client = new AgentGraphClient({
    agent: agentAt(baseUrl),
    apiKey: testKey,
    transport: once,
    ...(connectMs !== undefined && { timeouts: { connectMs } }),
  });
  return initFailure(client);
}
