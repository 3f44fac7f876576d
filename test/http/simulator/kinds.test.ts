import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRecord } from '../../../src/shared/guards.ts';
import { startTalk, type TalkAnswer } from '../../support/servers/sofiaTalk.ts';

/** The value of the first event of that kind. */
function value({ events }: TalkAnswer, kind: string): Record<string, unknown> {
  const found = events.find((event) => event.kind === kind);
  assert.ok(found, `no ${kind} among ${events.map((event) => event.kind).join(', ')}`);
  return found.value;
}

/** What a path of keys leads to. */
function at(from: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), from);
}

describe('every response kind comes up in an ordinary question', () => {
  test('handovers carry what the schema names', async (t) => {
    const { say } = await startTalk(t);
    const table: readonly (readonly [string, string, object])[] = [
      [
        'I want to talk to a person',
        'agentHandoverEvent',
        {
          triggerHandover: true,
          reason: 'Customer asked for a person',
          reasonNative: 'Customer asked for a person',
        },
      ],
      [
        'Show me everything',
        'storefrontHandoverEvent',
        { triggerHandover: true, initialSearchPhrase: '' },
      ],
      ['Where is my order?', 'orderStatusHandoverEvent', { triggerHandover: true }],
      ['Which store is nearest to me?', 'locationQueryHandoverEvent', { triggerHandover: true }],
      [
        'I need a cardiologist, Dr. Rivera, in the morning',
        'onelivDoctorHandoverEvent',
        {
          triggerHandover: true,
          doctorSpecialty: 'cardiology',
          doctorName: 'Rivera',
          requirements: 'in the morning',
        },
      ],
      ['A quote for our team, please', 'leadgenHandoverEvent', { triggerHandover: true }],
    ];
    for (const [question, kind, expected] of table) {
      assert.deepEqual(value(await say(question), kind), expected);
    }
  });

  test('the native reason is in the language of the customer', async (t) => {
    const { say } = await startTalk(t);
    const handover = value(await say('Quiero hablar con una persona'), 'agentHandoverEvent');
    assert.equal(handover['reason'], 'Customer asked for a person');
    assert.equal(handover['reasonNative'], 'El cliente pidió hablar con una persona');
  });

  test('a handover that is only a trace', async (t) => {
    const { say } = await startTalk(t);
    const handover = value(await say('Are you a robot?'), 'agentHandoverEvent');
    assert.equal(handover['triggerHandover'], false);
  });

  test('a list, reply buttons, a single product, and a form nobody has documented', async (t) => {
    const { say } = await startTalk(t);
    await say('running shoes');
    const table = [
      ['What categories do you have?', 'listMessage', 'sections'],
      ['I take the first one', 'replyButtonMessage', 'buttons'],
      ['Tell me more about the first one', 'singleProductMessage', 'actionButton'],
      ['I want to leave my details', 'formMessage', 'fields'],
    ] as const;
    for (const [question, form, field] of table) {
      const event = value(await say(question), 'connectlyInteractiveEvent');
      assert.ok(at(event, 'interactive', form, field), `${question}: ${JSON.stringify(event)}`);
    }
  });

  test('images, audio and locations', async (t) => {
    const { say } = await startTalk(t);
    await say('red sneakers');
    const contents = async (question: string) =>
      (await say(question)).events
        .filter(({ kind }) => kind === 'messageEvent')
        .map((event) => event.value['content']);
    const [chart] = await contents('size chart');
    assert.match(String(at(chart, 'imageContent', 'url')), /size-chart\.svg$/);
    const [picture] = await contents('show me a picture of the first one');
    assert.ok(at(picture, 'textContent', 'text'));
    assert.match(String(at(picture, 'imageContent', 'url')), /color=red$/);
    const [, voice] = await contents('send me a voice note');
    assert.match(String(at(voice, 'audioContent', 'url')), /\.wav$/);
    const [, place] = await contents('where are you?');
    assert.equal(typeof at(place, 'locationContent', 'latitude'), 'number');
  });

  test('an event that no client knows', async (t) => {
    const { say } = await startTalk(t);
    assert.ok((await say('anything new?')).kinds.includes('newArrivalsEvent'));
  });

  test('a product with holes: no picture, no price, no currency', async (t) => {
    const { say } = await startTalk(t);
    const [card] = (await say('gift cards')).products;
    assert.deepEqual([card?.imageUrl, card?.price, card?.currency], ['', 0, '']);
  });

  test('fifty products in one recommendation', async (t) => {
    const { say } = await startTalk(t);
    assert.equal((await say('/products 50')).products.length, 50);
  });
});

