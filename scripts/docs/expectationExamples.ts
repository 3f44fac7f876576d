import type { ExpectationKind } from '../../src/scenarios/file/scenario.ts';

/** An expectation that the response does not meet. */
export interface ExpectationExample {
  /** YAML of one list item, without the dash. */
  readonly yaml: string;
  /** The response's elements as they come over the wire; the shop's response when missing. */
  readonly response?: readonly unknown[];
  /** The response of the turn before. */
  readonly before?: readonly unknown[];
  /** The response in the baseline's recording. */
  readonly recorded?: readonly unknown[];
}

export const said = (text: string) => ({
  messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } },
});

const boot = {
  productId: 'b-1',
  title: 'Ridge Boot',
  price: 89.9,
  currency: 'USD',
  facets: { color: ['black'] },
};
const shoe = { productId: 's-2', title: 'Road Shoe', price: 120, currency: 'USD' };

/** What the examples judge unless they say otherwise. */
export const shopResponse: readonly unknown[] = [
  said('The Ridge Boot costs $89.90.'),
  { recommendationEvent: { products: [boot, shoe] } },
  { chatSuggestionEvent: { suggestedQuestions: ['Is it waterproof?'] } },
];

const menu = (title: string) => ({
  connectlyInteractiveEvent: {
    interactive: {
      listMessage: {
        body: { text: 'Our stores' },
        button: 'Show',
        sections: [{ rows: [{ id: 'r-1', title }] }],
      },
    },
  },
});

const question = (title: string) => ({
  connectlyInteractiveEvent: {
    interactive: {
      buttonMessage: { body: { text: 'Anything else?' }, buttons: [{ id: 'yes', title }] },
    },
  },
});

export const expectationExamples: Readonly<Record<ExpectationKind, ExpectationExample>> = {
  text: { yaml: 'text: { contains: waterproof, not: [sold out] }' },
  language: {
    yaml: 'language: es',
    response: [said('Of course, these are the boots that keep your feet dry in the rain.')],
  },
  messages: { yaml: 'messages: { max: 1 }', response: [said('Hello!'), said('How can I help?')] },
  events: { yaml: 'events: { present: [recommendationEvent], absent: [chatSuggestionEvent] }' },
  products: { yaml: 'products: { count: { min: 1 }, price: { max: 100 }, currency: USD }' },
  suggestions: { yaml: 'suggestions: { include: [Which size?] }' },
  buttons: { yaml: 'buttons: { include: [Talk to a person] }', response: [question('Yes')] },
  rows: { yaml: 'rows: { count: { min: 2 } }', response: [menu('Downtown')] },
  handover: {
    yaml: 'handover: forbidden',
    response: [{ agentHandoverEvent: { triggerHandover: true, reason: 'Wants a person' } }],
  },
  latency: { yaml: 'latency: { firstByteMs: 800, totalMs: 5000 }' },
  unknownEvents: { yaml: 'unknownEvents: none', response: [{ loyaltyEvent: { points: 20 } }] },
  malformedLines: {
    yaml: 'malformedLines: none',
    response: ['{"recommendationEvent":{"products":[{"productId":"b-1","price":8,"price":9}]}}'],
  },
  jsonPath: {
    yaml: `jsonPath: { path: '$[*].recommendationEvent.products[*].price', max: 100 }`,
  },
  jsonSchema: {
    yaml: `jsonSchema:
    event: recommendationEvent
    schema:
      properties:
        products: { items: { required: [imageUrl] } }`,
  },
  script: { yaml: 'script: products.every(({ price }) => price < 100)' },
  baseline: {
    yaml: 'baseline: { recording: boots.recording.ndjson }',
    recorded: [said('The Ridge Boot costs $79.90.')],
    response: [said('The Ridge Boot costs $89.90.')],
  },
  channel: {
    yaml: 'channel: whatsapp',
    response: [question('Yes, please show me the way to the store')],
  },
  grounded: { yaml: 'grounded: true', response: [said('It costs only $49.90.')] },
  links: {
    yaml: 'links: reachable',
    response: [said('See http://127.0.0.1:9/boots')],
  },
  repeatsItself: {
    yaml: 'repeatsItself: never',
    before: [said('What are you looking for?')],
    response: [said('What are you looking for?')],
  },
  asks: { yaml: 'asks: [size, use]', response: [said('Here is the Ridge Boot.')] },
};
