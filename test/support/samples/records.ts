import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import type { AgentEvent, Turn } from '../../../src/shared/model.ts';
import { decodeElement } from '../../../src/agentGraph/wire/decodeElement.ts';
import { badLine, demoAgent, failed, refusedKey, stats, turn } from '../pages/chatStates.ts';

/** Elements of an answer as the wire has them: one of each kind, and some that nobody knows. */
export const elements: readonly unknown[] = [
  { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Olá, two shoes 👟' } } } },
  {
    messageEvent: {
      content: {
        imageContent: { url: 'https://cdn.shop.example/1.jpg', caption: 'The blue one' },
        audioContent: { url: 'https://cdn.shop.example/1.ogg' },
        locationContent: { latitude: -23.5, longitude: -46.6, name: 'Loja Centro' },
      },
    },
  },
  {
    recommendationEvent: {
      products: [
        {
          productId: 'sku-1',
          title: 'Ridge Runner',
          description: 'Light trail shoe',
          url: 'https://shop.example/p/1',
          price: 89.9,
          currency: 'USD',
          facets: { color: ['blue', 'grey'] },
        },
        { productId: 'sku-2', price: 'soon' },
      ],
    },
  },
  { chatSuggestionEvent: { suggestedQuestions: ['Is it waterproof?'] } },
  { agentHandoverEvent: { triggerHandover: true, reason: 'Asked for a person' } },
  {
    connectlyInteractiveEvent: {
      interactive: {
        replyButtonMessage: {
          body: { text: 'Shall I order it?' },
          buttons: [{ id: 'yes', text: 'Yes' }],
        },
      },
    },
  },
  { loyaltyPointsEvent: { points: 42 } },
  {},
  'odd',
];

export function events(values: readonly unknown[] = elements): readonly AgentEvent[] {
  return values.flatMap(
    (value, index) => decodeElement(JSON.stringify(value), { line: index + 1 }) ?? [],
  );
}

/** An answered turn with these elements as its answer. */
export function answeredTurn(id: number, said: string, values = elements): Turn {
  const items = events(values).map((event, index) => ({
    type: 'event' as const,
    atMs: 100.5 * index,
    event,
  }));
  return turn(id, said, { items, stats, sessionId: 'session-1' });
}

/** Two branches: one that failed, and the active one with every kind of event. */
export function record(fields: Partial<ConversationRecord> = {}): ConversationRecord {
  const broken = turn(2, 'And then?', {
    phase: 'failed',
    failure: refusedKey,
    items: [failed(badLine)],
  });
  return {
    id: 'conversation-1',
    agent: demoAgent,
    createdAt: 1_790_000_000_000,
    branches: [
      { id: 1, turns: [answeredTurn(1, 'A running shoe'), broken] },
      { id: 2, parentId: 1, forkedAfter: 0, turns: [answeredTurn(3, 'A trail shoe')] },
    ],
    activeBranch: 2,
    entries: [],
    ...fields,
  };
}