describe('every input kind is understood', () => {
  test('a row of the list that was sent', async (t) => {
    const { say } = await startTalk(t);
    const answer = await say({
      listReplyEvent: { id: 'category:jackets', title: 'jackets', description: 'from $49.90' },
    });
    assert.ok(answer.products.every(({ facets }) => facets['category']?.includes('jackets')));
  });

  test('a button with an id of nobody counts as its title', async (t) => {
    const { say } = await startTalk(t);
    const answer = await say({ buttonResponseEvent: { id: 'x', title: 'Blue watches' } });
    assert.equal(answer.products[0]?.facets['category']?.[0], 'sports watches');
    const untitled = await say({ buttonResponseEvent: { id: 'constructor', title: '' } });
    assert.match(untitled.texts[0] ?? '', /constructor/);
  });

  test('a form is thanked for, repeated and passed on', async (t) => {
    const { say } = await startTalk(t);
    const formData = { name: 'Ana Ruiz', email: 'ana@shop.example', size_eu: 42, nested: {} };
    const answer = await say({ filledFormResponseEvent: { formData } });
    assert.match(answer.texts[0] ?? '', /Ana Ruiz/);
    assert.match(answer.texts[1] ?? '', /name: Ana Ruiz, email: ana@shop\.example, size_eu: 42/);
    assert.ok(answer.kinds.includes('leadgenHandoverEvent'));
  });

  test('a store becomes the one that is asked for stock', async (t) => {
    const { say } = await startTalk(t);
    await say('running shoes');
    const store = { storeId: '311', name: 'Costanera', cpName: '', city: 'Lima', state: 'LM' };
    assert.match((await say({ storeEvent: store })).texts[0] ?? '', /Costanera/);
    assert.match((await say('Do you have it in store?')).texts[0] ?? '', /at Costanera/);
  });

  test('an image with a caption is searched for, one without brings the best sellers', async (t) => {
    const { say } = await startTalk(t);
    const image = (caption: string) => ({
      messageEvent: {
        role: 'USER',
        content: { imageContent: { url: 'https://media.example/1.png', caption } },
      },
    });
    const captioned = await say(image('white headphones like these'));
    assert.ok(captioned.products.every(({ facets }) => facets['color']?.includes('white')));
    assert.equal((await say(image(''))).products.length, 4);
  });

  test('audio is answered, a location finds the nearest store', async (t) => {
    const { say } = await startTalk(t);
    const message = (content: object) => ({ messageEvent: { role: 'USER', content } });
    const audio = await say(message({ audioContent: { url: 'https://media.example/1.ogg' } }));
    assert.match(audio.texts[0] ?? '', /voice note/);
    const place = { latitude: '-12.10', longitude: '-77.03', name: '', address: '' };
    const nearest = await say(message({ locationContent: place }));
    assert.match(nearest.texts[0] ?? '', /\*\*Parque\*\*, 0\.\d km/);
  });

  test("the caller's own greeting is remembered, not answered", async (t) => {
    const { say } = await startTalk(t);
    const greeting = {
      messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Welcome!' } } },
    };
    const alone = await say(greeting);
    assert.deepEqual([alone.status, alone.events.length], [200, 0]);
    const answer = await say(greeting, 'hi');
    assert.equal(answer.texts[0], 'Here I am. What can I find for you?');
  });

  test('what is no event of the API is answered kindly', async (t) => {
    const { say } = await startTalk(t);
    for (const odd of [{}, { telepathyEvent: {} }, { messageEvent: { role: 'USER' } }]) {
      assert.match((await say(odd)).texts[0] ?? '', /something I do not know/);
    }
  });
});
