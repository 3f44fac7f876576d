import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { AgentGraphClient } from '../../src/agentGraph/client.ts';
import { textInput } from '../../src/agentGraph/requests.ts';
import { createUndiciTransport } from '../../src/agentGraph/undiciTransport.ts';
import { Conversation } from '../../src/conversation/conversation.ts';
import type { Agent, InputEvent, ViewState } from '../../src/shared/model.ts';
import { startSimulator } from '../../src/simulator/server.ts';

/** One text of the customer's, as a turn's inputs. */
export function say(text: string): readonly InputEvent[] {
  const input = textInput(text);
  assert(input.type === 'done');
  return [input.value];
}

/** A conversation with a simulator, over real HTTP; what the ledger holds is in `open`. */
export async function talkingConversation(
  t: TestContext,
  { apiKey = 'demo-key', greeting }: { apiKey?: string; greeting?: string } = {},
) {
  const simulator = await startSimulator();
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
  const keys = { current: apiKey as string | undefined };
  const open = new Set<string>();
  const client = (key: string, who = agent) =>
    new AgentGraphClient({ agent: who, apiKey: key, transport });
  const conversation = new Conversation({
    connect: (who) =>
      Promise.resolve(
        keys.current === undefined
          ? { type: 'failed', failure: { kind: 'missingKey', retryable: true } }
          : { type: 'done', value: client(keys.current, who) },
      ),
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
    const stop = conversation.onChange((state) => {
      if (!condition(state)) return;
      stop();
      resolve(state);
    });
  });
}

/** True once the last turn has brought something. */
export const isStreaming = (state: ViewState) => state.turns.at(-1)?.phase === 'streaming';
