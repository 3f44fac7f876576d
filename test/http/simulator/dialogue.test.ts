import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startTalk, type TalkAnswer } from '../../support/servers/sofiaTalk.ts';

function prices({ products }: TalkAnswer): readonly number[] {
  return products.map(({ price }) => price);
}

function titles({ products }: TalkAnswer): readonly string[] {
  return products.map(({ title }) => title);
}

function isRunningShoe({ products }: TalkAnswer): boolean {
  return products.every(({ facets }) => facets['category']?.includes('running shoes'));
}

describe('Sofia remembers the session', () => {
  test('the conversation of the README: under $100, cheaper, in blue, compare, in store', async (t) => {
    const { say } = await startTalk(t);

    const first = await say("I'm looking for a running shoe under $100");
    assert.deepEqual(first.kinds, [
      'messageEvent',
      'recommendationEvent',
      'messageEvent',
      'chatSuggestionEvent',
    ]);
    assert.equal(first.products.length, 4);
    assert.ok(isRunningShoe(first));
    assert.ok(Math.max(...prices(first)) < 100);

    const cheaper = await say('cheaper');
    assert.ok(cheaper.products.length > 1);
    assert.ok(isRunningShoe(cheaper));
    assert.ok(Math.max(...prices(cheaper)) < Math.min(...prices(first)));

    const blue = await say('in blue');
    assert.ok(blue.products.length > 1);
    assert.ok(isRunningShoe(blue));
    assert.ok(blue.products.every(({ facets }) => facets['color']?.includes('blue')));
    assert.ok(Math.max(...prices(blue)) < Math.min(...prices(first)));
    assert.ok(blue.products.every(({ imageUrl }) => imageUrl.endsWith('?color=blue')));

    const compared = await say('compare the first two');
    assert.deepEqual(titles(compared), titles(blue).slice(0, 2));
    for (const title of titles(compared)) assert.ok(compared.texts[0]?.includes(title));

    const inStore = await say('do you have it in store?');
    assert.ok(inStore.texts[0]?.includes(titles(blue)[0] ?? '?'));
    assert.ok(inStore.kinds.includes('connectlyInteractiveEvent'));

    assert.ok((await say('where is my order?')).kinds.includes('orderStatusHandoverEvent'));
    assert.ok((await say('I want to talk to a person')).kinds.includes('agentHandoverEvent'));
  });

  test('every suggestion of that conversation is understood', async (t) => {
    const { say } = await startTalk(t);
    const { suggestions } = await say('running shoes under $100');
    assert.ok(suggestions.length > 2);
    for (const question of suggestions) {
      const { texts } = await say(question);
      assert.doesNotMatch(texts.join(' '), /I sell sports gear/, question);
    }
  });

  test('"cheaper" again and again ends with the cheapest, and says so', async (t) => {
    const { say } = await startTalk(t);
    await say('sneakers');
    let answer = await say('cheaper');
    for (let turn = 0; turn < 6; turn++) answer = await say('cheaper');
    assert.match(answer.texts[0] ?? '', /already the cheapest/);
    assert.equal(Math.min(...prices(answer)), 44.9);
  });

  test('a price the customer named is kept when nothing fits the rest', async (t) => {
    const { say } = await startTalk(t);
    const answer = await say('red waterproof jackets under $60');
    assert.match(
      answer.texts[0] ?? '',
      /I have no jackets under \$60 in red with a waterproof layer/,
    );
    assert.ok(answer.products.length > 0);
    assert.ok(Math.max(...prices(answer)) < 60);
  });

  test('nothing at that price is said, not papered over', async (t) => {
    const { say } = await startTalk(t);
    const answer = await say('boots under $20');
    assert.equal(answer.products.length, 0);
    assert.match(answer.texts[0] ?? '', /I have no hiking boots under \$20/);
  });

  test('a new category starts a new search, a colour does not', async (t) => {
    const { say } = await startTalk(t);
    await say('running shoes under $70');
    const jackets = await say('show me jackets');
    assert.ok(Math.max(...prices(jackets)) > 70);
    const black = await say('in black');
    assert.ok(black.products.every(({ facets }) => facets['category']?.includes('jackets')));
  });

  test('"show me more" brings the next products, until there are none', async (t) => {
    const { say } = await startTalk(t);
    const seen = new Set(titles(await say('running shoes')));
    for (const more of [await say('show me more'), await say('more')]) {
      for (const title of titles(more)) assert.ok(!seen.has(title), title);
      titles(more).forEach((title) => seen.add(title));
    }
    assert.equal(seen.size, 11);
    assert.match((await say('more')).texts[0] ?? '', /That is all/);
  });

  test('a purchase: buttons, gift wrap, cart and checkout', async (t) => {
    const { say } = await startTalk(t);
    const { products } = await say('blue bottles');
    const [first] = products;
    assert.ok(first);
    assert.match((await say('I take the first one')).texts[0] ?? '', /gift-wrap/);
    const id = `wrap:${first.productId}`;
    const added = await say({ buttonResponseEvent: { id, title: 'Yes, please' } });
    assert.match(added.texts[0] ?? '', /gift-wrapped/);
    await say('add the second one to my cart');
    assert.match((await say('no, thanks')).texts[0] ?? '', /in your cart\. Total/);
    const cart = await say('show my cart');
    assert.equal(cart.products.length, 2);
    const sum = prices(cart).reduce((total, price) => total + price, 0);
    assert.ok((await say('checkout')).texts[0]?.includes(`$${sum.toFixed(2)}`));
    await say('empty my cart');
    assert.match((await say('show my cart')).texts[0] ?? '', /empty/);
  });

  test('several texts in one turn are understood together', async (t) => {
    const { say } = await startTalk(t);
    const answer = await say('I need headphones', 'under $80 please');
    assert.ok(answer.products.length > 0);
    assert.ok(Math.max(...prices(answer)) < 80);
    assert.ok(answer.products.every(({ facets }) => facets['category']?.includes('headphones')));
  });

  test('"is it waterproof?" is answered by yes, or by no and others', async (t) => {
    const { say } = await startTalk(t);
    await say('Tarvexa Ridge Fox WP');
    assert.match((await say('Is it waterproof?')).texts[0] ?? '', /^Yes, /);
    await say('Tarvexa Ridge Fox');
    assert.match((await say('is it waterproof?')).texts[0] ?? '', /does not have/);
  });

  test('the cheapest of a kind, and the best', async (t) => {
    const { say } = await startTalk(t);
    assert.equal(prices(await say("what's your cheapest running shoe?"))[0], 59.9);
    assert.equal(titles(await say('which one do you recommend?'))[0], 'Oruvia Tempo Pro');
  });

  test('a text of a megabyte is answered like its beginning', async (t) => {
    const { say } = await startTalk(t);
    const { products } = await say(`blue bottles ${'estado pedid '.repeat(80_000)}`);
    assert.ok(products.length > 0);
  });

  test('out of scope, Sofia says what she can do', async (t) => {
    const { say } = await startTalk(t);
    const answer = await say('Explain quantum physics');
    assert.match(answer.texts[0] ?? '', /I sell sports gear/);
    assert.ok(answer.suggestions.length > 2);
  });

  test('sessions do not see one another', async (t) => {
    const [one, two] = [await startTalk(t), await startTalk(t)];
    await one.say('running shoes');
    assert.match((await two.say('compare the first two')).texts[0] ?? '', /Show me some products/);
  });
});

describe('Sofia is the same for the same seed', () => {
  const questions = [
    'hi',
    'running shoes under $100',
    'cheaper',
    'anything new?',
    '/fault odd-types',
  ];

  async function bytes(t: Parameters<typeof startTalk>[0], seed: number): Promise<string> {
    const { say, sessionId, simulator } = await startTalk(t, {
      seed,
      now: () => 1_760_000_000_000,
    });
    let all = '';
    for (const question of questions) all += (await say(question)).body;
    return all.replaceAll(sessionId, 'SESSION').replaceAll(simulator.baseUrl, 'ORIGIN');
  }

  test('two runs give the same bytes apart from session ids', async (t) => {
    assert.equal(await bytes(t, 7), await bytes(t, 7));
  });

  test('another seed greets in other words', async (t) => {
    const greetings = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5, 6]) greetings.add((await bytes(t, seed)).slice(0, 400));
    assert.ok(greetings.size > 1);
  });
});
