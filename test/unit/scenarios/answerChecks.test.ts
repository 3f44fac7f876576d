import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertMet,
  interactive,
  judged,
  message,
  products,
  unmet,
  type Said,
} from '../../support/samples/scenarioRuns.ts';
import { wireFixtures } from '../../support/samples/wireFixtures.ts';

const documented = { turns: [wireFixtures('responseEvents')] };
const at = { line: 6, column: 9 };
const hello = { turns: [[message('Hello.')]] };

const handover = (kind: string, value: Readonly<Record<string, unknown>> = {}): Said => ({
  [kind]: { triggerHandover: true, ...value },
});

test('messages are counted: texts, and the bodies of what can be pressed', async () => {
  const body = interactive('replyButtonMessage', { body: { text: 'Sure?' }, buttons: [] });
  const echo = {
    messageEvent: { role: 'USER', content: { textContent: { text: 'what I said' } } },
  };
  const turns = [[message('One.'), echo, body, message('')]];
  await assertMet('messages: 2', { turns });
  assert.deepEqual(await unmet('messages: { min: 3 }', { turns }), {
    status: 'failed',
    at,
    title: 'messages: at least 3',
    message: 'Found 2.',
    expected: 'at least 3',
    actual: '2',
  });
  assert.equal((await unmet('messages: 0', hello)).message, 'Found 1.');
});

test('events are there or not, and come in an order with others between them', async () => {
  await assertMet('events: { present: [messageEvent], absent: [fooEvent] }', documented);
  await assertMet(
    'events: { order: [messageEvent, messageEvent, chatSuggestionEvent, someFutureEvent] }',
    documented,
  );
  const turns = [[message('One.'), products({})]];
  assert.deepEqual(await unmet('events:\n  present: [leadgenHandoverEvent]', { turns }), {
    status: 'failed',
    at: { line: 7, column: 11 },
    title: 'the agent sends leadgenHandoverEvent',
    message: 'The agent sent: messageEvent, recommendationEvent.',
    expected: 'leadgenHandoverEvent',
    actual: 'messageEvent\nrecommendationEvent',
  });
  const absent = await unmet('events: { absent: [messageEvent] }', { turns });
  assert.equal(absent.title, "the agent doesn't send messageEvent");
  assert.equal(absent.expected, 'no messageEvent');
  const order = await unmet('events: { order: [recommendationEvent, messageEvent] }', { turns });
  assert.equal(order.expected, 'recommendationEvent\nmessageEvent');
  const twice = await unmet('events: { order: [messageEvent, messageEvent] }', { turns });
  assert.equal(twice.title, 'events arrive in this order: messageEvent, messageEvent');
});

test('suggestions, buttons and rows are counted and found', async () => {
  await assertMet('suggestions: { count: 2, include: [is it waterproof, /cheap/] }', documented);
  await assertMet('buttons: { count: 4, include: [yes, View] }', documented);
  await assertMet('rows: { count: { max: 2 }, include: [road] }', documented);
  assert.deepEqual(await unmet('buttons:\n  include: [Maybe]', documented), {
    status: 'failed',
    at: { line: 7, column: 11 },
    title: 'buttons include "Maybe"',
    message: 'Found: Yes, No, Buy, View.',
    expected: 'Maybe',
    actual: 'Yes\nNo\nBuy\nView',
  });
  assert.equal((await unmet('rows: { include: [Road] }', hello)).message, 'Found: none.');
  assert.equal((await unmet('suggestions: { count: 1 }', hello)).title, 'suggested replies: 1');
});

test('a handover is one that is triggered', async () => {
  const mere = { turns: [[handover('agentHandoverEvent', { triggerHandover: false })]] };
  await assertMet('handover: required', documented);
  await assertMet('handover: forbidden', mere);
  await assertMet('handover: { required: false, kind: leadgenHandoverEvent }', hello);
  assert.deepEqual(await unmet('handover: required', mere), {
    status: 'failed',
    at,
    title: 'handover is triggered',
    message: "The handover doesn't match: agentHandoverEvent (not triggered).",
    expected: 'handover',
    actual: 'agentHandoverEvent (not triggered)',
  });
  const asked = { turns: [[handover('agentHandoverEvent', { reason: 'asked' })]] };
  assert.deepEqual(await unmet('handover: forbidden', asked), {
    status: 'failed',
    at,
    title: "handover isn't triggered",
    message: 'The agent triggered a handover: agentHandoverEvent, asked.',
    expected: 'no handover',
    actual: 'agentHandoverEvent, asked',
  });
  assert.equal(
    (await unmet('handover: required', hello)).message,
    "The agent didn't trigger a handover.",
  );
});

