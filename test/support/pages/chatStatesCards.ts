import { handoverKinds } from '../../../src/shared/model.ts';
import type {
  AgentEvent,
  HandoverEvent,
  HandoverKind,
  InputEvent,
  Interactive,
  InteractiveEvent,
  MessageEvent,
  Product,
  ViewState,
} from '../../../src/shared/model.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import { chat, item, recommends, says, shoes, stats, turn } from './chatStates.ts';

/** Where the gallery's pictures and sounds come from. */
export const shopMedia = 'https://cdn.shop.example';

/** A message event of the agent on line `line`. */
export function message(fields: Partial<MessageEvent>, line = 1): MessageEvent {
  const rawText = JSON.stringify({ messageEvent: { role: 'ASSISTANT', content: fields } });
  return { type: 'message', kind: 'messageEvent', role: 'assistant', rawText, line, ...fields };
}

/** An interactive event with these sub-messages. */
export function interactive(messages: readonly Interactive[], line = 1): InteractiveEvent {
  const parts = Object.fromEntries(messages.map(({ form, ...fields }) => [form, fields]));
  const rawText = JSON.stringify({ connectlyInteractiveEvent: { interactive: parts } });
  return { type: 'interactive', kind: 'connectlyInteractiveEvent', messages, rawText, line };
}

export function handedOver(
  kind: HandoverKind,
  fields: Partial<HandoverEvent> = {},
  line = 1,
): HandoverEvent {
  const rawText = JSON.stringify({ [kind]: { triggerHandover: true } });
  return { type: 'handover', kind, triggered: true, payload: {}, rawText, line, ...fields };
}

export const groundList: Interactive = {
  form: 'listMessage',
  header: 'Trail or road?',
  body: 'Tell me where you run, and I will *narrow it down*.',
  footer: 'You can change this later',
  menuLabel: 'Choose the ground',
  buttons: [],
  sections: [
    {
      title: 'Outdoors',
      rows: [
        { id: 'row-road', text: 'Road', description: 'Paved, also light gravel' },
        { id: 'row-trail', text: 'Trail', description: 'Rough ground' },
      ],
    },
    { title: 'Indoors', rows: [{ id: 'row-mill', text: 'Treadmill' }] },
  ],
};

export const replyButtons: Interactive = {
  form: 'replyButtonMessage',
  header: 'Ridge Runner, size 42',
  attachment: { type: 'image', url: `${shopMedia}/p/1.svg` },
  body: 'Shall I order it for you?',
  footer: 'Free returns for 30 days',
  buttons: [
    { id: 'btn-yes', text: 'Yes, order it' },
    { id: 'btn-no', text: 'Not now' },
  ],
  sections: [],
};

export const oneProduct: Interactive = {
  form: 'singleProductMessage',
  body: 'Ridge Runner: light, grippy, dry in an hour.',
  footer: '$89.90',
  actionButton: { id: 'view', text: 'View product' },
  buttons: [{ id: 'buy', text: 'Buy' }, { text: 'Ask a question' }],
  sections: [],
};

export const neverSeenForm: Interactive = {
  form: 'multiProductMessage',
  body: 'Four more that go well with it.',
  buttons: [{ id: 'all', text: 'See all' }],
  sections: [],
};

const oddProducts: readonly Product[] = [
  { productId: 'sku-9', title: 'Free sample', price: 0, currency: 'USD', facets: {} },
  { title: 'Gift card', price: 50, facets: {}, imageUrl: 'http://plain.shop.example/card.jpg' },
  { price: 1200, currency: 'points', facets: {}, imageUrl: 'not a URL' },
  {
    title: 'Sapatilha de corrida para terreno montanhoso e molhado, edição limitada',
    description: 'Leve, resistente à água.\nSola de borracha reciclada.',
    url: 'https://shop.example/p/4',
    productId: 'sku-long-identifier-000000000000001',
    price: 1_234_567.89,
    currency: 'COP',
    facets: Object.fromEntries(
      ['color', 'size', 'sole', 'drop', 'weight', 'season', 'waterproof', 'width'].map((name) => [
        name,
        ['one', 'two'],
      ]),
    ),
  },
];

const manyProducts: readonly Product[] = Array.from({ length: 50 }, (_, index) => ({
  productId: `sku-${index}`,
  title: `Shoe number ${index + 1}`,
  price: 40 + index,
  currency: 'USD',
  imageUrl: `${shopMedia}/p/${index}.svg`,
  facets: {},
}));

/** One input of every kind. */
export const everyInput: readonly InputEvent[] = [
  {
    messageEvent: {
      role: 'ASSISTANT',
      content: { textContent: { text: 'Hi, I am the store assistant.' } },
    },
  },
  { messageEvent: { role: 'USER', content: { textContent: { text: 'Something\nlike this' } } } },
  {
    messageEvent: {
      role: 'USER',
      content: { imageContent: { url: `${shopMedia}/p/2.svg`, caption: 'In red?' } },
    },
  },
  {
    messageEvent: { role: 'USER', content: { audioContent: { url: `${shopMedia}/note.ogg` } } },
  },
  {
    messageEvent: {
      role: 'USER',
      content: {
        locationContent: {
          latitude: -12.0464,
          longitude: -77.0428,
          name: 'Lima',
          address: 'Centro',
        },
      },
    },
  },
  { buttonResponseEvent: { id: 'btn-yes', title: 'Yes, order it' } },
  { listReplyEvent: { id: 'row-trail', title: 'Trail', description: 'Rough ground' } },
  {
    filledFormResponseEvent: {
      formData: { name: 'Ana Ruiz', email: 'ana@shop.example', size: 42, tags: ['new'] },
    },
  },
  { storeEvent: { storeId: '310', name: 'Centro', cpName: '', city: 'Lima', state: 'LM' } },
];

