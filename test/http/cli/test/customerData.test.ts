import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { message } from '../../../support/samples/scenarioRuns.ts';
import { scenarioFolder, startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

const answer =
  'Your order is registered to ana@shop.example, phone +1 415 555 0134, ' +
  'card 4111 1111 1111 1111, DNI 12345678Z.';
const details = /ana@shop\.example|555 0134|\b1111\b|12345678Z/;
const scenario =
  'name: T\nturns:\n  - say: personal\n    expect:\n      - text: nothing like that\n';

test('an answer with personal data is hidden in every report, and kept in every one on demand', async (t) => {
  const { env } = await startVerdictAgent(t, { personal: [message(answer)] });
  const { run, at } = await scenarioFolder(t, scenario);
  const names = ['html', 'junit', 'json'];
  const targets = names.flatMap((name) => ['--reporter', `${name}=${at(name)}`]);
  const args = ['--reporter', 'pretty', ...targets];
  const texts = async (more: readonly string[]) => {
    const { code, stdout } = await run([...args, ...more], { env });
    assert.equal(code, 1, stdout);
    return [stdout, ...(await Promise.all(names.map((name) => readFile(at(name), 'utf8'))))];
  };
  for (const text of await texts([])) {
    // Random ids and times may hold these digits.
    const own = text.replace(/"sessionId":"[^"]*"|\d+\.\d{4,}|127\.0\.0\.1:\d+/g, '');
    assert.doesNotMatch(own, details);
    assert.match(own, /\[email 1\]/);
  }
  for (const text of await texts(['--customer-data'])) assert.match(text, details);
});

test('what the files and the command say of customers is hidden in every report as well', async (t) => {
  const { env } = await startVerdictAgent(t, { personal: [message(answer)] });
  const turns = 'turns: [{ say: personal, expect: [text: none] }]\n';
  const { run, at } = await scenarioFolder(
    t,
    `name: One\nskip: wait for bea@shop.example\n${turns}---\n` +
      `name: Two of cleo@shop.example\nknownFailure: { because: dora@shop.example knows }\n${turns}`,
  );
  const names = ['html', 'junit', 'json', 'github'];
  const targets = names.flatMap((name) => ['--reporter', `${name}=${at(name)}`]);
  const grep = ['--grep', 'One|cleo@shop.example'];
  const { stdout } = await run(['--reporter', 'pretty', ...targets, ...grep], { env });
  const written = await Promise.all(names.map((name) => readFile(at(name), 'utf8')));
  for (const text of [stdout, ...written]) assert.doesNotMatch(text, /(?:bea|cleo|dora)@shop/);
});
