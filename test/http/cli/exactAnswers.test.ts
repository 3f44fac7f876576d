import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runCli } from '../../support/programs/runCli.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { testKey } from '../../support/testKeys.ts';
import { startServer } from '../../support/servers/testServer.ts';

// What the agent sent, from the socket to the command line, a recording and back.

const deep = `{"x":${'['.repeat(2000)}${']'.repeat(2000)}}`;

/** Elements as they are sent; nobody would write them so, but for a program. */
const exact = {
  product:
    '{ "recommendationEvent":{"products":[{"productId":7301000000000000123, "price":19.90,"currency":"USD","metadata":{"stock":12345678901234567890}}, {"title":"Huge","price":1e400,"currency":"USD"},{"title":"None","price":-0,"currency":"USD"},{"title":"Odd","price":19.999,"currency":"USD"}]}}',
  handover:
    '{"agentHandoverEvent":{"triggerHandover":true,"payload":{"orderId":90071992547409931234}}}',
  one: '{"messageEvent":{"content":{"textContent":{"text":"dup ONE"}}}}',
  two: '{"messageEvent":{"content":{"textContent":{"text":"dup \\u0054WO \\/"}}}}',
  texts: '{"messageEvent":{"content":{"textContent":{"text":"price is 10","text":"price is 20"}}}}',
  unknown: '{"loyaltyPointsEvent":{"points":9007199254740993,"rate":1.50}}',
} as const;
const both = `${exact.one.slice(0, -1)},${exact.two.slice(1)}`;
const around = (...elements: readonly string[]) =>
  `{"result":{"response":{"sessionId":"s-1","responseEvents":[${elements.join(', ')}]}}}\n`;
const answer = [
  around(exact.product),
  around(exact.handover),
  around(both),
  around(exact.texts),
  around(exact.unknown, deep, exact.one),
].join('');

async function talk(t: TestContext) {
  const server = await startServer(t, (response, { path }) => {
    response.end(path.endsWith('/invoke') ? answer : '{"response":{"sessionId":"s-1"}}');
  });
  const env = {
    SOFIA_API_KEY: testKey,
    SOFIA_BASE_URL: server.origin,
    SOFIA_BUSINESS_ID: 'b',
    SOFIA_AGENT_ID: 'a',
  };
  const file = join(await tempFolder(t), 'talk.ndjson');
  const asked = (...options: readonly string[]) => runCli(['ask', ...options, 'hi'], { env });
  const recorded = () => runCli(['record', '--json', '--out', file, 'hi'], { env });
  return { file, asked, recorded };
}

/** The events as they stand in JSON lines, to the byte. */
const eventsIn = (text: string) =>
  [...text.matchAll(/^\{"turn":1,"atMs":[\d.]+,"line":\d+,"kind":"\w+","event":(.*)\}$/gm)].map(
    ([, event]) => event,
  );

const events = [
  exact.product,
  exact.handover,
  exact.one,
  exact.two,
  exact.texts,
  exact.unknown,
  exact.one,
];

test('JSON lines, an export and a recording have each event to the byte', async (t) => {
  const { file, recorded } = await talk(t);
  const printed = await recorded();
  assert.deepEqual(eventsIn(printed.stdout), events);
  for (const line of printed.stdout.trim().split('\n')) JSON.parse(line);
  const kept = (await readFile(file, 'utf8')).trim().split('\n');
  const texts = kept.map((line) => JSON.parse(line) as { type?: string; text?: string });
  const said = texts.flatMap(({ type, text }) => (type === 'line' && text ? [text] : []));
  assert.ok(said.join('').includes(answer));

  const json = await runCli(['export', file, '--format', 'json']);
  const raws = [...json.stdout.matchAll(/"raw": (.*?),?$/gm)].map(([, raw]) => raw);
  assert.deepEqual(raws, events);
  const again = join(await tempFolder(t), 'export.json');
  await runCli(['export', file, '--format', 'json', '--out', again]);
  const read = await runCli(['replay', again, '--json']);
  assert.deepEqual(eventsIn(read.stdout), events, 'an export is read as it was written');

  const markdown = await runCli(['export', file, '--format', 'md']);
  for (const part of [
    /"points": 9007199254740993,\n +"rate": 1\.50/,
    /\| \\\$19\.90 \|/,
    /\| \\\$19\.999 \|/,
    /\| 1e400 USD \|/,
    /\| \\-0 USD \|/,
    /\| 7301000000000000123 \|/,
    /Sent twice \(the JSON has both\): content\.textContent\.text/,
    /Numbers that can't be represented exactly \(the JSON shows them as sent\): .*products\\\[1\\\]\.price/,
  ])
    assert.match(markdown.stdout, part);
});

test('people read the digits that were sent, and what no program can hold', async (t) => {
  const { asked } = await talk(t);
  const { stdout, stderr } = await asked();
  for (const part of [
    /7301000000000000123 +\$19\.90\n/,
    /Huge +1e400 USD\n/,
    /None +-0 USD\n/,
    /Odd +\$19\.999\n/,
    /! Numbers that can't be represented exactly .*: products\[0\]\.productId, products\[0\]\.metadata\.stock, products\[1\]\.price, products\[2\]\.price\n/,
    /dup ONE\n! Sent twice \(the JSON has both\): messageEvent\ndup TWO/,
    /price is 20\n! Sent twice \(the JSON has both\): content\.textContent\.text\n/,
    /\{"loyaltyPointsEvent":\{"points":9007199254740993,"rate":1\.50\}\}/,
  ])
    assert.match(stdout, part);
  assert.match(
    stderr,
    /result\.response\.responseEvents\[1\] on line 5 is nested too deeply; the rest of the line is shown/,
  );
});

test('inspect names each place, and a redacted copy differs in nothing but what was replaced', async (t) => {
  const { file, recorded } = await talk(t);
  await recorded();
  const { stdout } = await runCli(['inspect', file]);
  for (const part of [
    /line 1: number that programs can't hold exactly \(recommendationEvent\.products\[1\]\.price\)/,
    /line 3: repeated name.* \(messageEvent\)/,
    /line 4: repeated name.* \(messageEvent\.content\.textContent\.text\)/,
    /line 5: invalid JSON \(tooDeep\)/,
  ])
    assert.match(stdout, part);
  const copy = join(await tempFolder(t), 'copy.ndjson');
  const redacted = await runCli(['redact', file, '--out', copy]);
  assert.equal(redacted.code, 0, redacted.stderr);
  const [, customer = ''] = /: (\S+)\n/.exec(redacted.stdout) ?? [];
  const text = await readFile(file, 'utf8');
  assert.equal(await readFile(copy, 'utf8'), text.replaceAll(customer, '[customer 1]'));
});