const lostSession: Failure = {
  kind: 'sessionLost',
  endpoint: 'invoke',
  status: 404,
  code: 5,
  detail: 'session not found',
  retryable: true,
};

const brokenOff: Failure = {
  kind: 'network',
  endpoint: 'invoke',
  cause: { type: 'connection', reason: 'reset', address: 'api.example:443' },
  retryable: true,
};

const markups = [
  'Good news: *two pairs* are in stock, ~three~ sold out. Use `RUN10` at the checkout.',
  '**Delivery**\n\n| Country | Days |\n| --- | --- |\n| Peru | 2 |\n| Brazil | 5 |',
  'Open until 20:00 today.\nSee https://shop.example/hours for holidays.',
  'مرحبا، كيف يمكنني مساعدتك؟',
];

function cards(...events: readonly AgentEvent[]): ViewState {
  const items = events.map((event, index) => item({ ...event, line: index + 1 }));
  return chat({ turns: [turn(1, 'Show me', { items, stats })], mediaOrigins: [shopMedia] });
}

/** A state for every card, and every odd thing that a card has to bear. */
export const cardStates: Readonly<Record<string, ViewState>> = {
  messages: chat({
    turns: [
      turn(1, 'Hello', { items: markups.map((text, index) => says(text, index + 1)), stats }),
    ],
  }),
  media: cards(
    message({
      text: 'This is how it sits.',
      image: { url: `${shopMedia}/p/1.svg`, caption: 'Ridge Runner, size 42' },
      createdAt: '2026-11-22T10:00:01.250Z',
    }),
    message({ audio: { url: `${shopMedia}/reply.mp3` } }),
    message({
      location: { latitude: -12.1, longitude: -77, name: 'Store 310', address: 'Av. Larco 1' },
    }),
  ),
  mediaBlocked: {
    ...cards(
      message({ image: { url: 'https://img.shop.example/size.png', caption: 'Size chart' } }),
      message({ audio: { url: 'https://voice.shop.example/reply.mp3' } }),
      message({ image: { url: 'http://plain.shop.example/size.png' } }),
      message({ image: { url: 'data:image/png;base64,AAAA' } }),
    ),
    mediaOrigins: [],
  },
  oddMessages: cards(
    message({}),
    message({ role: 'user', text: 'An echo of what I said' }),
    message({ role: 'unknown', roleName: 'MODERATOR', text: 'Held for review' }),
    message({ location: { name: 'Somewhere', address: 'Without coordinates' } }),
  ),
  products: {
    ...cards(),
    turns: [
      turn(1, 'Shoes', { items: [recommends(shoes, 1)], stats }),
      turn(2, 'One', { items: [recommends(shoes.slice(0, 1), 1)], stats }),
    ],
  },
  oddProducts: {
    ...cards(),
    turns: [
      turn(1, 'Odd ones', { items: [recommends(oddProducts, 1), recommends([], 2)], stats }),
      turn(2, 'All of them', { items: [recommends(manyProducts, 1)], stats }),
    ],
  },
  list: cards(interactive([groundList])),
  buttons: cards(interactive([replyButtons])),
  interactives: cards(interactive([oneProduct]), interactive([neverSeenForm]), interactive([])),
  chosen: chat({
    session: { status: 'responding' },
    turns: [
      turn(1, 'Which one?', { items: [item(interactive([replyButtons]))], stats }),
      turn(2, '', {
        inputs: [{ buttonResponseEvent: { id: 'btn-yes', title: 'Yes, order it' } }],
        phase: 'waiting',
        sentAt: Date.now(),
      }),
    ],
    mediaOrigins: [shopMedia],
  }),
  handovers: cards(
    ...handoverKinds.slice(0, 3).map((kind) =>
      handedOver(kind, {
        ...(kind === 'agentHandoverEvent' && {
          reason: 'Customer asked for a person',
          reasonNative: 'El cliente pidió hablar con una persona',
        }),
        ...(kind === 'storefrontHandoverEvent' && {
          payload: { initialSearchPhrase: 'trail shoes' },
        }),
      }),
    ),
  ),
  moreHandovers: cards(
    handedOver('locationQueryHandoverEvent'),
    handedOver('onelivDoctorHandoverEvent', {
      payload: { doctorSpecialty: 'cardiology', requirements: 'morning visits' },
    }),
    handedOver('leadgenHandoverEvent'),
    handedOver('agentHandoverEvent', { triggered: false, reason: 'Not needed yet' }),
  ),
  sent: chat({ turns: [turn(1, '', { inputs: everyInput })], mediaOrigins: [shopMedia] }),
  replayed: chat({
    turns: [
      turn(1, 'Before', { items: [says('The old session.')], sessionId: 'session-1', stats }),
      turn(2, 'Hello', {
        items: [says('Hi again!')],
        sessionId: 'session-2',
        isReplay: true,
        stats,
      }),
      turn(3, 'Any boots?', { items: [says('Three pairs.')], sessionId: 'session-2', stats }),
    ],
  }),
  sessionLost: chat({
    session: { status: 'expired' },
    turns: [turn(1, 'Still there?', { phase: 'failed', failure: lostSession, stats })],
  }),
  brokenOff: chat({
    turns: [
      turn(1, 'Tell me', { phase: 'failed', failure: brokenOff, items: [says('Well, …')], stats }),
    ],
  }),
};
