import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { products } from '../../support/samples/scenarioRuns.ts';
import { scenarioFolder, startVerdictAgent } from '../../support/servers/verdictAgent.ts';

const spanish = 'name: Niño\nturns:\n  - say: niño\n    expect: [{ text: niño }]\n';

const readable: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${spanish}`, 'utf16le')],
  ['UTF-16 of the other kind', Buffer.from(`\ufeff${spanish}`, 'utf16le').swap16()],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${spanish}`)],
];

for (const [what, bytes] of readable) {
  test(`a scenario in ${what} is read`, async (t) => {
    const agent = await startVerdictAgent(t);
    const { file, run } = await scenarioFolder(t, '');
    await writeFile(file, bytes);
    const { code, stdout } = await run([], { env: agent.env });
    assert.equal(code, 0, stdout);
    assert.ok(agent.requests.some(({ body }) => body.includes('"text":"niño"')));
  });
}

const unreadable: readonly (readonly [what: string, bytes: Buffer, told: RegExp])[] = [
  ['Latin-1', Buffer.from(spanish, 'latin1'), /:1:1 .*isn't UTF-8: line 1 contains the byte 0xF1/],
  [
    'UTF-8 that an editor has spoiled',
    Buffer.from('name: T\nturns:\n  - say: ni\ufffdo\n'),
    /:3:12 A character was lost here/,
  ],
];

for (const [what, bytes, told] of unreadable) {
  test(`a scenario in ${what} is named at its line, and nothing is sent`, async (t) => {
    const agent = await startVerdictAgent(t);
    const { file, run } = await scenarioFolder(t, '');
    await writeFile(file, bytes);
    const { code, stdout } = await run([], { env: agent.env });
    assert.equal(code, 2, stdout);
    assert.match(stdout, told);
    assert.deepEqual(agent.requests, []);
  });
}

test('steps in Latin-1 are named, too', async (t) => {
  const agent = await startVerdictAgent(t);
  const { at, run } = await scenarioFolder(t, 'name: T\nturns:\n  - use: hi.yaml\n');
  await writeFile(at('hi.yaml'), Buffer.from('- say: hi\n- say: niño\n', 'latin1'));
  const { code, stdout } = await run([], { env: agent.env });
  assert.equal(code, 2, stdout);
  assert.match(stdout, /hi\.yaml:2:1 .*isn't UTF-8/);
  assert.deepEqual(agent.requests, []);
});

test('what a reference brings in from an answer is compared as text, never a pattern', async (t) => {
  const tempting = [products({ productId: 'p', title: '/(?:)/', price: 5, currency: 'USD' })];
  const { env } = await startVerdictAgent(t, { products: tempting });
  const { run } = await scenarioFolder(
    t,
    `name: T
variables: { own: 'said: {{word}}', word: '/any/' }
turns:
  - say: products
  - say: anything
    expect:
      - text: '{{turns[0].products[0].title}}'
`,
  );
  const { code, stdout } = await run([], { env });
  assert.equal(code, 1, stdout);
});
