import { initialState } from '../../../src/conversation/stateStore.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { Agent } from '../../../src/shared/agent.ts';
import type { AgentEvent, Product, Turn, TurnItem, ViewState } from '../../../src/shared/model.ts';

export const demoAgent: Agent = {
  name: 'Demo',
  businessId: 'demo-business',
  agentId: 'demo-agent',
  baseUrl: 'http://127.0.0.1:8787',
  clientKey: 'vscode-tester',
};

export function chat(fields: Partial<ViewState> = {}): ViewState {
  return { ...initialState, agent: demoAgent, session: { status: 'ready' }, ...fields };
}

/** An answered turn unless the fields say otherwise; `said` is what the customer wrote. */
export function turn(id: number, said: string, fields: Partial<Turn> = {}): Turn {
  return {
    id,
    inputs: [{ messageEvent: { role: 'USER', content: { textContent: { text: said } } } }],
    sentAt: 1_790_000_000_000 + id * 60_000,
    phase: 'answered',
    items: [],
    ...fields,
  };
}

export function item(event: AgentEvent): TurnItem {
  return { type: 'event', atMs: 10 * event.line, event };
}

/** The agent's text as it comes on line `line`. */
export function says(text: string, line = 1): TurnItem {
  const rawText = JSON.stringify({
    messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } },
  });
  return item({ type: 'message', kind: 'messageEvent', role: 'assistant', text, rawText, line });
}

export function recommends(products: readonly Product[], line = 2): TurnItem {
  const rawText = JSON.stringify({ recommendationEvent: { products } });
  return item({ type: 'recommendation', kind: 'recommendationEvent', products, rawText, line });
}

export function suggests(questions: readonly string[], line = 3): TurnItem {
  const rawText = JSON.stringify({ chatSuggestionEvent: { suggestedQuestions: questions } });
  return item({ type: 'suggestions', kind: 'chatSuggestionEvent', questions, rawText, line });
}

export function failed(failure: Failure, atMs = 20): TurnItem {
  return { type: 'failure', atMs, failure };
}

export const badLine: Failure = {
  kind: 'protocol',
  endpoint: 'invoke',
  cause: { type: 'line', line: 3, bytes: 120, reason: 'cut', head: '{"result":{"respon' },
  retryable: false,
};

export const refusedKey: Failure = {
  kind: 'unauthorized',
  endpoint: 'invoke',
  status: 401,
  detail: 'invalid api key',
  retryable: false,
};

export const stats = { firstByteMs: 412, totalMs: 3380, bytes: 2048, lines: 5, events: 5 };

export const shoes: readonly Product[] = [
  {
    productId: 'sku-1',
    title: 'Ridge Runner',
    description: 'Light trail shoe with a grippy sole',
    url: 'https://shop.example/p/1',
    imageUrl: 'https://cdn.shop.example/p/1.jpg',
    price: 89.9,
    currency: 'USD',
    facets: { color: ['blue', 'grey'], size: ['42'] },
  },
  {
    productId: 'sku-2',
    title: 'City Strider with an unusually long name that has to wrap',
    url: 'https://shop.example/p/2',
    imageUrl: 'https://cdn.shop.example/p/2.jpg',
    price: 74,
    currency: 'USD',
    facets: { color: ['black'] },
  },
  { productId: 'sku-3', title: 'Path Finder', price: 0, currency: 'USD', facets: {} },
  { productId: 'sku-4', price: 59.5, facets: {} },
];

export const handover: AgentEvent = {
  type: 'handover',
  kind: 'agentHandoverEvent',
  triggered: true,
  reason: 'Customer asked for a person',
  reasonNative: 'El cliente pidió una persona',
  payload: {},
  rawText: JSON.stringify({
    agentHandoverEvent: { triggerHandover: true, reason: 'Customer asked for a person' },
  }),
  line: 4,
};

export const buttons: AgentEvent = {
  type: 'interactive',
  kind: 'connectlyInteractiveEvent',
  messages: [
    {
      form: 'replyButtonMessage',
      body: 'Shall I order it?',
      buttons: [
        { id: 'yes', text: 'Yes' },
        { id: 'no', text: 'No' },
      ],
      sections: [],
    },
  ],
  rawText: '{"connectlyInteractiveEvent":{"interactive":{"replyButtonMessage":{}}}}',
  line: 5,
};

export const neverSeen: AgentEvent = {
  type: 'unknown',
  kind: 'loyaltyPointsEvent',
  rawText: '{"loyaltyPointsEvent":{"points":42}}',
  line: 6,
  oddFields: ['products[0].price'],
  foreignSessionId: 'other-session',
};

const greeting =
  'Hello! I found **two shoes** under $100:\n\n1. *Ridge Runner*, for trails\n2. *City Strider*, ' +
  'for the road\n\n> Free returns within 30 days.\n\nRead the [size guide](https://shop.example/sizes) ' +
  'or type `compare`.';

const answered = turn(1, "I'm looking for running shoes under $100", {
  items: [says(greeting), recommends(shoes), suggests(['Is it waterproof?', 'Show cheaper ones'])],
  stats,
});

/** The states that the interface designs, by name; the gallery draws each. */
export const chatStates: Readonly<Record<string, ViewState>> = {
  noAgent: initialState,
  noKey: chat({ session: { status: 'noKey' } }),
  idle: chat({ session: { status: 'idle' } }),
  starting: chat({
    session: { status: 'starting' },
    turns: [turn(1, 'Hello', { phase: 'waiting', sentAt: Date.now() })],
  }),
  waiting: chat({
    session: { status: 'responding' },
    turns: [turn(1, 'Hello', { phase: 'waiting', sentAt: Date.now() - 12_000 })],
  }),
  answered: chat({ turns: [answered] }),
  streaming: chat({
    session: { status: 'responding' },
    turns: [
      answered,
      turn(2, 'Is it waterproof?', {
        phase: 'streaming',
        sentAt: Date.now(),
        items: [says('Yes, up to 30 minutes of rain.')],
      }),
    ],
  }),
  cards: chat({
    turns: [
      turn(1, 'Everything, please', {
        items: [item(handover), item(buttons), item(neverSeen), failed(badLine), says('Done.', 7)],
        stats,
      }),
      turn(2, 'One shoe', { items: [recommends(shoes.slice(0, 1))], stats }),
    ],
  }),
  stopped: chat({
    turns: [
      turn(1, 'Tell me everything', { phase: 'stopped', items: [says('Well, …')], stats }),
      turn(2, 'And then?', { phase: 'interrupted', items: [says('First')] }),
      turn(3, 'Anybody there?', { stats: { ...stats, events: 0 } }),
    ],
  }),
  failed: chat({
    session: { status: 'noKey' },
    turns: [turn(1, 'Hello', { phase: 'failed', failure: refusedKey, stats })],
  }),
  expired: chat({ session: { status: 'expired' }, turns: [answered] }),
  problem: chat({
    session: { status: 'failed' },
    problem: { kind: 'network', endpoint: 'init', retryable: true },
  }),
};