test('the kind and the reason of a handover, in either language', async () => {
  await assertMet('handover: { kind: agentHandoverEvent, reason: for a PERSON }', documented);
  await assertMet('handover: { reason: el cliente }', documented);
  await assertMet('handover: { kind: [leadgenHandoverEvent, agentHandoverEvent] }', documented);
  const asked = { turns: [[handover('agentHandoverEvent', { reason: 'asked' })]] };
  const kind = await unmet('handover: { kind: leadgenHandoverEvent }', asked);
  assert.equal(kind.title, 'leadgenHandoverEvent is triggered');
  assert.equal(kind.message, "The handover doesn't match: agentHandoverEvent, asked.");
  const reason = await unmet('handover: { reason: angry }', asked);
  assert.equal(reason.title, 'handover with the reason "angry" is triggered');
});

test('a handover within so many turns', async () => {
  const turns = [[message('Hello.')], [handover('agentHandoverEvent')]];
  await assertMet('handover: { within: 2 }', { turns, isWhole: true });
  const late = await unmet('handover: { within: 1 }', { turns, isWhole: true });
  assert.equal(late.title, 'handover within 1 turn is triggered');
  assert.equal(late.actual, 'no handover');
  await assertMet('handover: { required: false, within: 1 }', { turns, isWhole: true });
});

test('times are within their limits', async () => {
  const timed = { ...hello, times: { firstByteMs: 80, totalMs: 200 } };
  await assertMet('latency: { firstByteMs: 80, totalMs: 200 }', timed);
  assert.deepEqual(await unmet('latency:\n  firstByteMs: 80\n  totalMs: 199', timed), {
    status: 'failed',
    at: { line: 8, column: 11 },
    title: 'full response within 199 ms',
    message: 'It took 200 ms.',
    expected: 'at most 199 ms',
    actual: '200 ms',
  });
  await assertMet("latency: { totalMs: '{{limit}}' }", { ...timed, variables: 'limit: 200' });
});

test('over the whole conversation the slowest turn counts', async () => {
  const turns = [[message('One.')], [message('Two.')]];
  const timed = { turns, isWhole: true, times: { firstByteMs: 80, totalMs: 200 } };
  await assertMet('latency: { totalMs: 200 }', timed);
  assert.equal((await unmet('latency: { totalMs: 100 }', timed)).message, 'It took 200 ms.');
  // Over all repeats it is judged later.
  assert.deepEqual(await judged('latency: { totalMs: 1, percentile: 95 }', timed), []);
});

test('the time to a first byte that never came cannot be judged', async () => {
  const result = await unmet('latency: { firstByteMs: 1 }', { turns: [[]] });
  assert.equal(result.status, 'errored');
});

test('unknown events and lines that cannot be read are told', async () => {
  await assertMet('unknownEvents: none', hello);
  await assertMet('malformedLines: none', documented);
  assert.deepEqual(await unmet('unknownEvents: none', documented), {
    status: 'failed',
    at,
    title: 'no unknown events',
    message: 'Unknown events: someFutureEvent.',
    expected: '',
    actual: 'someFutureEvent',
  });
  const turns = [[message('One.'), '{"result": oops', message('Two.')]];
  assert.deepEqual(await unmet('malformedLines: none', { turns }), {
    status: 'failed',
    at,
    title: 'no malformed lines',
    message: 'Unreadable lines in the response: 1.',
    expected: '',
    actual: 'line 2 (notJson): {"result": oops',
  });
  const unbroken = await unmet('malformedLines: none', { turns: [['{}{}']] });
  assert.match(unbroken.actual ?? '', /line breaks .* missing/);
});

test('a name that stands twice and a number that cannot be held are told', async () => {
  const twice = '{"messageEvent":{"content":{"textContent":{"text":"10","text":"20"}}}}';
  const large = '{"recommendationEvent":{"products":[{"price":19.90},{"price":1e400}]}}';
  await assertMet('malformedLines: none', { turns: [[large.replace('1e400', '1E3')]] });
  assert.deepEqual(await unmet('malformedLines: none', { turns: [[twice, large]] }), {
    status: 'failed',
    at,
    title: 'no malformed lines',
    message:
      "The response has a duplicate property name or a number that can't be represented exactly.",
    expected: '',
    actual: [
      'line 1, messageEvent: Sent twice (the JSON has both): content.textContent.text',
      "line 2, recommendationEvent: Numbers that can't be represented exactly (the JSON shows them as sent): products[1].price",
    ].join('\n'),
  });
});
