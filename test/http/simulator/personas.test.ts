import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startTalk, userText, type Talk } from '../../support/servers/sofiaTalk.ts';

const asked = ['running shoes', 'cheaper', 'hola, busco mochilas', 'uma garrafa'];

/** What of the body came, and whether it came to its end. */
async function rawAnswer({ post, sessionId }: Talk, text: string) {
  const inputEvents = [userText(text)];
  const ids = { businessId: 'demo-business', clientKey: 'tester-1', sessionId };
  const response = await post('invoke', { ...ids, inputEvents });
  let body = '';
  try {
    for await (const chunk of response.body ?? []) body += Buffer.from(chunk).toString();
    return { body, isReset: false };
  } catch {
    return { body, isReset: true };
  }
}

describe('personas of the simulator', () => {
  test('the silent one answers nothing', async (t) => {
    const { say } = await startTalk(t, { persona: 'silent' });
    for (const text of asked) assert.deepEqual((await say(text)).events, []);
  });

  test('the half-silent one answers the first turn and every other one', async (t) => {
    const { say } = await startTalk(t, { persona: 'half-silent' });
    const isAnswered = [];
    for (const text of asked) isAnswered.push((await say(text)).events.length > 0);
    assert.deepEqual(isAnswered, [true, false, true, false]);
  });

  test('the lying one says a product and a price that it shows in no card', async (t) => {
    const { say } = await startTalk(t, { persona: 'lying' });
    const prices = [];
    for (const text of asked) {
      const { texts, products } = await say(text);
      const [, price = ''] =
        /Mirage\*\*.* (?:US)?\$ ?(\d+[.,]49)\.$/.exec(texts.at(-1) ?? '') ?? [];
      assert.notEqual(price, '', texts.at(-1));
      assert.ok(products.every((one) => !one.title.includes('Mirage') && one.price < 2000));
      prices.push(price);
    }
    assert.equal(new Set(prices).size, asked.length);
  });

  test('the slow one waits for seconds before its first byte, and then answers', async (t) => {
    const rests: number[] = [];
    const rest = (ms: number) => Promise.resolve(rests.push(ms));
    const { say } = await startTalk(t, { persona: 'slow', pace: 'real', rest });
    assert.ok((await say('running shoes')).products.length > 0);
    assert.ok((rests[0] ?? 0) >= 5000, String(rests));
  });

  test('the dying one ends in the middle of a line, in every second turn with a reset', async (t) => {
    const talk = await startTalk(t, { persona: 'dying' });
    const ends = [];
    for (const text of asked) {
      const { body, isReset } = await rawAnswer(talk, text);
      const rest = body.slice(body.lastIndexOf('\n') + 1);
      assert.notEqual(rest, '');
      assert.throws(() => JSON.parse(rest) as unknown);
      ends.push(isReset);
    }
    assert.deepEqual(ends, [false, true, false, true]);
  });

  test('a fault that is asked for is stronger than the persona', async (t) => {
    const { say } = await startTalk(t, { persona: 'dying' });
    // Read as a whole: a line that ended in its middle would not be JSON.
    assert.ok((await say('/fault duplicate')).events.length > 0);
  });
});
