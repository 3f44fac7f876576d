import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { Conversation } from '../../../src/conversation/conversation.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import type { Agent } from '../../../src/shared/agent.ts';
import type { InputEvent, ViewState } from '../../../src/shared/model.ts';
import { startTestSimulator } from './testSimulator.ts';

/** One text of the customer's, as a turn's inputs. */
export function say(text: string): readonly InputEvent[] {
  const input = textInput(text);
  assert(input.type === 'done');
  return [input.value];
}

/** A conversation with a simulator, over real HTTP; what the ledger holds is in `open`. */
export async function talkingConversation(
  t: TestContext,
  { apiKey, greeting }: { apiKey?: string; greeting?: string } = {},
) {
  const simulator = await startTestSimulator({
    refusedKeys: apiKey === undefined ? [] : [apiKey],
  });
  const transport = createUndiciTransport();
  const { baseUrl, businessId, agentId } = simulator;
  const agent: Agent = {
    name: 'Demo',
    baseUrl,
    businessId,
    agentId,
    clientKey: 'tester-1',
    ...(greeting && { greeting }),
  };
  const keys = { current: (apiKey ?? simulator.apiKey) as string | undefined };
  const open = new Set<string>();
  const client = (key: string, who = agent, way: HttpTransport = transport) =>
    new AgentGraphClient({ agent: who, apiKey: key, transport: way });
  const conversation = new Conversation({
    connect: (who, recorder) => {
      const recorded = recordExchanges({ transport, ...recorder });
      return Promise.resolve(
        keys.current === undefined
          ? { type: 'failed', failure: { kind: 'missingKey', retryable: true } }
          : { type: 'done', value: client(keys.current, who, recorded) },
      );
    },
    ledger: {
      add: ({ sessionId }) => Promise.resolve(void open.add(sessionId)),
      remove: (sessionId) => Promise.resolve(void open.delete(sessionId)),
    },
    log: () => undefined,
  });
  await conversation.setAgent(agent);
  t.after(async () => {
    await conversation.dispose(1_000);
    await transport.dispose();
    await simulator.close();
  });
  const count = (endpoint: string) =>
    simulator.requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;
  return { simulator, conversation, client, keys, open, agent, count };
}

/** Resolves with the first state that fulfils the condition. */
export function stateWhen(conversation: Conversation, condition: (state: ViewState) => boolean) {
  return new Promise<ViewState>((resolve) => {
    const stop = conversation.store.onChange((state) => {
      if (!condition(state)) return;
      stop();
      resolve(state);
    });
  });
}

/** True once the last turn has brought something. */
export const isStreaming = (state: ViewState) => state.turns.at(-1)?.phase === 'streaming';
