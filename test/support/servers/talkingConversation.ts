import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { AgentGraphClient, type AgentGraphOptions } from '../../../src/agentGraph/client.ts';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { Conversation, type ConversationOptions } from '../../../src/conversation/conversation.ts';
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

interface TalkOptions extends Pick<ConversationOptions, 'now'> {
  /** Refused by the simulator. */
  readonly apiKey?: string;
  readonly greeting?: string;
  /** Stands for the tester who enters the key. */
  readonly ask?: () => Promise<string | undefined>;
}

/** A conversation with a simulator, over real HTTP; what the ledger holds is in `open`. */
export async function talkingConversation(
  t: TestContext,
  { apiKey, greeting, ask, now }: TalkOptions = {},
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
  const client = (
    key: string,
    who = agent,
    way: HttpTransport = transport,
    options: Pick<AgentGraphOptions, 'onRetry'> = {},
  ) => new AgentGraphClient({ agent: who, apiKey: key, transport: way, ...options });
  const conversation = new Conversation({
    connect: async (who, recorder, waits) => {
      const recorded = recordExchanges({ transport, ...recorder });
      if (keys.current === undefined && ask) {
        waits.onAsk();
        keys.current = await ask();
        waits.onAsked();
      }
      if (keys.current === undefined)
        return { type: 'failed', failure: { kind: 'missingKey', retryable: true } };
      const { onRetry } = waits;
      return { type: 'done', value: client(keys.current, who, recorded, { onRetry }) };
    },
    ledger: {
      add: ({ sessionId }) => Promise.resolve(void open.add(sessionId)),
      remove: (sessionId) => Promise.resolve(void open.delete(sessionId)),
    },
    log: () => undefined,
    ...(now && { now }),
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
